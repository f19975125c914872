"""No measured number is typed in a page: all are taken from the artefacts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.workspace import ROOT

DOCS = ROOT / "docs"
RENDERED = "generated"
SOURCES = sorted(
    path for path in [*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb")] if RENDERED not in path.parts
)

# Digits, grey levels, shares that say nothing by themselves, and the level of every interval.
PLAIN = {str(number) for number in range(11)} | {"95", "100", "255", "256"}

# Names a run or a thing rather than measuring it.
NO_MEASUREMENT = {"run", "seconds", "index", "digit", "number", "fold", "layers"}

NUMBER = re.compile(r"\d+(?:[,\u00a0\u202f ]\d{3})*(?:\.\d+)?")

# What of a page its author did not write as text: templates, blocks of code, addresses,
# attributes, tags and the date in the front matter; and the standard normal quantile that belongs
# to the level of every interval, where it is named as such.
NOT_PROSE = re.compile(
    r"""\{\{.*?\}\} | \{%.*?%\} | ^```.*?^```$ | \]\([^)]*\) | https?://\S+ | \{[^{}%]*\}
      | <[^>]*> | ^date:.*?$ | \*z\*\s=\s1\.96\b""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def typed_numbers(text: str) -> set[str]:
    """Numbers in the prose of a page, without separators."""
    return {re.sub(r"[^\d.]", "", each) for each in NUMBER.findall(NOT_PROSE.sub(" ", text))}


def measured_numbers(artefact: Any, *, headline: bool = True) -> Iterator[str]:
    """Every way in which a page might write the numbers of an artefact, without separators.

    Whole per cents are looked for outside lists only: among hundreds of values in those, each
    number up to 100 turns up.
    """
    if isinstance(artefact, dict):
        for name, value in artefact.items():
            if name not in NO_MEASUREMENT:
                yield from measured_numbers(value, headline=headline)
    elif isinstance(artefact, list):
        for value in artefact:
            yield from measured_numbers(value, headline=False)
    elif isinstance(artefact, int) and not isinstance(artefact, bool):
        yield str(artefact)
    elif isinstance(artefact, float):
        yield from (f"{abs(artefact):.{digits}f}" for digits in range(1, 7))
        yield from (f"{abs(artefact) * 100:.{digits}f}" for digits in range(not headline, 4))


def design_constants(artefact: Any) -> set[str]:
    """The settings of every run, which are chosen and not measured."""
    if isinstance(artefact, dict):
        inner = (design_constants(value) for value in artefact.values())
        own = leaves(artefact["run"].get("config", {})) if "run" in artefact else set()
        return own.union(*inner)
    return set()


def leaves(value: Any) -> set[str]:
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return set().union(*map(leaves, items))
    return {f"{value:g}"} if isinstance(value, int | float) else set()


def forbidden(artefacts: list[Any]) -> set[str]:
    allowed = PLAIN.union(*map(design_constants, artefacts))
    numbers = {number for artefact in artefacts for number in measured_numbers(artefact)}
    return {each for each in numbers - allowed if is_telling(each)}


def is_telling(number: str) -> bool:
    """Whether it is not just anybody's: a large number, or one of several digits."""
    return float(number) >= 1000 or len(number.replace(".", "").strip("0")) > 1


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    cells = json.loads(text)["cells"]
    return "\n".join("".join(each["source"]) for each in cells if each["cell_type"] == "markdown")


@pytest.fixture(scope="module")
def artefacts() -> list[Any]:
    paths = sorted(DOCS.glob("projects/*/artefacts/*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


EXAMPLE = {
    "count": 60000,
    "difference": 1321,
    "accuracy": 0.99123,
    "mean_accuracy": 0.98908,
    "difference_percent": 22.8,
    "folds": [{"accuracy": 0.98412, "fold": 12}],
    "median_milliseconds": 1.96,
    "run": {"seconds": 1234.5, "config": {"model": {"units": 128, "dropout": 0.5}}},
}


@pytest.mark.parametrize(
    "text",
    [
        "We have 60,000 images",
        "We have 60000 images",
        "It differs by 1,321.",
        "| 0.9891 |",
        "about 99 %",
        "It is 99.12%",
        "said 22.8 %",
        "in fold one 98.4 %",
        "It takes 1.96 ms",
        "summary: reads 99.1 % of them",
    ],
)
def test_typed_measurement_is_found(text: str) -> None:
    assert typed_numbers(text) & forbidden([EXAMPLE])


@pytest.mark.parametrize(
    "text",
    [
        "{{ evaluation.count | thousands }} of 10 digits",
        "Dense of 128 units, dropout 0.5",
        "published in 1998",
        "![](figure-99.svg){ width=1321 }",
        '<img width="1321">',
        "```\n60000\n```",
        "see [this](https://example.org/60000)",
        "and *z* = 1.96 for a level of 95 %",
    ],
)
def test_text_without_measurements_is_accepted(text: str) -> None:
    assert not typed_numbers(text) & forbidden([EXAMPLE])


def test_the_artefacts_give_numbers_to_look_for(artefacts: list[Any]) -> None:
    assert {"60000", "1321", "5421", "6742", "24.4", "22.8", "0.9891"} <= forbidden(artefacts)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page_has_no_measured_number_in_its_source(path: Path, artefacts: list[Any]) -> None:
    found = typed_numbers(prose(path)) & forbidden(artefacts)
    assert not found, (
        f"{path.relative_to(ROOT)}: {', '.join(sorted(found))} typed in the text; "
        "take it from the artefact"
    )

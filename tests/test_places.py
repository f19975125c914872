"""Numbers as people write them, found in the committed artefacts and on the built pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.places import Wanted, places, rendered, shown, wanted
from scripts.workspace import Workspace

DOCS = Workspace("full").docs


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("99.25 %", Wanted("99.25", 2, "%")),
        ("99.25\u202f%", Wanted("99.25", 2, "%")),
        ("99.25%", Wanted("99.25", 2, "%")),
        ("60,000", Wanted("60000", 0, "")),
        (" 0.9925 ", Wanted("0.9925", 4, "")),
        ("234 KiB", Wanted("234", 0, "KiB")),
        ("\u22120.21", Wanted("-0.21", 2, "")),
        ("evaluation.demo", Wanted("evaluation.demo", None, "")),
    ],
)
def test_number_is_read_as_it_is_written(query: str, expected: Wanted) -> None:
    assert wanted(query) == expected


def test_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="found nothing"):
        wanted(" ")


@pytest.mark.parametrize(
    ("query", "value", "expected"),
    [
        ("99.43 %", 0.9943, True),
        ("99.4 %", 0.9943, True),
        ("99.43", 0.9943, True),
        ("0.99", 0.9943, True),
        ("0.9943", 0.9943, True),
        ("99.44 %", 0.9943, False),
        ("0.9943 %", 0.9943, False),
        ("60,000", 60000, True),
        ("60,000", 60000.4, True),
        ("6,000,000", 60000, False),
        ("234 KiB", 239622, True),
        ("0.21", -0.21, True),
        ("1e-05", 1e-05, True),
    ],
)
def test_number_is_found_rounded_as_it_was_written(
    query: str, value: float, expected: bool
) -> None:
    assert wanted(query).is_at("a.b", value) is expected


def test_part_of_a_name_finds_the_fields_that_have_it() -> None:
    found = places(wanted("exported.accuracy"), DOCS)
    assert {each.name for each in found} >= {
        "evaluation.demo.exported.accuracy",
        "model_card.demo.exported.accuracy",
    }
    content = json.loads((DOCS / found[0].artefact).read_text())
    made = next(each.made for each in found if each.name == "evaluation.demo.exported.accuracy")
    assert made is not None
    assert made.key == content["demo"]["run"]["key"]


def test_pages_of_the_site_tell_what_they_show(site_dir: Path) -> None:
    found = shown(site_dir)
    field = ("projects/handwritten-digits/artefacts/evaluation.json", "demo.exported.accuracy")
    pages = {each.page for each in found if field in each.sources}
    assert {"index.html", "projects/index.html"} <= pages
    assert any(each.formula for each in found)


def test_parts_are_found_that_a_run_made_and_that_have_the_number() -> None:
    query = wanted("evaluation.baseline.test.correct")
    (place,) = places(query, DOCS)
    assert place.made is not None
    found = rendered(wanted(f"{place.value:,}"), place.made, DOCS)
    assert "projects/handwritten-digits/generated/exported-table.md" in found
    assert rendered(wanted("123,456,789"), place.made, DOCS) == []

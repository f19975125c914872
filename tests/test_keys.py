from __future__ import annotations

from pathlib import Path

import pytest

from mnist.keys import run_key, source_digest, without_none

SOURCE = '''
"""A docstring."""
from sample.other import helper

RATE = 0.5


def double(value: float) -> float:
    """Another."""
    return 2 * helper(value)
'''


def package(folder: Path, **modules: str) -> Path:
    path = folder / "sample"
    path.mkdir(parents=True)
    for name, source in {"other": "def helper(value): return value", **modules}.items():
        (path / f"{name}.py").write_text(source)
    return path


def digest_of(folder: Path, source: str, **modules: str) -> str:
    return source_digest("main", package(folder, main=source, **modules))


def key(**changes: object) -> str:
    parts = {"dataset": {"a": "1"}, "config": {"epochs": 10}, "inputs": {}, "source": "s"}
    return run_key("training", **{**parts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "same",
    [
        SOURCE.replace("RATE = 0.5", "RATE = 0.5  # half"),
        SOURCE.replace(
            "return 2 * helper(value)", "return (\n        2\n        * helper(value)\n    )"
        ),
        SOURCE.replace('    """Another."""\n', ""),
        SOURCE.replace('"""A docstring."""', '"""Told otherwise."""'),
        SOURCE.replace("\n\n\n", "\n"),
    ],
)
def test_comments_formatting_and_docstrings_change_nothing(tmp_path: Path, same: str) -> None:
    assert same != SOURCE
    assert digest_of(tmp_path / "a", SOURCE) == digest_of(tmp_path / "b", same)


@pytest.mark.parametrize(
    "other",
    [
        SOURCE.replace("0.5", "0.25"),
        SOURCE.replace("2 *", "3 *"),
        SOURCE.replace("2 * helper(value)", "helper(value) * 2"),
        SOURCE.replace("double", "twice"),
    ],
)
def test_code_changes_the_digest(tmp_path: Path, other: str) -> None:
    assert digest_of(tmp_path / "a", SOURCE) != digest_of(tmp_path / "b", other)


def test_an_imported_module_counts_and_one_that_is_not_does_not(tmp_path: Path) -> None:
    plain = digest_of(tmp_path / "a", SOURCE)
    assert plain != digest_of(tmp_path / "b", SOURCE, other="def helper(value): return -value")
    assert plain == digest_of(tmp_path / "c", SOURCE, unused="X = 1")


def test_the_digest_is_the_same_on_every_supported_python(tmp_path: Path) -> None:
    # Syntax trees of formatted strings and of functions differ most between versions.
    source = 'def f(x):\n    return f"{x!r:>{4}} a"\n'
    expected = "8c7d00392a387935d1371db05cf386070c06b764cf17fa18a0f6d804e613a4f0"
    assert digest_of(tmp_path, source) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"dataset": {"a": "2"}},
        {"config": {"epochs": 9}},
        {"config": {"epochs": 10, "shear": 0.1}},
        {"inputs": {"weights.npz": "1"}},
        {"source": "t"},
    ],
)
def test_every_part_is_in_the_key(changed: dict[str, object]) -> None:
    assert key(**changed) != key()


def test_a_feature_that_is_off_is_not_in_the_key() -> None:
    assert key(config={"epochs": 10, "shear": None}) == key()
    assert without_none({"a": [{"b": None, "c": 1}]}) == {"a": [{"c": 1}]}

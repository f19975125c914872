"""Fields of artefacts: found, listed, and with their runs."""

from __future__ import annotations

import pytest

from scripts.artefact_fields import entries, numbers, resolve

RUN = {"key": "k1", "seconds": 3.5}
CONTENT = {
    "demo": {
        "run": RUN,
        "test": {"accuracy": 0.5, "passed": True},
        "folds": [{"loss": 0.25}, {"loss": 0.125}],
        "files": {"a/b.bin": {"bytes": 10}, "a": {"bytes": 20}},
        "matrix": [[1, 2], [3, 4]],
    },
    "other": {"run": {"key": "k2"}, "count": 3},
}


@pytest.mark.parametrize(
    ("field", "value", "run"),
    [
        ("demo.test.accuracy", 0.5, "k1"),
        ("demo.folds[1].loss", 0.125, "k1"),
        ("demo.matrix[1][0]", 3, "k1"),
        ("demo.files.a/b.bin.bytes", 10, "k1"),
        ("demo.files.a.bytes", 20, "k1"),
        ("other.count", 3, "k2"),
    ],
)
def test_field_leads_to_a_value_and_its_run(field: str, value: float, run: str) -> None:
    assert resolve(CONTENT, field) == (value, run)


@pytest.mark.parametrize("field", ["demo.tests", "demo.folds[2].loss", "demo.test.acc", "x", "[0]"])
def test_field_that_is_not_there_is_refused(field: str) -> None:
    with pytest.raises(LookupError, match="found none"):
        resolve(CONTENT, field)


def test_every_number_is_listed_and_none_of_how_it_was_made() -> None:
    found = dict(numbers(CONTENT))
    assert found["demo.matrix[1][1]"] == 4
    assert len(found) == 3 + 2 + 4 + 1
    for field, value in found.items():
        assert resolve(CONTENT, field)[0] == value


def test_what_nobody_measured_has_no_run() -> None:
    assert resolve({"mean": 1.5}, "mean") == (1.5, None)


def test_entries_are_those_that_runs_left() -> None:
    assert [(each.field, each.key) for each in entries(CONTENT)] == [
        ("demo", "k1"),
        ("other", "k2"),
    ]
    assert [each.field for each in entries(CONTENT["demo"])] == [""]
    assert list(entries({"mean": 1.5})) == []

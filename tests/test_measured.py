"""Numbers of artefacts through a page's arithmetic."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment

from scripts.measured import (
    Computed,
    MeasuredFloat,
    MeasuredInt,
    Source,
    evaluate,
    formula,
    measured,
    names,
    sources,
)

VALUES = {"count": 7, "total": 12, "share": 0.25}
COUNT, TOTAL, SHARE = (
    measured(value, Source("projects/a/artefacts/b.json", name, "k1"))
    for name, value in VALUES.items()
)


def test_a_measured_number_is_the_number_in_all_else() -> None:
    assert COUNT == 7
    assert SHARE == 0.25
    assert {7: "seven"}[COUNT] == "seven"
    assert sorted([TOTAL, COUNT]) == [7, 12]
    assert f"{SHARE:.1f} {COUNT:,}" == "0.2 7"
    assert repr(float(SHARE)) == "0.25"
    assert round(SHARE) == 0
    assert list(range(COUNT))[-1] == 6


@pytest.mark.parametrize(
    ("compute", "expected"),
    [
        (lambda: COUNT + TOTAL, "a + b"),
        (lambda: TOTAL - COUNT, "a - b"),
        (lambda: COUNT / TOTAL, "a / b"),
        (lambda: COUNT * 100, "a * 100"),
        (lambda: 100 * SHARE, "100 * a"),
        (lambda: 1 - SHARE, "1 - a"),
        (lambda: abs(COUNT - TOTAL), "abs(a - b)"),
        (lambda: (COUNT + TOTAL) / SHARE, "(a + b) / c"),
        (lambda: COUNT - (TOTAL - COUNT), "a - (b - a)"),
        (lambda: sum([COUNT, TOTAL]), "a + b"),
        (lambda: 0.5 * SHARE / -2, "(0.5 * a) / -2"),
    ],
)
def test_what_is_computed_says_of_what_and_its_formula_gives_it(
    compute: Callable[[], Any], expected: str
) -> None:
    result = compute()
    text = formula(result.origin)
    assert text is not None
    assert text == expected
    found = sources(result.origin)
    values = dict(zip(names(len(found)), (VALUES[each.field] for each in found), strict=True))
    assert evaluate(text, values) == result


def test_a_number_that_was_not_computed_has_no_formula() -> None:
    assert formula(COUNT.origin) is None
    assert sources(COUNT.origin) == (Source("projects/a/artefacts/b.json", "count", "k1"),)


def test_kinds_are_those_of_plain_numbers() -> None:
    assert isinstance(COUNT + TOTAL, MeasuredInt)
    assert isinstance(COUNT / TOTAL, MeasuredFloat)
    assert isinstance(COUNT * SHARE, MeasuredFloat)
    assert math.isclose(COUNT**2, 49)
    assert not isinstance(COUNT**2, MeasuredInt)


def test_nothing_that_is_no_number_is_computed_with() -> None:
    with pytest.raises(TypeError):
        COUNT + "1"  # type: ignore[operator]


def test_templates_find_sort_and_add_them_up() -> None:
    rows = [{"count": COUNT}, {"count": TOTAL}]
    kept: list[Any] = []
    template = (
        "{{ keep(rows | sum(attribute='count')) }}{{ keep(rows | map(attribute='count') | max) }}"
        "{{ keep(rows | selectattr('count', 'equalto', 12) | map(attribute='count') | first) }}"
        "{{ keep((rows[0].count - rows[1].count) | abs) }}"
    )
    Environment().from_string(template).render(rows=rows, keep=kept.append)
    assert [each.origin and formula(each.origin) for each in kept] == [
        "a + b",
        None,
        None,
        "abs(a - b)",
    ]
    assert kept[1].origin == TOTAL.origin


@pytest.mark.parametrize("text", ["a +", "b", "open('x')", "a ** 2", "a / 0", "a.real"])
def test_formula_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a formula of a"):
        evaluate(text, {"a": 1})


def test_what_is_counted_is_computed_too() -> None:
    origin = Computed("len", (Source("projects/a/artefacts/b.json", "writers", "k1"),))
    assert formula(origin) == "len(a)"
    assert evaluate("len(a)", {"a": {"one": 1, "two": 2}}) == 2
    assert formula(measured(2, origin).origin) == "len(a)"


def test_more_numbers_than_letters_have_names_too() -> None:
    assert len(set(names(40))) == 40

from __future__ import annotations

import pytest

from scripts.style_sheet import StyleError, parse, trimmed

NAMES = {"shown", "id", "place", "open", "data-do", "go"}


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        ".shown",
        "#place .shown:hover",
        "dialog[open]",
        '[data-do="go"]',
        "p:not(.gone)",
        ":is(.gone, .shown)",
        "*",
    ],
)
def test_a_rule_that_can_match_stays(selector: str) -> None:
    assert trimmed(parse(f"{selector} {{ margin: 0 }}"), NAMES) == f"{selector}{{margin:0}}"


@pytest.mark.parametrize(
    "selector", [".gone", ".shown.gone", ".gone > .shown", "#gone", "[gone]", "[data-do=gone]"]
)
def test_a_rule_that_cannot_match_goes(selector: str) -> None:
    assert trimmed(parse(f"{selector} {{ margin: 0 }} p {{ margin: 0 }}"), NAMES) == "p{margin:0}"


def test_of_a_rule_with_several_selectors_those_that_can_match_stay() -> None:
    assert trimmed(parse(".gone, .shown, p { margin: 0 }"), NAMES) == ".shown,p{margin:0}"


def test_a_selector_is_left_out_where_it_is_told() -> None:
    assert trimmed(parse(".shown a, p { margin: 0 }"), NAMES, {".shown"}) == "p{margin:0}"


def test_groups_are_looked_into_and_go_when_they_are_empty() -> None:
    css = (
        "@media print { .gone { margin: 0 } p { margin: 0 } } @supports (gap: 0) { .gone { x: y } }"
    )
    assert trimmed(parse(css), NAMES) == "@media print{p{margin:0}}"


def test_variables_go_that_nothing_asks_for_in_the_end() -> None:
    css = ":root { --one: 1; --two: var(--three); --three: 3; --four: 4 } p { order: var(--one) }"
    assert trimmed(parse(css), {"--four"}) == ":root{--one:1;--four:4}p{order:var(--one)}"


def test_animations_go_that_nothing_asks_for() -> None:
    css = "@keyframes a { to { top: 0 } } @keyframes b { to { top: 0 } } p { animation: b 1s }"
    assert trimmed(parse(css), NAMES) == "@keyframes b { to { top: 0 } }p{animation:b 1s}"


def test_what_must_win_still_does_and_text_is_as_it_was() -> None:
    css = """/* Why. */ p { color: red !important; content: "a;b}" }
      @page { margin: 1cm }"""
    assert (
        trimmed(parse(css), NAMES) == 'p{color:red!important;content:"a;b}"}@page { margin: 1cm }'
    )


def test_rules_within_rules_stay() -> None:
    assert trimmed(parse("p { top: 0; & a { top: 1px } }"), NAMES) == "p{top:0;& a { top: 1px }}"


def test_a_malformed_sheet_is_refused_with_its_line() -> None:
    with pytest.raises(StyleError, match="line 2: "):
        parse("p { top: 0 }\n} a { top: 0 }")

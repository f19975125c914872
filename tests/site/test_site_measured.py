"""Measured numbers through filters and Markdown, and what becomes of them in the HTML."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment
from markdown import markdown

from scripts import site_measured, site_values
from scripts.measured import Source, measured

URL = "projects/digits/more/"
FILE = "projects/digits/artefacts/evaluation.json"
RUN = "0123456789abcdef"
SHARE = measured(0.99431, Source(FILE, "demo.accuracy", RUN))
COUNT = measured(60000, Source(FILE, "demo.count", RUN))
DRAFT = measured(22.8, Source("projects/digits/artefacts/draft.json", "percent", None))


def html_of(template: str) -> str:
    """A template's HTML on its way through the macros, Markdown and the hook."""
    environment = Environment()
    environment.filters |= {each.__name__: each for each in site_values.FILTERS}
    environment.finalize = site_measured.as_it_is
    text = environment.from_string(template).render(share=SHARE, count=COUNT, draft=DRAFT)
    extensions = ["attr_list", "md_in_html", "smarty", "tables", "toc", "fenced_code"]
    html = markdown(site_measured.plain_headings(text), extensions=extensions)
    return site_measured.elements(html, URL)


def numbers(template: str) -> list[Tag]:
    return BeautifulSoup(html_of(template), "html.parser").select("data.measured")


def test_number_is_an_element_with_its_artefact_field_and_run() -> None:
    (number,) = numbers("It reads **{{ share | percent }}**.")
    assert number.attrs == {
        "class": ["measured"],
        "value": "0.99431",
        "data-artefact": "../artefacts/evaluation.json",
        "data-field": "demo.accuracy",
        "data-run": "0123456789ab",
        "data-format": "percent",
    }
    assert number.get_text() == "99.43\u202f%"
    assert number.parent is not None
    assert number.parent.name == "strong"


@pytest.mark.parametrize(
    ("expression", "text", "how"),
    [
        ("share | percent(1)", "99.4\u202f%", "percent(1)"),
        ("share | percent(digits=1)", "99.4\u202f%", "percent(1)"),
        ("share | decimals(4)", "0.9943", "decimals(4)"),
        ("count | thousands", "60,000", "thousands"),
        ("share | points", "99.43", "points"),
        ("count | kib", "59\u202fKiB", "kib"),
        ("count", "60000", None),
    ],
)
def test_every_filter_says_how_it_wrote(expression: str, text: str, how: str | None) -> None:
    (number,) = numbers(f"So {{{{ {expression} }}}}.")
    assert number.get_text() == text
    assert number.get("data-format") == how
    if how:
        assert site_values.written(float(str(number["value"])), how) == text


def test_computed_number_names_all_that_it_was_computed_of() -> None:
    (number,) = numbers("So {{ (share * count - draft) | decimals(1) }}.")
    assert number["data-formula"] == "(a * b) - c"
    assert str(number["data-field"]).split() == ["demo.accuracy", "demo.count", "percent"]
    assert str(number["data-run"]).split() == ["0123456789ab", "0123456789ab", "-"]


@pytest.mark.parametrize(
    "template",
    [
        "`{{ share | percent }}`",
        "```\n{{ share | percent }}\n```",
        '<img src="a.svg" alt="{{ share | percent }}" title="{{ share | percent }}">',
        '[link](a.md "{{ share | percent }}")',
        '<script type="application/json">{{ share }}</script>',
        "## Reads {{ share | percent }}",
        "### {{ count }}",
    ],
)
def test_where_no_element_can_go_the_number_is_plain(template: str) -> None:
    html = html_of(template)
    assert "<data" not in html
    assert re.search(r"99\.43|0\.99431|60000", html)
    assert not re.search(r"[\ue000-\ue0ff]", html)


def test_heading_has_the_id_of_its_plain_text() -> None:
    assert 'id="reads-60000-images"' in html_of("## Reads {{ count }} images")


def test_quotes_and_tables_around_a_number_stay_what_they_are() -> None:
    html = html_of(
        'He said "{{ share | percent }}".\n\n| a |\n| - |\n| {{ count | thousands }} |\n'
    )
    text = BeautifulSoup(html, "html.parser").get_text()
    assert "\u201c99.43\u202f%\u201d" in text
    assert len(numbers("| a |\n| - |\n| {{ count | thousands }} |\n")) == 1


def test_number_that_was_not_measured_is_only_written() -> None:
    assert html_of("{{ 0.5 | percent }} {{ 3 }}") == "<p>50.00\u202f% 3</p>"


def test_headline_number_is_a_link_to_its_run_that_says_so() -> None:
    html = html_of('<dl class="facts"><div><dt>A</dt><dd>{{ share | percent }}</dd></div></dl>')
    link = BeautifulSoup(html, "html.parser").select_one("dd a.made")
    assert link is not None
    assert link["href"] == "../../../runs/#run-0123456789ab"
    assert link.get_text() == "99.43\u202f%: how this number was made"
    assert "a" not in [each.name for each in BeautifulSoup(html_of("{{ share }}"), "html.parser")]


def test_headline_number_that_no_run_measured_is_no_link() -> None:
    html = html_of('<dl class="facts"><div><dd>{{ draft | decimals }}</dd></div></dl>')
    assert "<a" not in html
    assert 'data-run="-"' in html

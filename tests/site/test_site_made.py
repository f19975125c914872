"""Links from rendered parts to the runs that made them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from scripts.site_made import links

PROJECT = "projects/digits"
TOLD = 'data-artefact="evaluation.json model/model-card.json" data-rendered="x" data-run="k1 k2"'


def linked(html: str, url: str = "projects/digits/more/") -> BeautifulSoup:
    return BeautifulSoup(links(html, PROJECT, url), "html.parser")


def link(page: BeautifulSoup) -> Tag:
    (found,) = page.select("a.made")
    return found


@pytest.mark.parametrize(
    ("html", "within"),
    [
        (f"<figure {TOLD}><img><figcaption>What.</figcaption></figure>", "figcaption"),
        (
            f'<div class="table" {TOLD}><table><tr><td><p>a</p></td></tr></table>'
            '<p class="table-caption">What.</p>\n</div>',
            ".table-caption",
        ),
        (
            f'<div class="table" {TOLD}>\n<div class="table-scroll"><table></table>\n</div>\n'
            '<p class="table-caption">What.</p>\n</div>',
            ".table > .table-caption:last-child",
        ),
        (
            f'<div class="table" {TOLD}>\n<div class="table-scroll"><table></table></div>\n</div>',
            ".table > .table-caption",
        ),
        (f"<p>Well. <span {TOLD}>That <em>follows</em>.</span></p>", "span"),
    ],
)
def test_part_gets_a_link_where_its_words_end(html: str, within: str) -> None:
    page = linked(html)
    place = page.select_one(within)
    assert place is not None
    assert link(page) in place.select("a")
    assert link(page)["href"] == "../../../runs/#run-k1"
    assert link(page).get_text().startswith("How this")
    assert link(page).has_attr("data-search-exclude")


def test_artefacts_are_addresses_from_the_page() -> None:
    for url, expected in (
        ("projects/digits/", "artefacts/evaluation.json artefacts/model/model-card.json"),
        (
            "projects/digits/more/",
            "../artefacts/evaluation.json ../artefacts/model/model-card.json",
        ),
    ):
        page = linked(f"<span {TOLD}>Text.</span>", url)
        part = page.select_one("[data-rendered]")
        assert part is not None
        assert part["data-artefact"] == expected


def test_part_that_no_run_measured_gets_no_link() -> None:
    html = '<span data-artefact="draft.json" data-rendered="x" data-run="-">Text.</span>'
    assert linked(html).select("a") == []


def test_other_parts_of_a_page_stay_as_they_are() -> None:
    html = '<figure class="figure"><figcaption>What.</figcaption></figure><span>a</span>'
    assert links(html, PROJECT, "projects/digits/") == html

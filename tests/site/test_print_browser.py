"""The report on paper, as Chromium would print it: what is read, on white, and nothing to press."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.workspace import PROJECT
from tests.waiting import until

pytestmark = pytest.mark.browser

REPORT = f"{PROJECT.as_posix()}/"


@pytest.fixture(params=["light", "dark"])
def paper(chromium: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 680, "height": 960}, color_scheme=request.param
    )
    page = context.new_page()
    page.goto(site_url + REPORT, wait_until="networkidle")
    page.emulate_media(media="print", color_scheme=request.param)
    yield page
    context.close()


def test_paper_shows_nothing_to_press_and_no_navigation(paper: Page) -> None:
    for selector in ("button:not(.table-sort)", "header", "nav", "footer", "digit-demo", "dialog"):
        assert paper.locator(f"{selector}:visible").count() == 0, selector


def test_paper_is_white_and_its_figures_are_the_light_ones(paper: Page) -> None:
    ground = "getComputedStyle(document.body).getPropertyValue('--md-default-bg-color')"
    assert paper.evaluate(ground) == "#fff"
    drawings = paper.locator("article figure img:visible")
    assert drawings.count() > 10
    assert paper.locator("article figure img[src*='.dark.svg']:visible").count() == 0


def test_figures_and_rows_are_not_cut_and_headings_of_tables_come_again(paper: Page) -> None:
    found = paper.evaluate(
        """() => Object.fromEntries(
          [['figure', 'breakInside'], ['tbody tr', 'breakInside'], ['.table thead', 'display'],
           ['h2', 'breakAfter'], ['.highlight', 'breakInside']].map(([selector, name]) =>
            [selector, getComputedStyle(document.querySelector(`article ${selector}`))[name]]))"""
    )
    assert found == {
        "figure": "avoid",
        "tbody tr": "avoid",
        ".table thead": "table-header-group",
        "h2": "avoid",
        ".highlight": "avoid",
    }


def test_links_that_lead_away_say_where_and_others_do_not(paper: Page) -> None:
    said = """selector => [...document.querySelectorAll(`article ${selector}`)]
      .map((link) => [getComputedStyle(link, '::after').content, link.getAttribute('href')])"""
    away = paper.evaluate(said, 'a[rel~="external"]')
    assert away
    assert all(address in content for content, address in away)
    here = paper.evaluate(said, "p a:not([rel~=external]):not(.headerlink)")
    assert here
    assert {content for content, _ in here} == {"none"}


def test_tables_are_as_wide_as_the_page_and_do_not_scroll(paper: Page) -> None:
    wide = paper.evaluate(
        """() => [...document.querySelectorAll('.table-scroll')]
          .filter((box) => box.scrollWidth > box.clientWidth + 1).length"""
    )
    assert wide == 0


def test_headings_are_the_smaller_the_deeper_they_are(paper: Page) -> None:
    sizes = paper.evaluate(
        """() => ['h1', 'h2', 'h3', 'h4', 'p']
          .map((name) => document.querySelector(`article ${name}:not([class])`))
          .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
    )
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_text_and_tables_share_one_column(paper: Page) -> None:
    widths = paper.evaluate(
        """() => ['h2 + p', '.table', 'div.highlight'].map((selector) =>
          document.querySelector(`article > ${selector}`).getBoundingClientRect().width)"""
    )
    assert len({round(width) for width in widths}) == 1


def test_a_pdf_has_the_figures_of_a_dark_page_too(paper: Page) -> None:
    # Of drawings that nobody scrolled to none is there, until the keyboard asks for the printer.
    drawings = """[...document.querySelectorAll('article figure img[src*=".light.svg"]')]
      .filter((image) => image.naturalWidth > 0).length"""
    figures = paper.locator('article figure img[src*=".light.svg"]').count()
    assert paper.evaluate(drawings) < figures
    paper.keyboard.down("Control")
    until(paper, f"() => {drawings} === {figures}")
    pages = paper.pdf(prefer_css_page_size=True, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) > 10


def test_what_is_printed_without_a_key_is_asked_for_then(paper: Page) -> None:
    with paper.expect_request("**/reliability-diagram.light.svg"):
        paper.evaluate("dispatchEvent(new Event('beforeprint'))")

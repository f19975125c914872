"""Every page in Chromium, light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.site.every_page import DESK, PHONE, addresses, broken_rules, watched
from tests.waiting import until

pytestmark = pytest.mark.browser

STOPS = 60
# What has the focus: a name for a message, whether it can be seen, and whether that shows.
FOCUSED = """() => {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return null;
  // A switch is seen by its label and the paper by its frame; the results of the search are empty
  // until something was searched for.
  const isSwitch = activeElement.matches('input.md-option');
  const element = isSwitch ? activeElement.nextElementSibling
    : activeElement.closest('.dd-paper') ?? activeElement;
  const isEmpty = element.matches('.md-search__scrollwrap');
  const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return { name: `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`,
    seen: isEmpty || (width > 0 && height > 0 && element.checkVisibility()),
    marked: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none' };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_complains_or_asks_another_host(
    chromium: Browser, site_dir: Path, site_url: str, scheme: str
) -> None:
    pages = addresses(site_dir)
    assert len(pages) > 25
    broken: list[str] = []
    with watched(chromium, site_url, scheme) as (page, faults):
        for address in pages:
            page.goto(site_url + address, wait_until="load")
            broken += broken_rules(page)
    assert broken == []
    assert faults == []


def test_a_fault_is_found(chromium: Browser, site_url: str) -> None:
    with watched(chromium, site_url, "light") as (page, faults):
        page.goto(site_url)
        page.evaluate(
            """() => { document.querySelector('article').insertAdjacentHTML('beforeend',
              '<img src="data:,"><p style="color: #ccc; background: #fff">Hard to read</p>'
              + '<img alt="" src="https://elsewhere.example/a.png">');
              console.warn('deprecated'); }"""
        )
        broken = broken_rules(page, (PHONE,))
    assert {each.split(": ")[1] for each in broken} == {"image-alt", "color-contrast"}
    assert {"warning: deprecated", "asked for https", "refused: img-src"} <= {
        part
        for each in faults
        for part in ("warning: deprecated", "asked for https", "refused: img-src")
        if part in each
    }


@pytest.fixture(params=["", "projects/handwritten-digits/", "notes/dropout/", "404.html"])
def page(chromium: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched(chromium, site_url, "light") as (opened, _):
        opened.set_viewport_size(DESK)
        opened.goto(site_url + request.param, wait_until="load")
        yield opened


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'content'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def skip(page: Page) -> None:
    page.get_by_role("link", name="Skip to content").focus()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'content'")


def test_a_link_within_a_page_leaves_it_as_it_is(page: Page) -> None:
    # The theme follows links to what it has read in the map of the site; and the demo fetches its
    # network once somebody is there.
    page.wait_for_load_state("networkidle")
    if page.locator("digit-demo:not([load])").count():
        with page.expect_response("**/*.bin"):
            page.keyboard.press("Shift")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []

    def note(request: Request) -> None:
        # The browser itself looks for the icon at every address.
        if request.resource_type in {"xhr", "fetch"}:
            asked.append(request.url)

    page.on("request", note)
    last = f"{page.url}?last"
    skip(page)
    page.go_back()
    skip(page)
    page.evaluate("async (last) => { await fetch(last); }", last)
    assert asked == [last]


def test_after_another_page_came_without_a_reload_one_skips_to_its_content(
    chromium: Browser, site_url: str
) -> None:
    with watched(chromium, site_url, "light") as (page, _):
        page.set_viewport_size(DESK)
        page.goto(f"{site_url}projects/", wait_until="networkidle")
        page.evaluate("globalThis.stayed = true")
        skip(page)
        for name in ("Notes", "About", "Projects"):
            page.locator("a.md-tabs__link", has_text=name).click()
            page.locator("article h1", has_text=name).wait_for()
            skip(page)
            assert page.url == f"{site_url}{name.lower()}/#content"
        assert page.evaluate("globalThis.stayed")


def test_what_has_the_focus_is_seen_to_have_it(page: Page) -> None:
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["marked"])] == []


def test_nothing_moves_for_those_who_asked_for_that(page: Page) -> None:
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')]
          .flatMap((element) => [null, '::before', '::after']
            .map((part) => [element, getComputedStyle(element, part)]))
          .filter(([, style]) => [style.transitionDuration, style.animationDuration]
            .some((times) => times.split(', ').some((time) => parseFloat(time) > 0.001))
            || style.scrollBehavior === 'smooth')
          .map(([element]) => element.className || element.tagName)"""
    )
    assert moving == []

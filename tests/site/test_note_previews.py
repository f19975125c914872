"""Previews of notes in Chromium: by pointer, by keyboard, on a narrow screen, and not by touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

NOTE = "notes/computer-vision/"
REPORT = "projects/handwritten-digits/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 320, "height": 568})
    yield context.new_page()
    context.close()


def links(page: Page) -> Locator:
    return page.locator("article p a[aria-describedby]")


def cards(page: Page) -> Locator:
    return page.locator(".note-preview:visible")


def tab_to(page: Page, link: Locator) -> None:
    """Give a link the focus as a keyboard does."""
    page.keyboard.press("Shift")
    link.focus()


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_pointer_shows_title_and_summary_and_may_rest_on_the_card(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + NOTE)
    assert cards(page).count() == 0
    links(page).first.hover()
    expect(cards(page)).to_contain_text("Artificial intelligence")
    expect(cards(page)).to_contain_text("intelligent if a person did it")
    page.mouse.move(*middle(cards(page)), steps=8)
    # Long past the time after which it would have gone.
    page.wait_for_timeout(1000)
    expect(cards(page)).to_have_count(1)
    page.mouse.move(2, 500)
    expect(cards(page)).to_have_count(0)


def test_pointer_that_only_passes_shows_nothing(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    links(page).first.hover()
    page.mouse.move(2, 500)
    page.wait_for_timeout(1000)
    assert cards(page).count() == 0


def test_one_card_is_shown_at_a_time(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    tab_to(page, links(page).first)
    expect(cards(page)).to_contain_text("Artificial intelligence")
    links(page).nth(1).hover()
    expect(cards(page)).to_contain_text("Convolutional neural network")
    expect(cards(page)).to_have_count(1)


def test_focus_shows_the_card_and_leaving_hides_it(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    tab_to(page, links(page).first)
    expect(cards(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(cards(page)).to_contain_text("Convolutional neural network")
    links(page).nth(1).evaluate("link => link.blur()")
    expect(cards(page)).to_have_count(0)


def test_summary_describes_the_link_to_those_who_cannot_see_it(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    expect(links(page).first).to_have_accessible_description(re.compile("intelligent if a person"))


@pytest.mark.parametrize("by", ["keyboard", "pointer"])
def test_escape_hides_the_card_and_leaves_the_focus(page: Page, site_url: str, by: str) -> None:
    page.goto(site_url + NOTE)
    link = links(page).first
    if by == "keyboard":
        tab_to(page, link)
    else:
        link.hover()
    expect(cards(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(cards(page)).to_have_count(0)
    # It stays away while nothing else is pointed at.
    page.wait_for_timeout(1000)
    assert cards(page).count() == 0
    if by == "keyboard":
        expect(link).to_be_focused()


def test_click_follows_the_link_and_previews_work_on_the_next_page(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + NOTE, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    links(page).first.hover()
    expect(cards(page)).to_have_count(1)
    links(page).first.click()
    page.locator("h1", has_text="Artificial intelligence").wait_for()
    assert page.evaluate("window.stayed") is True
    page.mouse.move(2, 500)
    expect(cards(page)).to_have_count(0)
    tab_to(page, page.locator("article a[aria-describedby]", has_text="Computer vision").first)
    expect(cards(page)).to_contain_text("Getting from pixels to what they show")


def test_tap_follows_the_link_and_shows_no_card(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(site_url + NOTE, wait_until="networkidle")
    page.evaluate(
        """() => {
          window.shown = 0;
          new MutationObserver(() => window.shown++).observe(
            document.querySelector('.note-previews'), { attributes: true, subtree: true });
        }"""
    )
    links(page).first.tap()
    page.locator("h1", has_text="Artificial intelligence").wait_for()
    page.wait_for_timeout(1000)
    assert page.evaluate("window.shown") == 0
    assert cards(page).count() == 0
    context.close()


@pytest.mark.parametrize("path", [NOTE, REPORT])
def test_card_stays_on_a_narrow_screen(narrow: Page, site_url: str, path: str) -> None:
    narrow.goto(site_url + path)
    for link in links(narrow).all():
        tab_to(narrow, link)
        box = cards(narrow).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert narrow.evaluate(wide) == 0


def test_card_touches_its_link_and_does_not_cover_it(narrow: Page, site_url: str) -> None:
    narrow.goto(site_url + NOTE)
    for link in links(narrow).all():
        tab_to(narrow, link)
        ends = link.evaluate(
            "link => [...link.getClientRects()].flatMap(({ top, bottom }) => [top, bottom])"
        )
        top, bottom = cards(narrow).evaluate(
            "card => (({ top, bottom }) => [top, bottom])(card.getBoundingClientRect())"
        )
        below = abs(top - max(ends)) < 1
        above = abs(bottom - min(ends)) < 1
        assert below or above


def test_cards_are_not_printed(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTE)
    tab_to(page, links(page).first)
    expect(cards(page)).to_have_count(1)
    page.emulate_media(media="print")
    assert cards(page).count() == 0


def test_previews_need_no_inline_script_or_style(page: Page, site_url: str) -> None:
    def guarded(route: Route) -> None:
        response = route.fetch()
        policy = "script-src 'self'; style-src 'self'; connect-src 'none'"
        route.fulfill(
            response=response, headers=response.headers | {"content-security-policy": policy}
        )

    page.route(site_url + NOTE, guarded)
    page.goto(site_url + NOTE)
    assert page.locator("article [style], article script").count() == 0
    tab_to(page, links(page).first)
    expect(cards(page)).to_contain_text("Artificial intelligence")

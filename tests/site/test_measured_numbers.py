"""How a number was made, in Chromium: by pointer, touch and keyboard, and not in print."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

REPORT = "projects/handwritten-digits/"


@pytest.fixture
def page(chromium: Browser, site_url: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    opened = context.new_page()
    opened.goto(site_url + REPORT)
    yield opened
    context.close()


def card(page: Page) -> Locator:
    return page.locator(".made-preview:visible")


def number(page: Page) -> Locator:
    """One of the text, computed of two."""
    return page.locator("article li data.measured[data-formula='a + b']").first


def headline(page: Page) -> Locator:
    return page.locator("dl.facts a.made").first


def tab_to(page: Page, link: Locator) -> None:
    """Give a link the focus as a keyboard does."""
    page.keyboard.press("Shift")
    link.focus()


def test_pointer_shows_what_made_a_number_and_may_go_to_its_links(page: Page) -> None:
    number(page).hover()
    for words in ("70000", "a + b", "dataset.json", "test.count", "exploration", "make again"):
        expect(card(page)).to_contain_text(words)
    run = str(number(page).get_attribute("data-run")).split()[0]
    expect(card(page)).to_contain_text(run)
    file = card(page).locator("a", has_text="dataset.json").first
    file.hover()
    expect(card(page)).to_have_count(1)
    assert page.request.get(file.evaluate("link => link.href")).ok
    page.mouse.move(2, 500)
    expect(card(page)).to_have_count(0)


def test_headline_number_is_reached_by_keyboard_and_leads_to_its_run(page: Page) -> None:
    tab_to(page, headline(page))
    expect(card(page)).to_contain_text("baseline.test.accuracy")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(headline(page)).to_be_focused()
    run = headline(page).locator("data").get_attribute("data-run")
    page.keyboard.press("Enter")
    expect(page.locator(f"h3#run-{run}")).to_be_visible()
    assert page.url.endswith(f"/runs/#run-{run}")


def test_captions_and_computed_paragraphs_lead_to_what_made_them(page: Page) -> None:
    for kind, name in (("caption", "How this was made"), ("mark", "How this paragraph was made")):
        link = page.locator(f"a.made--{kind}").first
        tab_to(page, link)
        run = link.evaluate("link => link.closest('[data-run]').dataset.run.split(' ')[0]")
        expect(card(page)).to_contain_text(run)
        expect(link).to_have_accessible_name(name)


def test_numbers_of_the_text_are_out_of_the_keyboards_way_until_asked_for(page: Page) -> None:
    assert page.locator("data.measured[tabindex]").count() == 0
    button = page.locator("button.made-step")
    tab_to(page, button)
    box = button.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    first = page.locator("article data.measured[tabindex='0']").first
    expect(first).to_be_focused()
    expect(card(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("data.measured:focus, a:focus, button:focus").first).to_be_visible()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text="Runs")).to_be_visible()


def test_pressed_again_the_button_takes_the_numbers_out(page: Page) -> None:
    button = page.locator("button.made-step")
    for pressed in ("true", "false"):
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", pressed)
    assert page.locator("data.measured[tabindex]").count() == 0


@pytest.mark.parametrize("width", [320, 390])
def test_tap_shows_the_card_within_the_screen_and_another_tap_hides_it(
    chromium: Browser, site_url: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(site_url + REPORT)
    number(page).tap()
    expect(card(page)).to_contain_text("test.count")
    box = card(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.locator("article h2").first.tap()
    expect(card(page)).to_have_count(0)
    context.close()


def test_cards_work_after_an_instant_navigation(page: Page, site_url: str) -> None:
    page.goto(site_url, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator("a.button--strong").click()
    page.locator("h1", has_text="Handwritten Digit Recognition").wait_for()
    assert page.evaluate("window.stayed") is True
    tab_to(page, headline(page))
    expect(card(page)).to_contain_text("baseline.test.accuracy")


def test_nothing_of_it_is_printed(page: Page) -> None:
    tab_to(page, headline(page))
    expect(card(page)).to_have_count(1)
    page.emulate_media(media="print")
    for each in (".made-preview", "a.made--caption", "a.made--mark", ".made-step", ".made-told"):
        expect(page.locator(f"{each}:visible")).to_have_count(0)
    line = "link => getComputedStyle(link).textDecorationLine"
    assert headline(page).evaluate(line) == "none"


def test_it_needs_no_inline_script_or_style(page: Page, site_url: str) -> None:
    def guarded(route: Route) -> None:
        response = route.fetch()
        policy = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
        route.fulfill(
            response=response, headers=response.headers | {"content-security-policy": policy}
        )

    page.route(site_url + REPORT, guarded)
    page.goto(site_url + REPORT)
    tab_to(page, headline(page))
    expect(card(page)).to_contain_text("evaluation.json")


def test_a_number_and_a_note_never_show_their_cards_together(page: Page) -> None:
    tab_to(page, headline(page))
    expect(card(page)).to_have_count(1)
    tab_to(page, page.locator("article a[aria-describedby^='notes']").first)
    expect(page.locator(".note-preview:visible")).to_have_count(1)
    expect(card(page)).to_have_count(0)

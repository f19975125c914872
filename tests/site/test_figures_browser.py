"""Figures in Chromium: they open large by pointer, finger and keyboard, and give the focus back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from scripts.workspace import PROJECT
from tests.waiting import until

pytestmark = pytest.mark.browser

BENCHMARK = f"{PROJECT.as_posix()}/handwriting/"


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1000, "height": 800}, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def view(page: Page) -> Locator:
    return page.locator("dialog.figure-view")


def opener(page: Page, place: int) -> Locator:
    return page.locator("article .figure-open").nth(place)


def caption(page: Page, place: int) -> str:
    return page.locator("article figcaption").nth(place).inner_text()


def begin(page: Page, site_url: str, path: str = BENCHMARK) -> None:
    page.goto(site_url + path, wait_until="networkidle")
    expect(opener(page, 0)).to_be_attached()


def test_click_opens_the_drawing_of_the_pages_colours_with_its_caption(
    page: Page, site_url: str
) -> None:
    begin(page, site_url)
    scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    small = page.locator("article figure img:visible").first
    before = small.bounding_box()
    opener(page, 0).click()
    expect(view(page)).to_be_visible()
    large = view(page).locator("img:visible")
    expect(large).to_have_count(1)
    assert (".dark.svg" if scheme else ".light.svg") in str(large.get_attribute("src"))
    assert large.get_attribute("alt") == small.get_attribute("alt")
    after = large.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] >= before["height"] - 1
    shape, wanted = (box["width"] / box["height"] for box in (after, before))
    assert shape == pytest.approx(wanted, 0.02)
    assert view(page).locator(".figure-view-caption").inner_text() == caption(page, 0)


def test_keyboard_opens_leads_on_and_closes_where_it_came_from(page: Page, site_url: str) -> None:
    begin(page, site_url)
    opener(page, 0).focus()
    page.keyboard.press("Enter")
    expect(view(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(view(page)).to_be_hidden()
    expect(opener(page, 0)).to_be_focused()


def test_arrow_keys_lead_round_and_the_focus_goes_to_the_figure_seen_last(
    page: Page, site_url: str
) -> None:
    begin(page, site_url)
    count = page.locator("article .figure-open").count()
    opener(page, 0).press("Enter")
    place = view(page).locator(".figure-view-place")
    expect(place).to_have_text(f"Figure 1 of {count}")
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text(f"Figure {count} of {count}")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(f"Figure 2 of {count}")
    assert view(page).locator(".figure-view-caption").inner_text() == caption(page, 1)
    page.keyboard.press("Escape")
    expect(opener(page, 1)).to_be_focused()


def test_click_beside_the_picture_closes(page: Page, site_url: str) -> None:
    begin(page, site_url)
    opener(page, 0).click()
    box = view(page).locator("img:visible").bounding_box()
    assert box is not None
    assert box["x"] > 20
    page.mouse.click(box["x"] / 2, box["y"] + box["height"] / 2)
    expect(view(page)).to_be_hidden()


def test_nothing_in_the_view_has_an_id_of_the_page(page: Page, site_url: str) -> None:
    begin(page, site_url)
    page.locator("article figcaption").first.evaluate("it => it.innerHTML += '<b id=one>1</b>'")
    opener(page, 0).click()
    assert page.locator("#one").count() == 1


def test_figures_open_on_a_page_that_came_without_a_reload(page: Page, site_url: str) -> None:
    begin(page, site_url)
    page.evaluate("window.stayed = true")
    page.set_viewport_size({"width": 1300, "height": 800})  # where the navigation is beside it
    page.locator("nav a[href$='demo-benchmark/']:visible").first.click()
    expect(page.locator("h1#demo-benchmark")).to_be_visible()
    expect(opener(page, 0)).to_be_attached()
    opener(page, 0).click()
    large = view(page).locator("img:visible")
    expect(large).to_have_attribute("src", re.compile(r"demo-size\.(light|dark)\.svg"))
    box = large.bounding_box()
    assert box is not None
    assert box["width"] > 480
    assert page.evaluate("window.stayed") is True
    assert page.locator("dialog.figure-view").count() == 1


def test_pictures_of_the_notebook_open_too(page: Page, site_url: str) -> None:
    begin(page, site_url, f"{PROJECT.as_posix()}/explore/")
    opener(page, 0).click()
    expect(view(page).locator("img:visible")).to_have_count(1)


def test_tap_opens_and_another_enlarges(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    begin(page, site_url)
    opener(page, 0).tap()
    picture = view(page).locator("img:visible")
    before = picture.bounding_box()
    picture.tap()
    after = picture.bounding_box()
    assert before is not None
    assert after is not None
    assert before["width"] <= 390
    assert after["width"] == pytest.approx(2.5 * before["width"], 0.01)
    picture.tap()
    expect(view(page)).to_be_visible()
    assert picture.bounding_box() == before


def test_two_fingers_zoom(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    begin(page, site_url)
    opener(page, 0).tap()
    client = phone.new_cdp_session(page)
    client.send("Input.synthesizePinchGesture", {"x": 190, "y": 300, "scaleFactor": 2})
    until(page, "() => visualViewport.scale > 1.5")

"""The demo on the home page: something to draw on at once, the network when someone touches it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.demo_page import DemoPage

pytestmark = pytest.mark.browser

ONE = [[[50, 10], [50, 90]]]
HEAVY = ("assets/tfjs/", "artefacts/model/")
WEIGHTS = "**/artefacts/model/**/*.bin"
# A machine that does other things as well; in milliseconds.
SLOW = 120_000
NewPage = Callable[..., Page]


class HomePage(DemoPage):
    """The home page, and what it has asked for of TensorFlow.js and the networks."""

    def __init__(self, page: Page, site_url: str) -> None:
        super().__init__(page, site_url)
        self.heavy: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.goto(site_url)
        page.wait_for_load_state("networkidle")
        self.wait_for("blank")

    def _note(self, url: str) -> None:
        if any(part in url for part in HEAVY):
            self.heavy.append(url)


@pytest.fixture
def home(new_page: NewPage, site_url: str) -> HomePage:
    return HomePage(new_page(), site_url)


def test_nothing_heavy_is_asked_for_by_those_who_only_look(home: HomePage) -> None:
    home.demo.evaluate("(demo) => demo.scrollIntoView({behavior: 'instant'})")
    home.page.wait_for_load_state("networkidle")
    home.page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    home.page.wait_for_load_state("networkidle")
    assert home.heavy == []
    assert "Nothing drawn yet" in home.demo.inner_text()


def test_what_is_drawn_first_is_read(home: HomePage) -> None:
    home.draw(ONE)
    home.wait_for("digit")
    assert home.data("value") == "1"
    assert any(url.endswith("tfjs.js") for url in home.heavy)


def test_the_focus_is_a_touch(home: HomePage) -> None:
    assert home.heavy == []
    with home.page.expect_response(WEIGHTS, timeout=SLOW):
        home.demo.locator("button[data-action='undo']").focus()
    home.wait_for("blank")


def test_a_finger_is_a_touch(new_page: NewPage, site_url: str) -> None:
    home = HomePage(new_page(has_touch=True, viewport={"width": 390, "height": 844}), site_url)
    assert home.heavy == []
    with home.page.expect_response(WEIGHTS, timeout=SLOW):
        home.ink.tap()


def test_a_reading_that_is_asked_for_is_given(home: HomePage) -> None:
    assert home.read(ONE)["value"] == "1"

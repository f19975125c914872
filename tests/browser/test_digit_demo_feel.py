"""How the demo sits on its page: nothing moves when it comes, any width, on paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from tests.browser.conftest import Open
from tests.browser.demo_page import DemoPage
from tests.browser.demo_states import SEVENTEEN, SLOW

pytestmark = pytest.mark.browser

SEVEN = [[[20, 15], [80, 15], [45, 95]]]
# A page counts as still below 0.1; https://web.dev/articles/cls.
MOST_SHIFT = 0.01
SHIFTS = """globalThis.shifts = [];
new PerformanceObserver((list) => globalThis.shifts.push(
  ...list.getEntries().map(({ value }) => value)))
  .observe({ type: 'layout-shift', buffered: true });
"""
# Where the parts of the demo are, of all that can be seen.
PLACES = """(demo) => [demo, ...demo.querySelectorAll('canvas, button, tr, fieldset, summary')]
  .filter((part) => part.checkVisibility())
  .map((part) => part.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height])"""

NewPage = Callable[..., Page]


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_moves_when_it_comes(new_page: NewPage, site_url: str, width: int) -> None:
    demo = DemoPage(new_page(viewport={"width": width, "height": 3000}), site_url)
    page = demo.page
    held: list[Route] = []
    page.add_init_script(SHIFTS)
    page.route("**/*.bin", lambda route: held.append(route))
    with page.expect_request("**/*.bin", timeout=SLOW):
        demo.open()
    demo.ink.wait_for()
    demo.next_frame()
    assert demo.data("state") == "loading"
    loading = demo.demo.evaluate(PLACES)
    page.unroute("**/*.bin")
    for route in held:
        route.fallback()
    demo.wait_for("blank")
    demo.next_frame()
    assert sum(page.evaluate("globalThis.shifts")) < MOST_SHIFT
    if demo.demo.get_by_role("radio").count() > 1:  # or else one network less is offered
        assert demo.demo.evaluate(PLACES) == loading


@pytest.mark.parametrize("width", [320, 560, 2560])
def test_a_number_and_the_panel_fit_any_width(open_demo: Open, width: int) -> None:
    demo = open_demo(viewport={"width": width, "height": 900})
    demo.wait_for("blank")
    demo.read([[[40 * at, 0], [40 * at, 90]] for at in range(8)])
    demo.demo.locator("summary").click()
    demo.demo.locator("canvas.evidence").wait_for()
    assert demo.data("value") == "1" * 8
    assert demo.page.evaluate("document.documentElement.scrollWidth") <= width
    box = demo.ink.bounding_box()
    assert box is not None
    assert box["width"] >= min(250, width)


def test_a_wall_has_room_for_a_page_and_no_more(open_demo: Open) -> None:
    demo = open_demo(viewport={"width": 2560, "height": 1440})
    demo.wait_for("blank")
    box = demo.demo.bounding_box()
    assert box is not None
    assert box["height"] < 1440  # all of it is seen at once


@pytest.mark.parametrize("size", [(844, 390), (568, 320)])
def test_a_phone_on_its_side_shows_the_whole_paper(open_demo: Open, size: tuple[int, int]) -> None:
    width, height = size
    demo = open_demo(viewport={"width": width, "height": height}, has_touch=True)
    demo.wait_for("blank")
    header = demo.page.locator(".md-header").bounding_box()
    paper = demo.ink.bounding_box()
    assert header is not None
    assert paper is not None
    assert 190 <= paper["width"] == pytest.approx(paper["height"])
    assert paper["height"] <= height - header["height"]


def test_colours_of_a_visitors_own_leave_every_shape(open_demo: Open) -> None:
    demo = open_demo(forced_colors="active")
    demo.wait_for("blank")
    demo.draw(SEVENTEEN)
    demo.wait_for("several")
    for shape in ("canvas.sees", ".dd-track", ".dd-one canvas"):
        outline = demo.demo.locator(shape).first.evaluate("(e) => getComputedStyle(e).outlineWidth")
        assert (shape, outline) == (shape, "1px")
    pressed, other = (
        demo.demo.locator(f".dd-one[aria-pressed='{is_pressed}']").first.evaluate(
            "(e) => getComputedStyle(e).outlineStyle"
        )
        for is_pressed in ("true", "false")
    )
    assert (pressed, other) == ("solid", "none")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_the_drawing_and_its_reading(open_demo: Open, scheme: str) -> None:
    demo = open_demo(color_scheme=scheme)
    demo.wait_for("blank")
    demo.page.emulate_media(media="print", color_scheme=scheme)
    assert not demo.demo.is_visible()
    demo.page.emulate_media(media="screen", color_scheme=scheme)
    demo.draw(SEVEN)
    demo.page.emulate_media(media="print", color_scheme=scheme)
    for shown in (demo.ink, demo.demo.locator("output"), demo.demo.locator("canvas.sees")):
        assert shown.is_visible()
    for control in demo.demo.locator("button, input, summary").all():
        assert not control.is_visible()
    grey = np.asarray(Image.open(io.BytesIO(demo.ink.screenshot())).convert("L"))
    assert (grey < 60).mean() > 0.02  # the ink, whatever its colour on the screen
    assert (grey > 200).mean() > 0.5  # the paper

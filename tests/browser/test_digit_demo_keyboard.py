"""The pen that keys move, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mnist.config import InputConfig
from mnist.strokes import render
from tests.browser.demo_page import DemoPage
from tests.browser.test_digit_demo_ink import difference, stroke_count

pytestmark = pytest.mark.browser

CONFIG = InputConfig()
ROUNDING = 2  # the pen stands at hundredths


@pytest.fixture
def focused(demo: DemoPage) -> DemoPage:
    """The drawing area, come to by the keyboard."""
    demo.demo.locator("button[data-action='undo']").focus()
    demo.page.keyboard.press("Shift+Tab")
    return demo


def press(demo: DemoPage, *keys: str) -> None:
    """Press keys; ``ArrowDown*10`` is ten times the same."""
    for key in keys:
        name, _, times = key.partition("*")
        for _ in range(int(times or 1)):
            demo.page.keyboard.press(name)
    demo.next_frame()


def spoken(demo: DemoPage) -> str:
    return demo.demo.locator("[aria-live='polite']").inner_text()


def cursor(demo: DemoPage) -> tuple[float, float] | None:
    """Where the pen is to be seen, as shares of the drawing area."""
    mark = demo.demo.locator(".dd-cursor").bounding_box()
    paper = demo.ink.bounding_box()
    if mark is None or paper is None:
        return None
    return (
        (mark["x"] + mark["width"] / 2 - paper["x"]) / paper["width"],
        (mark["y"] + mark["height"] / 2 - paper["y"]) / paper["height"],
    )


def test_keys_draw_a_digit(focused: DemoPage) -> None:
    press(focused, "ArrowLeft*5", "Space", "ArrowRight*10", "ArrowDown*10", "Space")
    assert difference(focused.seen(), render([[(0, 0), (10, 0), (10, 10)]], CONFIG)) <= ROUNDING
    assert (focused.data("state"), focused.data("value")) == ("digit", "7")
    assert "Read as 7" in str(focused.demo.get_by_role("status").text_content())
    assert stroke_count(focused) == 1


def test_a_lifted_pen_draws_nothing(focused: DemoPage) -> None:
    press(focused, "ArrowUp*4", "ArrowLeft*3")
    assert focused.data("state") == "blank"
    press(focused, "Space", "ArrowDown*3", "Space", "ArrowDown", "Space", "ArrowDown*2", "Space")
    seen = render([[(0, 0), (0, 3)], [(0, 4), (0, 6)]], CONFIG)
    assert difference(focused.seen(), seen) <= ROUNDING
    assert stroke_count(focused) == 2


def test_shift_moves_it_finely(focused: DemoPage) -> None:
    before = cursor(focused)
    press(focused, "Shift+ArrowRight")
    fine = cursor(focused)
    press(focused, "ArrowRight")
    coarse = cursor(focused)
    assert before is not None
    assert fine == pytest.approx((before[0] + 0.01, before[1]), abs=0.003)
    assert coarse == pytest.approx((before[0] + 0.06, before[1]), abs=0.003)


def test_two_arrows_held_together_move_it_diagonally(focused: DemoPage) -> None:
    before = cursor(focused)
    focused.page.keyboard.down("ArrowLeft")
    focused.page.keyboard.down("ArrowDown")
    focused.page.keyboard.up("ArrowLeft")
    focused.page.keyboard.up("ArrowDown")
    press(focused, "PageUp")
    assert before is not None
    assert cursor(focused) == pytest.approx((before[0] - 0.05, before[1]), abs=0.003)


def test_it_stops_at_the_edges(focused: DemoPage) -> None:
    press(focused, "ArrowUp*10", "ArrowLeft*15")
    assert cursor(focused) == pytest.approx((0, 0), abs=0.005)
    assert spoken(focused) == "top edge left edge"
    press(focused, "ArrowRight*25")
    assert cursor(focused) == pytest.approx((1, 0), abs=0.005)


def test_its_state_is_spoken(focused: DemoPage) -> None:
    press(focused, "Space")
    assert spoken(focused).startswith("Pen down")
    press(focused, "ArrowDown*6")
    assert "bottom" in spoken(focused) or spoken(focused) == "middle"
    press(focused, "Escape")
    assert spoken(focused).startswith("Pen up")
    described = focused.ink.evaluate(
        "(canvas) => document.getElementById(canvas.getAttribute('aria-describedby')).textContent"
    )
    assert re.search("Arrow keys .+Space .+Escape .+Delete", described)


def test_it_is_seen_only_by_those_who_use_it(focused: DemoPage) -> None:
    down = focused.demo.locator(".dd-cursor.dd-down")
    assert cursor(focused) is not None
    assert down.count() == 0
    press(focused, "Space")
    assert down.count() == 1
    press(focused, "Tab")
    assert cursor(focused) is None
    focused.draw([[[50, 10], [50, 90]]])
    assert cursor(focused) is None


def test_leaving_lifts_it(focused: DemoPage) -> None:
    press(focused, "Space", "ArrowDown*5", "Tab", "Shift+Tab", "ArrowRight*5")
    assert difference(focused.seen(), render([[(0, 0), (0, 5)]], CONFIG)) <= ROUNDING
    assert focused.data("value") == "1"


def test_a_pointer_takes_over(focused: DemoPage) -> None:
    press(focused, "Space", "ArrowDown*5")
    focused.draw([[[0, 50], [90, 50]]])
    assert stroke_count(focused) == 2
    press(focused, "ArrowDown*2")
    assert focused.data("state") == "blank"


def test_its_keys_leave_the_page_where_it_is(focused: DemoPage) -> None:
    before = focused.page.evaluate("scrollY")
    press(focused, "Space", "ArrowDown*8", "PageDown", "End", "Space")
    assert focused.page.evaluate("scrollY") == before


def test_everything_is_done_by_keys_alone(open_demo: Callable[..., DemoPage]) -> None:
    demo = open_demo()
    # Asked for long before, or a busy browser opens one of its own.
    demo.page.on("filechooser", lambda _: None)
    demo.wait_for("blank")
    keyboard = demo.page.keyboard
    for _ in range(80):
        keyboard.press("Tab")
        if demo.page.evaluate("document.activeElement.matches('digit-demo canvas.ink')"):
            break
    press(demo, "Space", "ArrowDown*10", "Space")
    assert demo.data("value") == "1"
    press(demo, "Control+z")
    assert demo.data("state") == "blank"
    press(demo, "Space", "ArrowDown*5", "Space", "Tab", "Enter")  # undo
    assert demo.data("state") == "blank"
    press(demo, "Shift+Tab", "Space", "ArrowDown*5", "Space", "Delete")
    assert demo.data("state") == "blank"
    press(demo, "Tab", "Tab", "Tab", "Space")  # a test digit
    demo.demo.get_by_text("Test image 0 of MNIST: a 7").wait_for()
    assert demo.data("value") == "7"
    press(demo, "Shift+Tab", "Enter")  # clear
    assert demo.data("state") == "blank"
    press(demo, "Tab", "Tab")
    with demo.page.expect_file_chooser() as chooser:
        keyboard.press("Enter")
    assert not chooser.value.is_multiple()

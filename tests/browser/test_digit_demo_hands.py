"""Who draws, where several may: pens above palms, lifts that nobody told of, keys that are held.

Events that no machine without a tablet sends are made by the tests.
"""

from __future__ import annotations

import numpy as np
import pytest

from mnist.config import InputConfig
from mnist.strokes import render
from tests.browser.conftest import Open
from tests.browser.demo_page import DemoPage
from tests.browser.finger import PHONE, Fingers
from tests.browser.test_digit_demo_ink import ROUNDING, difference, middle, stroke_count

pytestmark = pytest.mark.browser

CONFIG = InputConfig()
ONE = [[[50, 10], [50, 90]]]
TOP, BOTTOM = (0.5, 0.2), (0.5, 0.8)

Place = tuple[float, float]


def point(demo: DemoPage, kind: str, place: Place, **more: object) -> None:
    """Have a pointer do something; a finger, unless another is meant."""
    demo.ink.evaluate(
        """(canvas, [kind, [across, down], more]) => {
          const { left, top, width } = canvas.getBoundingClientRect();
          canvas.dispatchEvent(new PointerEvent(kind, { pointerId: 7, pointerType: 'touch',
            isPrimary: true, buttons: 1, bubbles: true, cancelable: true,
            clientX: left + across * width, clientY: top + down * width, ...more })); }""",
        [kind, place, more],
    )


def assert_one(demo: DemoPage) -> None:
    """A single stroke, from top to bottom."""
    demo.next_frame()
    assert difference(demo.seen(), render([[TOP, BOTTOM]], CONFIG)) <= ROUNDING
    assert stroke_count(demo) == 1


def test_a_pen_takes_over_from_the_palm_beside_it(demo: DemoPage) -> None:
    pen = {"pointerId": 9, "pointerType": "pen"}
    point(demo, "pointerdown", (0.9, 0.9))
    point(demo, "pointermove", (0.8, 0.9))
    point(demo, "pointerdown", TOP, **pen)
    point(demo, "pointermove", (0.2, 0.9))  # the palm moves along with the hand
    point(demo, "pointermove", BOTTOM, **pen)
    point(demo, "pointerup", BOTTOM, **pen)
    point(demo, "pointerup", (0.2, 0.9))
    assert_one(demo)


def test_a_finger_does_not_take_over_from_a_pen(demo: DemoPage) -> None:
    pen = {"pointerId": 9, "pointerType": "pen"}
    point(demo, "pointerdown", TOP, **pen)
    point(demo, "pointerdown", (0.9, 0.9))
    point(demo, "pointermove", BOTTOM, **pen)
    point(demo, "pointerup", BOTTOM, **pen)
    assert_one(demo)


@pytest.mark.parametrize("again", [{}, {"pointerId": 8}], ids=["the same", "another"])
def test_a_finger_whose_lift_nobody_told_of_hinders_none(
    demo: DemoPage, again: dict[str, object]
) -> None:
    point(demo, "pointerdown", (0.2, 0.9))
    demo.press("clear")
    point(demo, "pointerdown", (0.3, 0.9))
    point(demo, "pointerdown", TOP, **again)
    point(demo, "pointermove", BOTTOM, **again)
    point(demo, "pointerup", BOTTOM, **again)
    demo.next_frame()
    assert stroke_count(demo) == 2


def test_a_pointer_that_cannot_be_captured_draws_and_is_lifted_wherever_it_is(
    demo: DemoPage,
) -> None:
    # Nothing on the screen has the number 7, so the browser refuses to capture it.
    point(demo, "pointerdown", TOP)
    demo.page.evaluate(
        """([x, y]) => document.body.dispatchEvent(new PointerEvent('pointerup',
          { pointerId: 7, bubbles: true, clientX: x, clientY: y }))""",
        list(middle(demo, *BOTTOM)),
    )
    point(demo, "pointermove", (0.9, 0.9))
    assert_one(demo)


def test_a_pointer_that_is_taken_to_another_place_ends_its_stroke(demo: DemoPage) -> None:
    mouse = demo.page.mouse
    mouse.move(*middle(demo, *TOP))
    mouse.down()
    mouse.move(*middle(demo, *BOTTOM), steps=4)
    demo.page.evaluate("document.body.setPointerCapture(1)")
    mouse.move(*middle(demo, 0.9, 0.9), steps=4)
    mouse.up()
    assert_one(demo)


def test_a_mouse_is_lifted_though_another_button_is_held(demo: DemoPage) -> None:
    mouse = {"pointerType": "mouse"}
    point(demo, "pointerdown", TOP, **mouse)
    point(demo, "pointermove", BOTTOM, **mouse)
    point(demo, "pointermove", (0.9, 0.9), buttons=2, **mouse)  # the right one alone
    point(demo, "pointerup", (0.9, 0.9), buttons=0, **mouse)
    assert_one(demo)


def test_a_finger_held_still_opens_no_menu_over_a_drawing(demo: DemoPage) -> None:
    ask = """(canvas) => canvas.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))"""
    assert demo.ink.evaluate(ask)
    point(demo, "pointerdown", TOP)
    assert not demo.ink.evaluate(ask)
    point(demo, "pointerup", TOP)
    assert demo.ink.evaluate(ask)


def test_a_stroke_is_no_fling_of_the_page(open_demo: Open) -> None:
    demo = open_demo(**PHONE)
    demo.wait_for("blank")
    demo.page.evaluate(
        """() => { globalThis.kept = [];
          addEventListener('touchstart', (event) => kept.push(event.defaultPrevented)); }"""
    )
    fingers = Fingers(demo.page)
    fingers.draw(demo, ONE)
    fingers.touch({0: middle(demo, 0.5, 1.1)})
    fingers.lift()
    assert demo.page.evaluate("globalThis.kept") == [True, False]


def test_a_letter_takes_nothing_back(demo: DemoPage) -> None:
    demo.draw(ONE)
    demo.ink.focus()
    demo.page.keyboard.press("z")
    demo.next_frame()
    assert demo.data("value") == "1"
    demo.page.keyboard.press("Control+z")
    demo.next_frame()
    assert demo.data("state") == "blank"


def test_a_pen_that_keys_move_stays_down_while_space_is_held(demo: DemoPage) -> None:
    keyboard = demo.page.keyboard
    demo.ink.focus()
    for _ in range(2):  # the second is a repetition
        keyboard.down(" ")
    keyboard.up(" ")
    for _ in range(10):
        keyboard.press("ArrowDown")
    demo.next_frame()
    assert demo.data("value") == "1"


def test_arrows_that_were_held_when_the_focus_left_are_not_held_for_ever(demo: DemoPage) -> None:
    keyboard = demo.page.keyboard
    demo.ink.focus()
    keyboard.down("ArrowRight")
    demo.demo.locator("button[data-action='undo']").focus()
    keyboard.up("ArrowRight")
    demo.ink.focus()
    keyboard.press(" ")
    for _ in range(10):
        keyboard.press("ArrowDown")
    keyboard.press(" ")
    demo.next_frame()
    assert np.array_equal(demo.seen() > 0, render([[TOP, BOTTOM]], CONFIG) > 0)

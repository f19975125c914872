"""Several digits in one drawing: what is read, shown, said, and reached by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator

from mnist.strokes import PenDigit, parse_unipen
from tests.browser.conftest import Open
from tests.browser.demo_page import DemoPage
from tests.browser.made_up_networks import committed
from tests.browser.test_digit_demo_models import (
    BASELINE,
    NONE,
    PEOPLE,
    SURE,
    UNSURE,
    OpenWith,
    both,
    choose,
    headline,
    heard,
    last_result,
    marked,
    open_with,
    switched,
)

# Fixtures of those tests, used here too.
__all__ = ["both", "open_with", "switched"]

pytestmark = pytest.mark.browser

ONE = [[[0, 0], [0, 90]]]
SEVENTEEN = [*ONE, [[50, 0], [110, 0], [75, 90]]]
ONES = [[[at * 40, 0], [at * 40, 90]] for at in range(8)]
NUMBERS = 12


def row(demo: DemoPage) -> Locator:
    """The digits of the number, each a button."""
    return demo.demo.get_by_role("group", name="Digits of the number").get_by_role("button")


def pressed(demo: DemoPage) -> list[int]:
    return [
        at
        for at, button in enumerate(row(demo).all())
        if button.get_attribute("aria-pressed") == "true"
    ]


def pixels(canvas: Locator) -> list[int]:
    grey: list[int] = canvas.evaluate(
        """(canvas) => [...canvas.getContext('2d').getImageData(
          0, 0, canvas.width, canvas.height).data].filter((_, at) => at % 4 === 0)"""
    )
    return grey


def number_by(digits: list[PenDigit], gap: float) -> list[np.ndarray]:
    """Digits side by side on a line, the gap as a share of the height of the first."""
    strokes, right, unit = [], 0.0, None
    for digit in digits:
        points = np.concatenate(digit.strokes)
        low, high = points.min(axis=0), points.max(axis=0)
        unit = unit or high[1] - low[1]
        offset = np.array([right - low[0], -high[1]])
        strokes += [stroke + offset for stroke in digit.strokes]
        right += high[0] - low[0] + gap * unit
    return strokes


def test_a_number_is_read_and_said(demo: DemoPage) -> None:
    demo.page.evaluate(
        """() => document.addEventListener('digit-demo:result', (event) => {
          globalThis.results = [event.detail]; })"""
    )
    demo.draw(SEVENTEEN)
    assert (demo.data("state"), demo.data("value"), headline(demo)) == ("several", "17", "17")
    detail = last_result(demo)
    assert (detail["state"], detail["value"]) == ("several", "17")
    assert [each["value"] for each in detail["digits"]] == ["1", "7"]
    assert [each["strokes"] for each in detail["digits"]] == [[0], [1]]
    assert detail["confidence"] == min(each["confidence"] for each in detail["digits"])
    assert float(str(demo.data("confidence"))) == pytest.approx(detail["confidence"], abs=1e-4)
    assert re.search(r"Read as 17, .+ sure of each digit", heard(demo))
    assert detail == demo.read(SEVENTEEN) | {
        "milliseconds": detail["milliseconds"],
        "probabilities": pytest.approx(detail["probabilities"], abs=0.1),
        "confidence": pytest.approx(detail["confidence"], abs=0.1),
        "digits": detail["digits"],
    }


def test_each_digit_can_be_looked_at_by_keyboard(demo: DemoPage) -> None:
    demo.draw(SEVENTEEN)
    assert [button.inner_text() for button in row(demo).all()] == ["1", "7"]
    assert (pressed(demo), marked(demo)) == ([1], ["7"])  # the one drawn last
    sees = demo.demo.locator("canvas.sees")
    row(demo).nth(1).focus()
    demo.page.keyboard.press("Shift+Tab")
    name = demo.page.evaluate("document.activeElement.ariaLabel")
    assert re.fullmatch(r"Digit 1 of 2: 1, .+ sure", name)
    demo.page.keyboard.press("Enter")
    assert (pressed(demo), marked(demo)) == ([0], ["1"])
    assert pixels(sees) == pixels(row(demo).nth(0).locator("canvas"))
    assert sees.get_attribute("aria-label") == "Digit 1 of 2, made 28 by 28 pixels"
    table = demo.demo.get_by_role("table", name="Probability of each answer for digit 1 of 2")
    assert table.is_visible()
    demo.page.keyboard.press("Tab")
    demo.page.keyboard.press("Space")
    assert (pressed(demo), marked(demo)) == ([1], ["7"])
    assert pixels(sees) == pixels(row(demo).nth(1).locator("canvas"))
    assert (demo.data("state"), demo.data("value")) == ("several", "17")


def test_the_row_goes_when_one_digit_is_left(demo: DemoPage) -> None:
    demo.draw(SEVENTEEN)
    assert row(demo).count() == 2
    demo.press("undo")
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    assert row(demo).count() == 0
    assert demo.demo.get_by_role(
        "table", name="Probability of each answer", exact=True
    ).is_visible()
    demo.press("clear")
    assert (demo.data("state"), row(demo).count()) == ("blank", 0)


@pytest.mark.parametrize(
    # The beginning of a digit may be none, to a network that knows such a class; it takes nothing
    # from the digit beside it.
    ("network", "beginning"),
    [("baseline", {"digit"}), ("demo", {"digit", "not-a-digit", "unsure"})],
)
def test_a_number_grows_digit_by_digit(
    open_with: OpenWith, site_dir: Path, network: str, beginning: set[str]
) -> None:
    demo = open_with({network: committed(site_dir, network)})
    demo.page.evaluate(
        """() => { globalThis.grown = [];
          document.addEventListener('digit-demo:result', ({ detail }) => {
            globalThis.grown.push([detail.state, detail.digits?.length ?? 1]); }); }"""
    )
    slowly = [np.linspace(a, b, 12) for stroke in SEVENTEEN for a, b in [(stroke[0], stroke[1])]]
    (left, top), corner, bottom = SEVENTEEN[1]
    slowly[1] = np.concatenate(
        [np.linspace((left, top), corner, 12), np.linspace(corner, bottom, 12)]
    )
    demo.draw(slowly)
    results = demo.page.evaluate("globalThis.grown")
    counts = [count for _, count in results]
    assert counts == sorted(counts)
    assert {state for state, count in results if count == 1} <= beginning
    assert {state for state, count in results if count > 1} == {"several"}
    assert demo.data("value") == "17"


def test_a_digit_that_is_unsure_is_named(open_with: OpenWith) -> None:
    demo = open_with({"demo": UNSURE})
    detail = demo.read(SEVENTEEN)
    assert (demo.data("state"), demo.data("value")) == ("unsure", None)
    assert detail["candidates"] == ["99", "49"]
    assert headline(demo) == "99 or 49?"
    assert re.search(r"place 1 of 2: 50\.0.% for 9, 25\.0.% for 4", heard(demo))
    assert [button.inner_text() for button in row(demo).all()] == ["9 or 4?"] * 2
    assert marked(demo) == ["4", "9"]


def test_a_digit_that_is_none_is_named(open_with: OpenWith) -> None:
    demo = open_with({"demo": NONE})
    demo.draw(SEVENTEEN)
    assert (demo.data("state"), demo.data("value")) == ("not-a-digit", None)
    assert headline(demo) == "Not a number"
    assert re.search(r"place [12] of 2 is no digit, 75\.0.% sure", heard(demo))
    assert [button.inner_text() for button in row(demo).all()] == ["Not a digit"] * 2
    assert marked(demo) == ["not a digit"]


def test_another_network_reads_the_same_number(switched: DemoPage) -> None:
    switched.draw(SEVENTEEN)
    assert (switched.data("state"), row(switched).count()) == ("unsure", 2)
    choose(switched, BASELINE)
    switched.wait_for("several")
    assert switched.data("value") == "17"
    choose(switched, PEOPLE)
    switched.wait_for("unsure")
    assert (switched.data("value"), row(switched).count()) == (None, 2)


@pytest.mark.parametrize("network", [SURE, UNSURE, NONE], ids=["sure", "unsure", "none"])
def test_the_longest_number_fits_a_small_screen(open_with: OpenWith, network) -> None:
    demo = open_with({"demo": network}, viewport={"width": 320, "height": 700})
    demo.read(ONES)
    assert row(demo).count() == 8
    assert demo.page.evaluate("document.documentElement.scrollWidth") <= 320
    words = demo.demo.locator("output").evaluate(
        """(output) => { const range = document.createRange();
          range.selectNodeContents(output);
          return range.getBoundingClientRect().right; }"""
    )
    seen = demo.demo.locator(".dd-seen").bounding_box()
    assert words <= seen["x"]
    for button in row(demo).all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 43
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


def test_numbers_of_people_are_the_same_drawn_and_given(demo: DemoPage, pendigits_file) -> None:
    digits = parse_unipen(pendigits_file.read_text(encoding="ascii"))
    alike = []
    for writer in range(16, 16 + NUMBERS):
        own = [digit for digit in digits if digit.writer == writer][: 2 + writer % 2]
        strokes = number_by(own, 0.3)
        demo.press("clear")
        demo.draw([np.concatenate([stroke[:-1:3], stroke[-1:]]) for stroke in strokes])
        drawn = (demo.data("state"), demo.data("value"), row(demo).count())
        detail = demo.read(strokes)
        assert drawn[2] == len(own) == len(detail["digits"])
        alike.append(drawn[:2] == (detail["state"], detail["value"]))
    assert len(alike) == NUMBERS
    assert sum(alike) >= NUMBERS - 1  # the mouse tells every third point


def test_a_finger_draws_a_number(open_demo: Open) -> None:
    demo = open_demo(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    demo.wait_for("blank")
    device = demo.page.context.new_cdp_session(demo.page)
    for stroke in demo.placed(SEVENTEEN):
        for kind, (x, y) in zip(["touchStart", *["touchMove"] * 9], stroke, strict=False):
            point = {"x": x, "y": y}
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    demo.next_frame()
    assert (demo.data("state"), demo.data("value")) == ("several", "17")
    row(demo).nth(0).tap()
    demo.demo.locator("button[value='0'][aria-pressed='true']").wait_for()
    assert (pressed(demo), marked(demo)) == ([0], ["1"])

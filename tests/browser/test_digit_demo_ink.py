"""How mouse, pen and finger draw in the demo, in a real Chromium."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.config import InputConfig
from mnist.strokes import parse_unipen, render
from tests.browser.demo_page import DemoPage
from tests.browser.finger import PHONE, Fingers
from tests.waiting import until

pytestmark = pytest.mark.browser

Open = Callable[..., DemoPage]

CONFIG = InputConfig()
ONE = [[[50, 10], [50, 90]]]
SEVEN = [[[20, 15], [80, 15], [45, 95]]]
# Pointers are told in parts of a pixel of the screen, strokes in parts of the drawing.
ROUNDING = 16
LANDSCAPE = {"width": 700, "height": 390}


@pytest.fixture
def phone(open_demo: Open) -> DemoPage:
    page = open_demo(**PHONE)
    page.wait_for("blank")
    return page


def middle(demo: DemoPage, across: float, down: float) -> tuple[float, float]:
    """A place on the screen, by shares of the drawing area."""
    demo.ink.evaluate("(canvas) => canvas.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = demo.ink.bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def difference(image: NDArray[np.uint8], other: NDArray[np.generic]) -> int:
    """The largest of any pixel; intensities 0 to 255, or 0 to 1 of the other."""
    levels = other.astype(int) if other.dtype == np.uint8 else np.rint(other * 255)
    return int(np.abs(image.astype(int) - levels).max())


def stroke_count(demo: DemoPage) -> int:
    """How often something can be taken back."""
    count = 0
    while demo.data("state") != "blank":
        demo.press("undo")
        count += 1
    return count


@pytest.mark.parametrize(
    "count", [20, pytest.param(300, marks=pytest.mark.long)], ids="{} digits".format
)
def test_mouse_finger_and_method_agree(open_demo: Open, pendigits_file: Path, count: int) -> None:
    demo = open_demo(**PHONE | {"viewport": {"width": 820, "height": 1000}})
    demo.wait_for("blank")
    fingers = Fingers(demo.page)
    digits = parse_unipen(pendigits_file.read_text(encoding="ascii"))
    ways: list[Callable[[list[NDArray[np.float64]]], object]] = [
        demo.draw,
        lambda strokes: fingers.draw(demo, strokes),
        demo.read,
    ]
    disagreements, right = [], 0
    for digit in digits[:: round(len(digits) / count)][:count]:
        # A tablet tells of twice as many points as a mouse does.
        strokes = [np.concatenate([each[:-1:2], each[-1:]]) for each in digit.strokes]
        verdicts, images = [], []
        for draw in ways:
            demo.press("clear")
            draw(strokes)
            verdicts.append((demo.data("state"), demo.data("value")))
            images.append(demo.seen())
        assert max(difference(image, images[-1]) for image in images) <= ROUNDING
        assert difference(images[-1], render(strokes, CONFIG)) <= 1
        if len(set(verdicts)) > 1:
            disagreements.append((digit.serial, verdicts))
        right += verdicts[-1][1] == str(digit.label)
    print(f"{right} of {count} read, {len(disagreements)} read otherwise by another way")
    assert disagreements == []
    assert right >= 0.9 * count


def test_a_stroke_that_leaves_goes_on_when_it_returns(demo: DemoPage) -> None:
    mouse = demo.page.mouse
    # It comes back so near that the two parts are one digit.
    path = [(0.48, 0.5), (0.48, -0.2), (0.52, -0.2), (0.52, 0.9)]
    mouse.move(*middle(demo, *path[0]))
    mouse.down()
    for across, down in path[1:]:
        mouse.move(*middle(demo, across, down), steps=5)
    mouse.up()
    demo.next_frame()
    # Of the way outside nothing is seen, so nothing of it is read.
    seen = render([[(0.48, 0.5), (0.48, 0)], [(0.52, 0), (0.52, 0.9)]], CONFIG)
    assert difference(demo.seen(), seen) <= ROUNDING
    assert stroke_count(demo) == 1


def test_a_stroke_may_end_outside(demo: DemoPage) -> None:
    mouse = demo.page.mouse
    mouse.move(*middle(demo, 0.5, 0.2))
    mouse.down()
    mouse.move(*middle(demo, 0.5, 1.3), steps=5)
    mouse.up()
    mouse.move(*middle(demo, 0.9, 0.5), steps=5)
    demo.next_frame()
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    assert stroke_count(demo) == 1


def test_all_points_between_two_frames_are_drawn(demo: DemoPage) -> None:
    """A pen is read more often than the screen is drawn; the browser hands the points over
    together with the last of them."""
    zigzag = [(0.2, 0.2), (0.8, 0.35), (0.2, 0.5), (0.8, 0.65), (0.2, 0.8)]
    demo.ink.evaluate(
        """(canvas, places) => {
          const { left, top, width } = canvas.getBoundingClientRect();
          const make = (type, [x, y], more) => new PointerEvent(type, { pointerId: 7,
            pointerType: 'pen', isPrimary: true, buttons: 1, bubbles: true,
            clientX: left + x * width, clientY: top + y * width, ...more });
          canvas.dispatchEvent(make('pointerdown', places[0]));
          const coalescedEvents = places.slice(1).map((place) => make('pointermove', place));
          canvas.dispatchEvent(make('pointermove', places.at(-1), { coalescedEvents }));
          canvas.dispatchEvent(make('pointerup', places.at(-1))); }""",
        zigzag,
    )
    demo.next_frame()
    assert difference(demo.seen(), render([zigzag], CONFIG)) <= ROUNDING


def test_another_mouse_button_draws_nothing(demo: DemoPage) -> None:
    mouse = demo.page.mouse
    mouse.move(*middle(demo, 0.5, 0.2))
    mouse.down(button="middle")
    mouse.move(*middle(demo, 0.5, 0.8))
    mouse.up(button="middle")
    demo.next_frame()
    assert demo.data("state") == "blank"


def test_escape_takes_back_the_stroke_that_is_being_drawn(demo: DemoPage) -> None:
    demo.draw(ONE)
    alone = demo.seen()
    mouse = demo.page.mouse
    mouse.move(*middle(demo, 0.2, 0.6))
    mouse.down()
    mouse.move(*middle(demo, 0.8, 0.6), steps=4)
    demo.page.keyboard.press("Escape")
    mouse.move(*middle(demo, 0.8, 0.9), steps=4)
    mouse.up()
    demo.next_frame()
    assert np.array_equal(demo.seen(), alone)
    demo.draw(SEVEN)
    assert not np.array_equal(demo.seen(), alone)


def test_a_second_finger_and_a_palm_draw_nothing(phone: DemoPage) -> None:
    fingers = Fingers(phone.page)
    fingers.draw(phone, ONE)
    alone = phone.seen()
    phone.press("clear")
    ((start, end),) = phone.placed(ONE)
    fingers.touch({0: start})
    fingers.touch({1: middle(phone, 0.1, 0.9)})
    fingers.move({0: end, 1: middle(phone, 0.9, 0.9)})
    fingers.lift(1)
    fingers.touch({2: middle(phone, 0.9, 0.1)})
    fingers.lift()
    phone.next_frame()
    assert np.array_equal(phone.seen(), alone)
    assert stroke_count(phone) == 1


def test_a_finger_that_rests_beside_the_paper_does_not_hinder_another(phone: DemoPage) -> None:
    fingers = Fingers(phone.page)
    fingers.touch({0: middle(phone, 0.5, 1.15)})
    ((start, end),) = phone.placed(ONE)
    fingers.touch({1: start})
    fingers.move({1: end})
    fingers.lift(1)
    fingers.lift()
    phone.next_frame()
    assert phone.data("value") == "1"


def test_a_touch_that_the_system_takes_away_leaves_nothing(phone: DemoPage) -> None:
    fingers = Fingers(phone.page)
    fingers.draw(phone, ONE)
    alone = phone.seen()
    fingers.touch({0: middle(phone, 0.1, 0.1)})
    fingers.move({0: middle(phone, 0.9, 0.1)})
    fingers.cancel()
    phone.next_frame()
    assert np.array_equal(phone.seen(), alone)
    fingers.draw(phone, SEVEN)
    assert stroke_count(phone) == 2


def test_a_finger_scrolls_the_page_beside_the_paper_alone(phone: DemoPage) -> None:
    keeps = phone.demo.evaluate(
        """(demo) => [...demo.querySelectorAll('*')]
          .filter((element) => getComputedStyle(element).touchAction !== 'auto')
          .map((element) => `${element.tagName}.${element.className}`)"""
    )
    assert keeps == ["CANVAS.ink"]


def test_a_drawing_survives_the_turn_of_a_phone(phone: DemoPage) -> None:
    fingers = Fingers(phone.page)
    fingers.draw(phone, SEVEN)
    upright = phone.seen()
    side = phone.ink.evaluate("(canvas) => canvas.width")
    phone.page.set_viewport_size(LANDSCAPE)
    phone.next_frame()
    assert phone.ink.evaluate("(canvas) => canvas.width") != side
    assert phone.has_ink()
    assert np.array_equal(phone.seen(), upright)
    fingers.draw(phone, ONE)
    phone.press("undo")
    assert np.array_equal(phone.seen(), upright)


def test_a_stroke_goes_on_through_the_turn_of_a_phone(phone: DemoPage) -> None:
    fingers = Fingers(phone.page)
    fingers.touch({0: middle(phone, 0.5, 0.1)})
    fingers.move({0: middle(phone, 0.5, 0.5)})
    phone.page.set_viewport_size(LANDSCAPE)
    phone.next_frame()
    fingers.move({0: middle(phone, 0.5, 0.9)})
    fingers.lift()
    phone.next_frame()
    assert phone.data("value") == "1"
    assert stroke_count(phone) == 1


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 3])
def test_ink_has_the_pixels_of_the_screen(open_demo: Open, ratio: float) -> None:
    demo = open_demo(device_scale_factor=ratio)
    demo.wait_for("blank")
    demo.draw(SEVEN)
    box = demo.ink.bounding_box()
    assert box is not None
    assert demo.ink.evaluate("(canvas) => canvas.width") == pytest.approx(
        ratio * box["width"], abs=1
    )


def test_ink_has_the_pixels_of_a_page_that_is_zoomed(demo: DemoPage) -> None:
    demo.draw(SEVEN)
    device = demo.page.context.new_cdp_session(demo.page)
    sides = []
    for ratio, width in ((1, 1200), (1.5, 700), (3, 390)):
        zoomed = {"width": width, "height": 900, "deviceScaleFactor": ratio}
        device.send("Emulation.setDeviceMetricsOverride", {**zoomed, "mobile": False})
        until(demo.page, "(ratio) => devicePixelRatio === ratio", ratio)
        demo.next_frame()
        box = demo.ink.bounding_box()
        assert box is not None
        sides.append(demo.ink.evaluate("(canvas) => canvas.width"))
        assert sides[-1] == pytest.approx(ratio * box["width"], abs=1)
        assert demo.has_ink()
    assert len(set(sides)) == 3


def test_ink_keeps_its_size_until_the_styles_are_there(open_demo: Open) -> None:
    demo = open_demo(device_scale_factor=2)
    demo.page.route("**/digit-demo.css", lambda route: route.fulfill(status=404))
    demo.page.reload()
    demo.wait_for("blank")
    sides = []
    for _ in range(2):
        demo.next_frame()
        demo.next_frame()
        sides.append(demo.ink.evaluate("(canvas) => canvas.width"))
    assert 0 < sides[0] == sides[1] < 4000


STORMS = 100
SEED = 20_261_122
KEYS = ["Escape", " ", "ArrowLeft", "ArrowDown", "Shift+ArrowUp", "Control+z", "Delete", "Tab"]
BUTTONS = ["undo", "clear", "sample"]
SIZES = [{"width": 390, "height": 700}, LANDSCAPE, {"width": 320, "height": 640}]


class Storm:
    """Everything that can happen to the drawing area, at random."""

    def __init__(self, demo: DemoPage, chance: random.Random) -> None:
        self._demo = demo
        self._chance = chance
        self._fingers = Fingers(demo.page)
        self._down: set[int] = set()
        self._held: set[str] = set()

    def blow(self) -> None:
        for _ in range(self._chance.randint(10, 30)):
            self._chance.choices(
                [self._touch, self._move, self._lift, self._mouse, self._key, self._press],
                weights=[4, 8, 4, 8, 4, 1],
            )[0]()
        if self._chance.random() < 0.1:
            self._demo.page.set_viewport_size(self._chance.choice(SIZES))

    def calm(self) -> None:
        """Nobody draws any longer."""
        if self._down:
            self._fingers.lift()
        self._down.clear()
        for button in list(self._held):
            self._demo.page.mouse.up(button=button)
        self._held.clear()
        # Fingers beside the drawing area may have zoomed the page, as they should.
        self._fingers.unzoom()
        self._demo.next_frame()

    def _place(self) -> tuple[float, float]:
        box = self._demo.ink.bounding_box()
        assert box is not None
        across, down = (self._chance.uniform(-0.2, 1.2) for _ in range(2))
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def _touch(self) -> None:
        finger = self._chance.randrange(3)
        if finger not in self._down:
            self._down.add(finger)
            self._fingers.touch({finger: self._place()})

    def _move(self) -> None:
        if self._down:
            self._fingers.move({finger: self._place() for finger in self._down})

    def _lift(self) -> None:
        if not self._down:
            return
        if self._chance.random() < 0.3:
            self._fingers.cancel()
            self._down.clear()
        else:
            finger = self._chance.choice(sorted(self._down))
            self._down.remove(finger)
            self._fingers.lift(finger)

    def _mouse(self) -> None:
        mouse = self._demo.page.mouse
        button = self._chance.choice(["left", "left", "right", "middle"])
        mouse.move(*self._place())
        if self._chance.random() < 0.5:
            return
        if button in self._held:
            self._held.remove(button)
            mouse.up(button=button)
        else:
            self._held.add(button)
            mouse.down(button=button)

    def _key(self) -> None:
        if self._chance.random() < 0.5:
            self._demo.ink.focus()
        self._demo.page.keyboard.press(self._chance.choice(KEYS))

    def _press(self) -> None:
        action = self._chance.choice(BUTTONS)
        self._demo.demo.locator(f"button[data-action='{action}']").evaluate("(it) => it.click()")


def test_storms_of_pointers_and_keys_leave_nothing_stuck(phone: DemoPage) -> None:
    # A finger beside the drawing area may meet the page's menu, which would lead away.
    phone.page.locator(".md-header").evaluate("(header) => { header.inert = true; }")
    storm = Storm(phone, random.Random(SEED))
    fingers = Fingers(phone.page)
    for number in range(STORMS):
        storm.blow()
        storm.calm()
        phone.press("clear")
        assert (phone.data("state"), phone.has_ink()) == ("blank", False), number
        fingers.draw(phone, ONE)
        # On a busy machine Chromium may hand over what a finger did some frames later.
        phone.wait_for("digit")
        assert phone.data("value") == "1", number
        assert stroke_count(phone) == 1, number

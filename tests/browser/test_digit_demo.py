"""The demo in a real Chromium: what it reads, and what it says when it cannot."""

import base64
import json

import numpy as np
import pytest

from mnist.config import InputConfig
from mnist.strokes import parse_unipen, render
from scripts.preprocess_fixture import FIXTURE
from tests.browser.demo_page import PATH

pytestmark = pytest.mark.browser

CONFIG = InputConfig()
ONE = [[[50, 10], [50, 90]]]
SEVEN = [[[20, 15], [80, 15], [45, 95]]]
DRAWN = 100
LEAST_READ = 93


def as_bytes(image):
    return np.floor(image * 255 + 0.5).astype(int)


def same_image(seen, image) -> bool:
    """Equal but for rounding: a value may lie between two bytes."""
    return np.abs(seen.astype(int) - as_bytes(image)).max() <= 1


def test_a_blank_canvas_says_so(demo):
    classes = demo.demo.locator("tbody tr").count()
    assert demo.data("value") is None
    assert demo.data("confidence") is None
    assert demo.demo.get_by_text("Nothing drawn yet").is_visible()
    assert not demo.seen().any()
    assert classes in {10, 11}  # the digits and, where the network knows it, "not a digit"
    assert demo.demo.get_by_role("row").count() == classes + 1  # and their heading


def test_what_is_drawn_is_read_and_shown(demo):
    demo.page.evaluate(
        """() => document.addEventListener('digit-demo:result', (event) => {
          globalThis.last = event.detail; })"""
    )
    demo.draw(ONE)
    detail = demo.page.evaluate("globalThis.last")
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    assert (detail["state"], detail["value"]) == ("digit", "1")
    assert float(demo.data("confidence")) == pytest.approx(detail["confidence"], abs=1e-4)
    assert sum(detail["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert detail["confidence"] == max(detail["probabilities"])
    assert detail["milliseconds"] > 0
    assert demo.demo.locator("output").inner_text() == "1"
    assert same_image(demo.seen(), render(ONE, CONFIG))
    assert "Read as 1" in demo.demo.get_by_role("status").text_content()
    shown = f"{min(detail['confidence'], 0.999):.1%}"[:-1]  # no answer is called certain
    chosen = demo.demo.get_by_role("row").filter(has_text=shown)
    assert chosen.get_by_role("rowheader").first.inner_text() == "1"


@pytest.mark.parametrize("case", json.loads(FIXTURE.read_text())["strokes"][::5])
def test_the_network_sees_what_python_draws(demo, case):
    detail = demo.read(case["strokes"])
    image = render(case["strokes"], CONFIG)
    assert (detail["state"] == "blank") == (not image.any())
    assert same_image(demo.seen(), image)


def test_drawing_and_the_method_read_alike(demo):
    demo.draw(SEVEN)
    drawn = demo.seen()
    demo.read(SEVEN)
    # The mouse moves by parts of a pixel of the screen, not of the drawing.
    assert np.abs(demo.seen().astype(int) - drawn).max() <= 12


def halved(stroke):
    """Every second point and the last: a tablet tells twice as many as a mouse does."""
    return np.concatenate([stroke[:-1:2], stroke[-1:]])


def test_digits_that_people_drew_are_read(demo, pendigits_file):
    digits = parse_unipen(pendigits_file.read_text(encoding="ascii"))
    read = []
    for digit in digits[:: round(len(digits) / DRAWN)][:DRAWN]:
        demo.press("clear")
        demo.draw([halved(stroke) for stroke in digit.strokes])
        read.append(demo.data("value") == str(digit.label))
    print(f"{sum(read)} of {len(read)} drawn digits were read")
    assert len(read) == DRAWN
    assert sum(read) >= LEAST_READ


def test_undo_takes_strokes_back_one_by_one(demo):
    demo.draw(SEVEN)
    alone = demo.seen()
    demo.draw([[[0, 60], [90, 60]]])
    assert not np.array_equal(demo.seen(), alone)
    demo.press("undo")
    assert np.array_equal(demo.seen(), alone)
    demo.press("undo")
    assert (demo.data("state"), demo.has_ink()) == ("blank", False)
    demo.press("undo")
    assert demo.data("state") == "blank"


def test_clear_takes_everything_away(demo):
    demo.draw(SEVEN)
    demo.draw([[[0, 60], [90, 60]]])
    demo.press("clear")
    assert (demo.data("state"), demo.data("value")) == ("blank", None)
    assert not demo.has_ink()
    assert not demo.seen().any()


def test_a_tap_makes_a_dot(demo):
    demo.draw([[[50, 50]]])
    assert demo.data("state") != "blank"
    assert same_image(demo.seen(), render([[[0, 0]]], CONFIG))


def test_a_test_digit_is_read_as_it_is_in_mnist(demo, site_dir):
    samples = json.loads((site_dir / PATH / "demo/samples.json").read_text())["images"]
    assert len(samples) == 25
    for sample in [*samples, samples[0]]:
        demo.press("sample")
        note = demo.demo.get_by_text(f"Test image {sample['index']} of MNIST")
        note.wait_for()
        pixels = np.frombuffer(base64.b64decode(sample["pixels"]), np.uint8).reshape(28, 28)
        assert np.array_equal(demo.seen(), pixels)
        mistaken = sample.get("mistaken_for")
        if mistaken is None:
            assert demo.data("value") in {str(sample["label"]), None}
        assert ("A hard one" in note.inner_text()) == (mistaken is not None)
    demo.press("undo")
    assert demo.data("state") == "blank"


def test_the_keyboard_reaches_everything(demo):
    page = demo.page
    demo.demo.locator("canvas.ink").focus()
    demo.draw(SEVEN)
    page.keyboard.press("Control+z")
    demo.next_frame()
    assert demo.data("state") == "blank"
    demo.draw(SEVEN)
    page.keyboard.press("Delete")
    demo.next_frame()
    assert demo.data("state") == "blank"
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.action"))
    assert reached == ["undo", "clear", "sample", "image", "share"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    demo.wait_for("digit")


def test_a_finger_draws_and_the_page_stays_where_it_is(open_demo):
    demo = open_demo(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    demo.wait_for("blank")
    demo.ink.scroll_into_view_if_needed()
    before = demo.page.evaluate("scrollY")
    device = demo.page.context.new_cdp_session(demo.page)
    (stroke,) = demo.placed(ONE)
    path = np.linspace(stroke[0], stroke[-1], 12)
    for at, (x, y) in enumerate(path):
        kind = "touchStart" if at == 0 else "touchMove"
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    demo.next_frame()
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    assert demo.page.evaluate("scrollY") == before


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_it_fits_its_page(open_demo, width):
    demo = open_demo(viewport={"width": width, "height": 900}, device_scale_factor=2)
    demo.wait_for("blank")
    assert demo.page.evaluate("document.documentElement.scrollWidth") <= width
    box = demo.ink.bounding_box()
    assert box["width"] == pytest.approx(box["height"], abs=1)
    # As many pixels as the screen has: crisp.
    assert demo.ink.evaluate("(canvas) => canvas.width") == pytest.approx(2 * box["width"], abs=2)


def test_ink_follows_the_palette(demo):
    demo.draw(ONE)
    colours = []
    for scheme in ("default", "slate"):
        demo.page.evaluate("(scheme) => document.body.dataset.mdColorScheme = scheme", scheme)
        demo.next_frame()
        colours.append(
            demo.ink.evaluate(
                """(canvas) => {
                  const middle = canvas.width / 2;
                  const context = canvas.getContext('2d');
                  return [...context.getImageData(middle, middle, 1, 1).data]; }"""
            )
        )
    light, dark = (sum(colour[:3]) for colour in colours)
    assert light < dark


def test_what_is_drawn_before_the_network_is_there_is_read_then(demo):
    held = []
    demo.page.route("**/*.bin", lambda route: held.append(route))
    demo.page.reload()
    demo.ink.wait_for()
    with demo.page.expect_request("**/*.bin"):
        demo.draw(ONE)
    assert demo.data("state") == "loading"
    (weights,) = held
    weights.continue_()
    demo.wait_for("digit")
    assert demo.data("value") == "1"

"""Pictures of digits, given to the demo as people give them, in a real Chromium."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Route

from mnist.dataset import Mnist
from tests.browser.demo_page import DemoPage

pytestmark = pytest.mark.browser

ONE = [[[50, 10], [50, 90]]]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>'


def photograph(mnist: Mnist, index: int, kind: str = "PNG", ink: float = -0.6) -> bytes:
    """A test image on a sheet of paper that is lit from one side, as a file.

    Args:
        ink: what it adds to the brightness of the paper; below 0, it is darker.
    """
    digit = Image.fromarray(mnist.test_images[index]).resize((280, 280), Image.Resampling.BICUBIC)
    sheet = np.zeros((400, 520))
    sheet[60:340, 120:400] = np.asarray(digit) / 255
    light = 1 - np.linspace(0, 0.35, 520)[np.newaxis]
    paper = 0.9 * light if ink < 0 else 0.35 * light
    return encoded(np.clip(paper + ink * light * sheet, 0, 1), kind)


def encoded(brightness: np.ndarray, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.rint(brightness * 255).astype(np.uint8)).save(buffer, kind)
    return buffer.getvalue()


def huge_png() -> bytes:
    """A few bytes that say they are ten thousand million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        summed = name + content
        return struct.pack(">I", len(content)) + summed + struct.pack(">I", zlib.crc32(summed))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


def choose(demo: DemoPage, content: bytes, name: str = "digit.png") -> None:
    with demo.page.expect_file_chooser() as chooser:
        demo.press("image")
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": content})


def drop(demo: DemoPage, content: bytes) -> None:
    hold(demo, content, "dragenter", "dragover", "drop")


def hold(demo: DemoPage, content: bytes, *events: str) -> None:
    """Drag a file above the drawing area."""
    demo.ink.evaluate(
        """(canvas, [content, events]) => {
          const bytes = Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
          for (const type of events) {
            canvas.dispatchEvent(new DragEvent(type,
              { dataTransfer, bubbles: true, cancelable: true })); } }""",
        [base64.b64encode(content).decode(), list(events)],
    )


def paste(demo: DemoPage, content: bytes) -> None:
    """By the keyboard, from the clipboard of the system."""
    demo.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    demo.page.evaluate(
        """async (content) => {
          const bytes = Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
          const blob = new Blob([bytes], { type: 'image/png' });
          await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]); }""",
        base64.b64encode(content).decode(),
    )
    demo.page.keyboard.press("Control+v")


def note(demo: DemoPage) -> str:
    return demo.demo.locator(".dd-note").inner_text()


@pytest.mark.parametrize("give", [choose, drop, paste])
def test_a_picture_is_read(
    demo: DemoPage, mnist: Mnist, give: Callable[[DemoPage, bytes], None]
) -> None:
    give(demo, photograph(mnist, 0))
    demo.demo.get_by_text("dark on light").wait_for()
    assert (demo.data("state"), demo.data("value")) == ("digit", "7")
    assert demo.has_ink()
    # As if the test image itself had been given, but for its way to paper and back.
    seen, image = demo.seen().astype(float).ravel(), mnist.test_images[0].astype(float).ravel()
    assert seen @ image / np.linalg.norm(seen) / np.linalg.norm(image) > 0.95


@pytest.mark.parametrize(("ink", "kind"), [(-0.6, "JPEG"), (0.5, "PNG"), (0.5, "WEBP")])
def test_both_polarities_and_several_formats_are_read(
    demo: DemoPage, mnist: Mnist, ink: float, kind: str
) -> None:
    read = []
    for index in range(4):
        choose(demo, photograph(mnist, index, kind, ink), f"number {index}")
        demo.demo.get_by_text(f"Read from number {index}").wait_for()
        read.append(demo.data("value"))
    assert read == [str(label) for label in mnist.test_labels[:4]]
    assert ("dark on light" if ink < 0 else "light on dark") in note(demo)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"one, two, three and so on", "expected an image (PNG"),
        (SVG, "found an SVG drawing"),
        (huge_png(), "100000 × 100000 pixels"),
        (encoded(np.zeros((9, 9)))[:40], "damaged or cut off"),
        (encoded(np.full((90, 90), 0.9)), "expected dark writing on light paper"),
    ],
    ids=["empty", "text", "SVG", "huge", "cut off", "blank"],
)
def test_what_is_no_picture_of_a_digit_changes_nothing(
    demo: DemoPage, content: bytes, message: str
) -> None:
    demo.draw(ONE)
    before = demo.seen()
    choose(demo, content, "wrong.png")
    demo.demo.locator(".dd-warning").wait_for()
    assert note(demo).startswith("wrong.png: ")
    assert message in note(demo)
    assert note(demo) == demo.demo.get_by_role("status").text_content()
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    assert np.array_equal(demo.seen(), before)
    assert demo.page.title() != "run"
    demo.press("undo")
    assert (demo.data("state"), note(demo)) == ("blank", "")


def test_a_file_that_is_too_large_is_not_even_opened(demo: DemoPage) -> None:
    demo.ink.evaluate(
        """(canvas) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(2 ** 25 + 1)], 'film.png'));
          canvas.dispatchEvent(new DragEvent('drop',
            { dataTransfer, bubbles: true, cancelable: true })); }"""
    )
    demo.demo.locator(".dd-warning").wait_for()
    assert "expected 33 MB at most, found 34 MB" in note(demo)
    assert demo.data("state") == "blank"


def test_pasted_text_is_refused_where_a_picture_is_expected(demo: DemoPage) -> None:
    demo.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    demo.page.evaluate("navigator.clipboard.writeText('seven')")
    demo.page.keyboard.press("Control+v")
    assert note(demo) == ""  # it was for nobody
    demo.ink.focus()
    demo.page.keyboard.press("Control+v")
    demo.demo.get_by_text("found text or a link").first.wait_for()
    assert demo.data("state") == "blank"


def test_undo_takes_the_picture_away_and_brings_strokes_back(demo: DemoPage, mnist: Mnist) -> None:
    demo.draw(ONE)
    before = demo.seen()
    drop(demo, photograph(mnist, 0))
    demo.demo.get_by_text("Read from dropped.png").wait_for()
    assert demo.data("value") == "7"
    demo.press("undo")
    assert (demo.data("value"), note(demo)) == ("1", "")
    assert np.array_equal(demo.seen(), before)


def test_drawing_replaces_a_picture(demo: DemoPage, mnist: Mnist) -> None:
    drop(demo, photograph(mnist, 0))
    demo.demo.get_by_text("Read from dropped.png").wait_for()
    demo.draw(ONE)
    assert (demo.data("value"), note(demo)) == ("1", "")


def test_the_same_file_can_be_chosen_again(demo: DemoPage, mnist: Mnist) -> None:
    for _ in range(2):
        choose(demo, photograph(mnist, 0))
        demo.demo.get_by_text("Read from digit.png").wait_for()
        # Of a file that is still chosen no browser tells again.
        assert demo.demo.locator("input[type='file']").input_value() == ""
        demo.press("clear")
        assert demo.data("state") == "blank"


def test_a_place_to_drop_is_shown_while_a_file_is_held_above_it(
    demo: DemoPage, mnist: Mnist
) -> None:
    place = demo.demo.locator(".dd-over")
    hold(demo, photograph(mnist, 0), "dragenter", "dragover")
    assert place.count() == 1
    hold(demo, photograph(mnist, 0), "dragleave")
    assert place.count() == 0


def test_a_picture_that_comes_late_is_for_nobody(demo: DemoPage) -> None:
    held: list[Route] = []
    demo.page.route("**/samples.json", lambda route: held.append(route))
    with demo.page.expect_request("**/samples.json"):
        demo.press("sample")
    demo.draw(ONE)
    with demo.page.expect_response("**/samples.json"):
        held[0].fallback()
    demo.page.wait_for_timeout(500)
    assert (demo.data("value"), note(demo)) == ("1", "")
    demo.press("undo")
    assert demo.data("state") == "blank"


def test_what_is_dropped_does_not_lead_away(demo: DemoPage) -> None:
    led = demo.ink.evaluate(
        """(canvas) => ['dragover', 'drop'].map((type) => canvas.dispatchEvent(new DragEvent(type,
          { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true })))"""
    )
    assert led == [False, False]

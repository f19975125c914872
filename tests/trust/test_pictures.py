"""Pictures that are none, given to the demo in a real Chromium: words for people, no reading."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from tests.browser.conftest import demo, new_page, open_demo
from tests.browser.demo_page import DemoPage
from tests.browser.test_digit_demo_pictures import choose, note
from tests.trust.conftest import Tally

__all__ = ["demo", "new_page", "open_demo"]

pytestmark = pytest.mark.browser

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}><script>document.title="run"</script></svg>'


def seven() -> Image.Image:
    """A seven, dark on light, with some grain so that a file of it is not too short to cut."""
    sheet = np.random.default_rng(7).integers(215, 235, (160, 200), dtype=np.uint8)
    sheet[30:42, 60:140] = 20
    for row in range(42, 135):
        middle = 134 - (row - 42) // 2
        sheet[row, middle - 6 : middle + 6] = 20
    return Image.fromarray(sheet)


def encoded(kind: str, *more: Image.Image) -> bytes:
    buffer = io.BytesIO()
    moving = {"save_all": True, "append_images": list(more)} if more else {}
    seven().convert("L" if kind == "GIF" else "RGB").save(buffer, kind, **moving)
    return buffer.getvalue()


def patched(content: bytes, at: int, form: str, *sides: int) -> bytes:
    changed = bytearray(content)
    struct.pack_into(form, changed, at, *sides)
    return bytes(changed)


def sized(kind: str, side: int) -> bytes:
    """A file whose header says that it is a square of so many pixels to a side."""
    content = encoded(kind)
    match kind:
        case "PNG":
            return patched(content, 16, ">II", side, side)
        case "JPEG":
            return patched(content, content.index(b"\xff\xc0") + 5, ">HH", side, side)
        case "GIF":
            return patched(content, 6, "<HH", side, side)
        case "WEBP":
            return patched(content, 26, "<HH", side & 0x3FFF, side & 0x3FFF)
        case "BMP":
            return patched(content, 18, "<ii", side, side)
        case _:
            return patched(content, content.index(b"ispe") + 8, ">II", side, side)


def gif_beyond_its_screen() -> bytes:
    content = encoded("GIF")
    at = content.index(b"\x2c\0\0\0\0") + 5
    return patched(patched(content, at, "<HH", 60_000, 60_000), 6, "<HH", 9, 8)


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("seven.png", encoded("PNG"))
    return stream.getvalue()


def bad_pictures() -> dict[str, dict[str, bytes]]:
    """Files by kind, then by the name that the demo is given."""
    whole = {kind: encoded(kind) for kind in FORMATS}
    return {
        "wrong type": {
            "page.png": b"<!doctype html><title>seven</title>" * 9,
            "paper.png": b"%PDF-1.7\n" + bytes(500),
            "text.png": b"seven " * 99,
            "program.png": b"\x7fELF" + bytes(500),
            "archive.png": archive(),
            "wrong name.jpg": b"\x89PNH\r\n\x1a\n" + whole["PNG"][8:],
        },
        "drawing with a script": {
            "plain.svg": SVG.format("").encode(),
            "loud.png": SVG.format(" onload=\"document.title='run'\"").encode(),
            "after xml.png": b'<?xml version="1.0"?>\n' + SVG.format("").encode(),
        },
        "cut off": {
            f"{kind} {share:.0%}": content[: int(len(content) * share)]
            for kind, content in whole.items()
            for share in (0.3, 0.7, 0.98)
        },
        # Of a GIF, the size of its screen may be wrong: that of its picture is taken.
        "no pixels": {
            f"{kind} zero": sized(kind, 0) for kind in FORMATS if kind not in {"BMP", "AVIF", "GIF"}
        }
        | {"empty.png": b""},
        "gigabytes": {f"{kind} huge": sized(kind, 60_000) for kind in FORMATS if kind != "WEBP"}
        | {"WEBP huge": sized("WEBP", 16_000), "GIF beyond": gif_beyond_its_screen()},
    }


@pytest.mark.parametrize("kind", bad_pictures())
def test_what_is_no_picture_is_told_and_never_read(kind: str, demo: DemoPage, tally: Tally) -> None:
    files = bad_pictures()[kind]
    for name, content in files.items():
        choose(demo, content, name)
        demo.demo.get_by_text(f"{name}: ").first.wait_for(timeout=60_000)
        assert demo.demo.locator(".dd-warning").count() == 1
        assert note(demo).startswith(f"{name}: ")
        assert (demo.data("state"), demo.data("value")) == ("blank", None), name
        assert not demo.has_ink(), name
    assert demo.page.title() != "run"
    assert demo.page.locator("svg script").count() == 0
    tally("faults", f"picture: {kind}", len(files))


def test_a_gif_without_a_screen_is_read_by_the_size_of_its_picture(demo: DemoPage) -> None:
    choose(demo, sized("GIF", 0), "GIF zero")
    demo.demo.get_by_text("Read from GIF zero").wait_for(timeout=60_000)
    assert demo.data("value") == "7"


def moving(kind: str) -> bytes:
    return encoded(
        kind, Image.new("RGB", (200, 160), "white").convert("L" if kind == "GIF" else "RGB")
    )


@pytest.mark.parametrize("make", [encoded, moving], ids=["still", "moving"])
def test_whole_pictures_of_the_same_kinds_are_read(
    make: Callable[[str], bytes],
    demo: DemoPage,
) -> None:
    """Otherwise the tests above would show nothing."""
    for kind in ("PNG", "GIF", "WEBP") if make is moving else FORMATS:
        choose(demo, make(kind), f"{kind} of seven")
        demo.demo.get_by_text(f"Read from {kind} of seven").wait_for(timeout=60_000)
        assert ("the first of its pictures" in note(demo)) == (make is moving)
        assert demo.data("value") == "7", kind
        demo.press("clear")

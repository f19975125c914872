import base64
import io

import numpy as np
import pytest
from PIL import Image

from scripts.comparison import alike


def drawing(
    x: str = "10.5", colour: str = "#123456", text: str = "98.50", png: bytes = b""
) -> bytes:
    data = base64.b64encode(png).decode()
    picture = f'<image href="data:image/png;base64,{data}"/>' if png else ""
    return (
        f'<svg viewBox="0 0 480 200"><path d="M {x} 20 L -3 4" style="fill: {colour}"/>'
        f"<text>{text}</text>{picture}</svg>"
    ).encode()


def picture(level: int = 7, compression: int = 9) -> bytes:
    pixels = np.full((40, 40, 4), level, np.uint8)
    pixels[::3, ::5] = 200
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="png", compress_level=compression)
    return file.getvalue()


@pytest.mark.parametrize("x", ["10.5", "10.52", "10.48"])
def test_coordinates_may_differ_by_rounding(x: str) -> None:
    assert alike("a.svg", drawing(), drawing(x))


@pytest.mark.parametrize(
    "other",
    [
        drawing(x="10.53"),
        drawing(x="-10.5"),
        drawing(x="10.5 11"),
        drawing(colour="#123457"),
        drawing(text="98.51"),
        drawing(png=picture()),
        b"\xff\xfe",
        b"",
    ],
)
def test_what_a_reader_sees_may_not_differ(other: bytes) -> None:
    assert not alike("a.svg", drawing(), other)
    assert not alike("a.svg", other, drawing())


def test_an_embedded_picture_counts_by_its_pixels() -> None:
    packed, unpacked = picture(compression=9), picture(compression=0)
    assert packed != unpacked
    assert alike("a.svg", drawing(png=packed), drawing(png=unpacked))
    assert not alike("a.svg", drawing(png=packed), drawing(png=picture(level=8)))
    assert not alike("a.svg", drawing(png=packed), drawing(png=packed[:60]))


def test_text_files_have_no_tolerance() -> None:
    assert alike("a.md", b"10.50\n", b"10.50\n")
    assert not alike("a.md", b"10.50\n", b"10.51\n")

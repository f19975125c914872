"""Whether a rendered file is what it should be, whichever machine rendered it.

Text is the same or it is not. Numbers in the tags of an SVG may differ by what another
processor rounds otherwise, and the bytes of an embedded PNG by how its zlib packs them; its
pixels may not.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import PurePath

from PIL import Image

TOLERANCE = 0.02

_TAG = re.compile(r"<[^>]*>")
_PNG = re.compile(r"data:image/png;base64,([\w+/=]+)")
# Not part of a name, a colour or a number with its unit.
_NUMBER = re.compile(r"(?<![\w#.-])-?\d+(?:\.\d+)?(?![\w.])")


def alike(name: str, one: bytes, other: bytes) -> bool:
    """Whether two files of this name show the same."""
    if one == other:
        return True
    if PurePath(name).suffix != ".svg":
        return False
    try:
        return _alike_svg(one.decode(), other.decode())
    except ValueError:
        # No text, or no picture where one should be: such a file shows something else.
        return False


def _alike_svg(one: str, other: str) -> bool:
    if [*map(_pixels, _PNG.findall(one))] != [*map(_pixels, _PNG.findall(other))]:
        return False
    first, second = (_PNG.sub("", svg) for svg in (one, other))
    if _without_numbers(first) != _without_numbers(second):
        return False
    pairs = zip(_numbers(first), _numbers(second), strict=True)
    # Both have two decimals, so a difference of exactly the tolerance is within it.
    return all(abs(a - b) <= TOLERANCE + 1e-9 for a, b in pairs)


def _without_numbers(svg: str) -> str:
    """The file with the numbers in its tags blanked; those that a reader sees stay."""
    return _TAG.sub(lambda tag: _NUMBER.sub("", tag[0]), svg)


def _numbers(svg: str) -> list[float]:
    return [float(number) for tag in _TAG.findall(svg) for number in _NUMBER.findall(tag)]


def _pixels(png: str) -> tuple[tuple[int, int], bytes]:
    """Size and RGBA of an image.

    Raises:
        ValueError: it is none.
    """
    try:
        image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    except OSError as error:
        raise ValueError(f"expected a PNG: {error}") from error
    return image.size, image.tobytes()

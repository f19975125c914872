"""Whether a rendered file is what it should be, whichever machine rendered it.

Text is the same or it is not. Coordinates in an SVG may differ by what another processor
rounds otherwise, and the bytes of an embedded PNG by how its zlib packs; its pixels may not.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import PurePath

from PIL import Image

TOLERANCE = 0.02

_PNG = re.compile(rb"data:image/png;base64,([\w+/=]+)")
_NUMBER = re.compile(rb"(?<![\w#.-])-?\d+(?:\.\d+)?(?![\w.])")


def alike(name: str, one: bytes, other: bytes) -> bool:
    """Whether two files of this name show the same."""
    if one == other:
        return True
    return PurePath(name).suffix == ".svg" and _alike_svg(one, other)


def _alike_svg(one: bytes, other: bytes) -> bool:
    if [*map(_pixels, _PNG.findall(one))] != [*map(_pixels, _PNG.findall(other))]:
        return False
    first, second = (_PNG.sub(b"", svg) for svg in (one, other))
    if _NUMBER.sub(b"#", first) != _NUMBER.sub(b"#", second):
        return False
    pairs = zip(_NUMBER.findall(first), _NUMBER.findall(second), strict=True)
    # Both have two decimals, so a difference of exactly the tolerance counts as within it.
    return all(abs(float(a) - float(b)) <= TOLERANCE + 1e-9 for a, b in pairs)


def _pixels(png: bytes) -> tuple[tuple[int, int], bytes]:
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    return image.size, image.tobytes()

"""The site's text face, for pictures that are made of pixels.

Figures are SVG files and take the system's face: one of their own in each would weigh more than
the rest of the page.

The libraries are loaded when something is drawn, which takes longer than to find that nothing has
to be.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# `npm run bundle` takes them from their package.
_FOLDER = Path(__file__).with_name("faces")


@functools.cache
def files(*, bold: bool = False) -> tuple[Path, Path]:
    """The face, and one for characters that it has not, which comes with Matplotlib.

    Raises:
        FileNotFoundError: Matplotlib is not installed.
    """
    package = importlib.util.find_spec("matplotlib")
    if package is None or package.origin is None:
        raise FileNotFoundError("expected Matplotlib, whose fonts are used; run make setup")
    more = Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"
    return (
        _FOLDER / f"source-sans-3{'-semibold' if bold else ''}.woff",
        more / f"DejaVuSans{'-Bold' if bold else ''}.ttf",
    )


def font(sign: str, size: int, *, bold: bool = False) -> FreeTypeFont:
    """One that has a character."""
    own, other = files(bold=bold)
    return _font(own if ord(sign) in _characters(own) else other, size)


def width(text: str, size: int, *, bold: bool = False) -> int:
    """How many pixels wide a line of text is.

    As it is laid out here, every character takes whole pixels, whatever stands beside it.
    """
    return sum(_advance(sign, size, bold) for sign in text)


@functools.cache
def _advance(sign: str, size: int, bold: bool) -> int:
    length: float = font(sign, size, bold=bold).getlength(sign)
    return round(length)


@functools.cache
def _characters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@functools.cache
def _font(file: Path, size: int) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype

    # The other layout depends on what the system has installed.
    return truetype(file, size, layout_engine=Layout.BASIC)

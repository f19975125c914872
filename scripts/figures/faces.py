"""The site's text face, for pictures that are made of pixels.

Figures are SVG files and take the system's face: one of their own in each would weigh more than
the rest of the page.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib import font_manager

# `npm run bundle` takes them from their package.
_FOLDER = Path(__file__).with_name("faces")
# Matplotlib opens a face when it draws with it, so they stay for as long as the program runs.
_unpacked = tempfile.TemporaryDirectory(prefix="faces-")


def families(*, bold: bool = False) -> list[str]:
    """The families to ask Matplotlib for.

    The second is for characters that the first has not.
    """
    _make_known()
    return [f"Source Sans 3{' SemiBold' if bold else ''}", "DejaVu Sans"]


@functools.cache
def _make_known() -> None:
    for packed in sorted(_FOLDER.glob("*.woff")):
        # Matplotlib reads no WOFF.
        font = TTFont(packed)
        font.flavor = None
        # Each is a family of its own, and the only face of it.
        font["OS/2"].usWeightClass = 400
        file = Path(_unpacked.name) / packed.with_suffix(".ttf").name
        font.save(file)
        font_manager.fontManager.addfont(file)

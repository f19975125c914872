"""The card that stands for a page where a link to it is shared."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath
from numpy.typing import NDArray

from scripts.figures import contours, faces
from scripts.figures.style import DARK, DOTS_PER_INCH, settings, sheet

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
GROUND = "#171a21"
# Of pictures in a row, so that one alone is not blown up.
TALLEST = 120


@dataclass(frozen=True)
class Card:
    """What a card shows.

    Attributes:
        site: whose page it is, or of which site; nothing where the title says it.
        title: the page's.
        summary: a sentence or two.
        facts: headline numbers, each with what it is of.
        images: small grey images for a row, uint8 [n, height, width], or ``None``.
    """

    site: str
    title: str
    summary: str
    facts: Sequence[tuple[str, str]] = ()
    images: NDArray[np.uint8] | None = None


def draw(card: Card) -> bytes:
    """The card as a PNG file of `WIDTH` by `HEIGHT` pixels, drawn from this machine's files."""
    file = io.BytesIO()
    with matplotlib.style.context(["default", _settings()]):
        size = (WIDTH / DOTS_PER_INCH, HEIGHT / DOTS_PER_INCH)
        canvas = Canvas(figsize=size, dpi=DOTS_PER_INCH, facecolor=GROUND)
        _compose(sheet(canvas), card)
        canvas.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _settings() -> dict[str, Any]:
    return settings(DARK) | {"font.family": faces.families()}


def _compose(page: Axes, card: Card) -> None:
    page.plot([MARGIN, MARGIN + 56], [MARGIN, MARGIN], color=DARK.accent, linewidth=6)
    top: float = MARGIN + 84
    if card.site:
        page.text(MARGIN, MARGIN + 46, card.site, fontsize=27, color=DARK.muted, va="baseline")
        top += 32
    top = _lines(page, card.title, top, size=_title_size(card.title), most=2, bold=True)
    top = _lines(page, card.summary, top + 2, size=29, most=2, colour=DARK.muted)
    bottom = HEIGHT - MARGIN - (100 if card.facts else 0)
    if card.images is not None:
        _row(page, card.images, top, bottom)
    _facts(page, card.facts)


def _title_size(title: str) -> int:
    """The largest that leaves the title on one line, or the smallest of two lines."""
    room = WIDTH - 2 * MARGIN
    return next((size for size in (72, 64, 54) if _width(title, size, bold=True) <= room), 54)


def _lines(
    page: Axes, text: str, top: float, *, size: int, most: int, bold: bool = False, colour: str = ""
) -> float:
    """Set text in lines of the card's width; gives the place of the line that would follow."""
    for line in wrapped(text, WIDTH - 2 * MARGIN, size, most, bold=bold):
        page.text(
            *(MARGIN, top, line),
            fontsize=size,
            fontfamily=faces.families(bold=bold),
            color=colour or DARK.ink,
            va="baseline",
            parse_math=False,
        )
        top += round(size * (1.15 if bold else 1.4))
    return top


def wrapped(text: str, room: float, size: int, most: int, *, bold: bool = False) -> list[str]:
    """Text in lines no wider than there is room, the last shortened where there are too many."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _width(f"{last}…", size, bold=bold) > room:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last.rstrip(',;:.')}…"]


def _width(text: str, size: int, *, bold: bool) -> float:
    font = FontProperties(family=faces.families(bold=bold), size=size)
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def _row(page: Axes, images: NDArray[np.uint8], top: float, bottom: float) -> None:
    """Images side by side over the card's width, in the middle of the height that is left."""
    count, height, width = images.shape
    pitch = width + max(1, width // 8)
    scale = min((WIDTH - 2 * MARGIN) / (count * pitch), TALLEST / height, (bottom - top) / height)
    place = top + (bottom - top - height * scale) / 2 - 6
    for column, image in enumerate(images):
        corner = (MARGIN + column * pitch * scale, place)
        contours.draw(page, image, corner, scale, DARK.accent, pen=1.4)


def _facts(page: Axes, facts: Sequence[tuple[str, str]]) -> None:
    shown = facts[:3]
    for place, (label, text) in enumerate(shown):
        left = MARGIN + place * (WIDTH - 2 * MARGIN) / len(shown)
        bold = faces.families(bold=True)
        page.text(left, HEIGHT - MARGIN - 34, text, fontsize=50, fontfamily=bold)
        page.text(left, HEIGHT - MARGIN, label, fontsize=23, color=DARK.muted)

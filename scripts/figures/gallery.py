"""The misread test images, one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray

from mnist.artefacts import decode
from mnist.records import Evaluation, Misread
from scripts.figures import raster
from scripts.figures.figure import Figure
from scripts.figures.style import Palette, sheet
from scripts.formats import THIN, percent, thousands

COLUMNS = 6
# More rows than these are a wall, not a gallery.
MOST_ROWS = 18

SCALE = 2
SIDE = 28 * SCALE
# Empty pixels of the images' own size around them; two lines of text fit below.
GAP = (12, 22)
MARGIN = 12


def misread_gallery(result: Evaluation) -> Figure:
    """Every misread digit with its label, what it was read as, and how surely."""
    test = result.test
    shown = test.misread[: COLUMNS * MOST_ROWS]
    images = decode(test.misread_images)[: len(shown)]
    labels = [(f"{each.label} → {each.predicted}", surely(each.confidence)) for each in shown]
    return Figure(
        alt=f"Gallery of {_which(len(shown), len(test.misread))}, the most confident mistake "
        f"first. {_sureness(test.misread)}",
        caption=f"{_which(len(shown), len(test.misread)).capitalize()}, the most confident "
        f"mistake first: true digit → digit read, and the confidence of the network. "
        f"{_sureness(test.misread)}",
        height=height_of(len(shown)),
        draw=drawing(images, labels),
    )


def height_of(count: int) -> int:
    """Of a gallery of so many images, in pixels."""
    return max(1, -(-count // COLUMNS)) * _pitch(GAP[1]) - 4


def drawing(
    images: NDArray[np.uint8], labels: Sequence[tuple[str, str]]
) -> Callable[[Canvas, Palette], None]:
    """How to draw images [n, 28, 28], each with two short lines of text below it."""

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        if labels:
            grid = raster.montage(images, COLUMNS, GAP)
            raster.place(page, raster.inked(grid, palette.ink), MARGIN, 0, SCALE)
        for place, (first, second) in enumerate(labels):
            row, column = divmod(place, COLUMNS)
            middle = MARGIN + column * _pitch(GAP[0]) + SIDE / 2
            below = row * _pitch(GAP[1]) + SIDE
            page.text(middle, below + 17, first, ha="center")
            page.text(middle, below + 34, second, ha="center", color=palette.muted)

    return draw


def surely(confidence: float) -> str:
    """A confidence in whole per cent; no mistake is shown as made with all of it."""
    whole = round(100 * confidence)
    return f">{THIN}{percent(0.99, 0)}" if whole == 100 else percent(confidence, 0)


def _pitch(gap: int) -> int:
    """From one image to the next, in pixels."""
    return (28 + gap) * SCALE


def _which(shown: int, misread: int) -> str:
    if shown == misread:
        return f"all {thousands(misread)} misread test images"
    return f"the {shown} most confidently misread of {thousands(misread)} misread test images"


def _sureness(misread: list[Misread]) -> str:
    """How many mistakes were made with more certainty than doubt."""
    if not misread:
        return "There is nothing to show."
    sure = sum(each.confidence > 0.9 for each in misread)
    near = sum(each.label_probability > 0.1 for each in misread)
    return (
        f"Of all {thousands(len(misread))} mistakes the network made {sure or 'none'} with a "
        f"confidence above {percent(0.9, 0)}; in {near or 'none'} it gave the true digit more than "
        f"{percent(0.1, 0)}."
    )

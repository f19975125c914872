"""Digits beside what augmentation makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from numpy.typing import NDArray

from mnist.artefacts import decode
from mnist.records import Augmentation
from scripts.figures import raster
from scripts.figures.figure import Figure
from scripts.figures.style import Palette, sheet
from scripts.formats import listed
from scripts.limits import limit

Images = NDArray[np.uint8]

SCALE = 2
# The names of the rows stand left of the digits.
LEFT = 122
GAP = (3, 5)
LINE = 18


def augmentation(result: Augmentation) -> Figure:
    """A row of digits as they are, one for each distortion alone, and some for all at once."""
    originals = decode(result.originals)
    rows = list(_rows(result))
    down = (28 + GAP[1]) * SCALE

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        for number, (name, bounds, images) in enumerate(rows):
            top = number * down
            _place(page, np.where(originals > images, originals - images, 0), top, palette.second)
            _place(page, images, top, palette.ink)
            middle = top + 14 * SCALE - (LINE / 2 if bounds else 0)
            page.text(0, middle, name, va="center_baseline")
            page.text(0, middle + LINE, bounds, va="center_baseline", color=palette.muted)

    labels = listed(result.labels)
    names = listed(each.name for each in result.alone)
    return Figure(
        alt=f"The training images of {labels} in the first row; below them the same digits "
        f"distorted in one way each by {names}, and in the last {len(decode(result.together))} "
        "rows in all ways at once.",
        caption="Each row shows the digits of the first one, distorted; coloured is what has "
        "lost its ink. A distortion by itself is shown in its median strength: half of "
        "those that are drawn at random change the digit more. All at once: as training draws "
        "them.",
        height=round(len(rows) * down - GAP[1] * SCALE),
        draw=draw,
    )


def _rows(result: Augmentation) -> Iterator[tuple[str, str, Images]]:
    """Name, limit and images uint8 [n, 28, 28] of each row."""
    yield "original", "", decode(result.originals)
    limits: dict[str, Any] = result.run.config["augmentation"]
    for each in result.alone:
        yield each.name, f"to {limit(each.name, limits[each.name])}", decode(each.images)
    for images in decode(result.together):
        yield "all at once", "", images


def _place(page: Axes, images: Images, top: float, colour: str) -> None:
    grid = raster.montage(images, len(images), GAP)
    raster.place(page, raster.inked(grid, colour), LEFT, top, SCALE)

"""Maps of grey images in figures; see `scripts.contours`."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from scripts.contours import LEVELS, OPACITIES, WIDTHS


def draw(
    on: Axes,
    image: NDArray[np.uint8],
    corner: tuple[float, float],
    scale: float,
    colour: str,
    pen: float = 1,
) -> None:
    """Draw the lines of an image uint8 [h, w] on a `sheet`.

    Its top left corner comes to the given place, each of its pixels is ``scale`` pixels wide, and
    the lines are ``pen`` times as wide as usual.
    """
    left, top = corner
    height, width = image.shape
    across = left + scale * (np.arange(width) + 0.5)
    down = top + scale * (np.arange(height) + 0.5)
    for level, line, opacity in zip(LEVELS, WIDTHS, OPACITIES, strict=True):
        if image.min() < level < image.max():
            on.contour(
                *(across, down, image.astype(float)),
                levels=[level],
                colors=[colour],
                linewidths=[pen * line],
                alpha=opacity,
            )

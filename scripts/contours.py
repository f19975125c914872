"""Grey images as maps: lines of equal ink, as a map has lines of equal height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray

# The same for all images, so that what is darker has more lines.
LEVELS = (28, 70, 112, 154, 196)
# Of the lines, from the lightest level to the darkest.
WIDTHS = (0.8, 1.0, 1.2, 1.5, 1.9)
OPACITIES = (0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Line:
    """A line of equal ink.

    Attributes:
        points: float64 [n, 2], across and down in the image's pixels from its top left corner.
        width: of the pen.
        opacity: 0 to 1.
    """

    points: NDArray[np.float64]
    width: float
    opacity: float


def lines(image: NDArray[np.uint8]) -> Iterator[Line]:
    """The lines of an image uint8 [h, w], from its lightest level to its darkest."""
    heights = contour_generator(z=image.astype(float))
    for level, width, opacity in zip(LEVELS, WIDTHS, OPACITIES, strict=True):
        # An even ground at a level has no line.
        if image.min() < level < image.max():
            for points in heights.lines(level):
                yield Line(np.asarray(points) + 0.5, width, opacity)

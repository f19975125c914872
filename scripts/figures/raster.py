"""Small grey images as part of a drawing."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Level = TypeVar("Level", np.uint8, np.int16)


def montage(images: NDArray[Level], columns: int, gap: tuple[int, int]) -> NDArray[Level]:
    """Images side by side, row after row, on an empty ground.

    Args:
        images: [n, height, width].
        columns: images a row.
        gap: empty pixels between neighbours, (across, down).

    Returns:
        [rows * (height + down) - down, columns * (width + across) - across].
    """
    count, height, width = images.shape
    across, down = gap
    rows = -(-count // columns)
    ground = np.zeros((rows * (height + down), columns * (width + across)), images.dtype)
    for place, image in enumerate(images):
        row, column = divmod(place, columns)
        top, left = row * (height + down), column * (width + across)
        ground[top : top + height, left : left + width] = image
    return ground[: ground.shape[0] - down, : ground.shape[1] - across]


def inked(levels: NDArray[np.uint8], colour: str) -> NDArray[np.uint8]:
    """Grey levels as a colour of that opacity: uint8 [h, w] -> uint8 [h, w, 4].

    The ground stays clear, so that a digit is dark on a light page and light on a dark one.
    """
    image = np.empty((*levels.shape, 4), np.uint8)
    image[..., :3] = np.rint(np.multiply(to_rgb(colour), 255))
    image[..., 3] = levels
    return image


def place(
    on: Axes, image: NDArray[np.uint8], left: float, top: float, scale: float, **options: Any
) -> None:
    """Put an image uint8 [h, w, 4] on a `sheet`, each of its pixels ``scale`` pixels wide."""
    height, width = image.shape[:2]
    extent = (left, left + width * scale, top + height * scale, top)
    limits = on.get_xlim(), on.get_ylim()
    on.imshow(image, extent=extent, interpolation="none", aspect="auto", **options)
    on.set(xlim=limits[0], ylim=limits[1])

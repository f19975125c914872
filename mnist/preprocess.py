"""Images of digits, made into 28x28 as MNIST was made.

MNIST's digits were scaled to fit a 20x20 box with their proportions kept, the grey levels
coming from the anti-aliasing, and placed in 28x28 so that their centre of mass is in the
middle (Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits").
``demo/preprocess.js`` repeats this arithmetic in the browser.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist.config import InputConfig

Pixels = NDArray[np.uint8] | NDArray[np.float32] | NDArray[np.float64]

# An image that is its own mirror image has its centre of mass exactly between two places: that
# must come out the same whatever the last bits of a sum are.
_TIE = 1e-6


class ImageError(ValueError):
    """An image that cannot be read."""


def preprocess(image: Pixels, config: InputConfig) -> NDArray[np.float32]:
    """Fit the ink of an image to the box, and put its centre of mass in the middle.

    Ink is every pixel above 0. Its bounding box is resampled by area: each new pixel is the
    mean of what lies under it. The move to the middle is by whole pixels, so that nothing is
    blurred twice; what it puts outside the image is cut off. A digit of MNIST comes out as it
    was, however much larger and wherever it was shown.

    Args:
        image: [height, width], bright ink on black: uint8, or floating in 0..1.
        config: size, box and centre, in pixels.

    Returns:
        float32 [size, size] in 0..1; all 0 where there is no ink.

    Raises:
        ImageError: the image does not have two dimensions or its values another range.
    """
    values = _intensities(image)
    rows, columns = np.flatnonzero(values.any(axis=1)), np.flatnonzero(values.any(axis=0))
    if len(rows) == 0:
        return np.zeros((config.size, config.size), np.float32)
    ink = values[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return _centred(_fitted(ink, config.box), config).astype(np.float32)


def _intensities(image: Pixels) -> NDArray[np.float64]:
    if image.ndim != 2:
        raise ImageError(f"expected an image [height, width], found shape {image.shape}")
    if image.dtype == np.uint8:
        return image / np.float64(255)
    if not np.issubdtype(image.dtype, np.floating):
        raise ImageError(f"expected uint8 or floating intensities, found {image.dtype}")
    if image.size and not (image.min() >= 0 and image.max() <= 1):
        raise ImageError(f"expected intensities in 0..1, found {image.min()}..{image.max()}")
    return image.astype(np.float64)


def _fitted(ink: NDArray[np.float64], box: int) -> NDArray[np.float64]:
    """Scale so that the longest side is ``box``; [box, box], the ink at its top left."""
    scale = box / max(ink.shape)
    return _shares(ink.shape[0], scale, box) @ ink @ _shares(ink.shape[1], scale, box).T


def _shares(pixels: int, scale: float, box: int) -> NDArray[np.float64]:
    """[box, pixels]: how much of each new pixel each old one covers, along one axis."""
    old, new = np.arange(pixels), np.arange(box)[:, None]
    overlap = np.minimum(new + 1, (old + 1) * scale) - np.maximum(new, old * scale)
    shares: NDArray[np.float64] = np.maximum(overlap, 0)
    return shares


def _centred(ink: NDArray[np.float64], config: InputConfig) -> NDArray[np.float64]:
    """Place ink [box, box] so that its centre of mass is within half a pixel of the centre."""
    axis = np.arange(len(ink))
    mass = ink.sum()
    across, down = config.centre
    left = _whole(across - ink.sum(axis=0) @ axis / mass)
    top = _whole(down - ink.sum(axis=1) @ axis / mass)
    # A margin as wide as the image takes whatever the move puts outside it.
    margin = config.size
    space = np.zeros((config.size + 2 * margin, config.size + 2 * margin))
    rows, columns = top + margin, left + margin
    space[rows : rows + len(ink), columns : columns + len(ink)] = ink
    return space[margin:-margin, margin:-margin]


def _whole(move: float) -> int:
    """The nearest whole number; of two, the lower, which is what MNIST's own digits show."""
    return int(np.ceil(move - 0.5 - _TIE))

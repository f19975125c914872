"""Drawings of many kinds that are unlike every digit there is to learn from.

Learning that such drawings are no digits lets a network refuse what it was never shown
(Hendrycks, Mazeika and Dietterich, "Deep anomaly detection with outlier exposure", 2019). Some
of what chance draws is a digit all the same, and so are some letters: what is most like one is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

from mnist.compositions import scattered
from mnist.drawings import Drawing, Strokes, vary

Images = NDArray[np.uint8]
Features = NDArray[np.float32]

# Of so many drawings the ones least like a digit are kept. Measured on MNIST and 25 writers: what
# is kept is less like its nearest digit than 98 of 100 digits are like theirs.
KEPT = 0.5
# Blocks of pixels are compared, for a stroke a pixel beside another is much like it.
_BLOCK = 2
# Compared at a time, to bound the memory: rows of as many float32 as there are digits.
_ROWS = 500


def candidates(count: int, letters: Sequence[Drawing], rng: np.random.Generator) -> list[Strokes]:
    """As many drawings as `least_like` needs to keep `count`.

    Half of them are put together at random, half are the letters in turn, each time by another
    hand.

    Args:
        count: how many to keep.
        letters: at least one.
        rng: decides what each looks like.

    Raises:
        ValueError: there are no letters.
    """
    if not letters:
        raise ValueError("expected letters of other alphabets to draw, found none")
    half = int(np.ceil(count / KEPT / 2))
    return [
        *(vary(scattered(rng), rng) for _ in range(half)),
        *(vary(each.strokes, rng) for each in islice(cycle(letters), half)),
    ]


def least_like(digits: Images, drawn: Images, count: int) -> NDArray[np.intp]:
    """Which drawings are least like any digit.

    The likeness of two images is the cosine of the angle between them, as vectors of the means
    of 2 x 2 pixels; a drawing's is the one to its nearest digit.

    Args:
        digits: uint8 [n, height, width], n >= 1, of even sides.
        drawn: uint8 [m, height, width], m >= count.
        count: how many to keep.

    Returns:
        Their indices in ascending order, int [count].
    """
    nearest = likeness(digits, drawn)
    return np.sort(np.argsort(nearest, kind="stable")[:count])


def likeness(digits: Images, drawn: Images) -> Features:
    """Of every drawing to the digit nearest to it, -1 to 1: float32 [m]."""
    known, asked = _features(digits), _features(drawn)
    rows = [
        (asked[at : at + _ROWS] @ known.T).max(axis=1, initial=-1)
        for at in range(0, len(asked), _ROWS)
    ]
    return np.concatenate([np.empty(0, np.float32), *rows])


def _features(images: Images) -> Features:
    """Means of blocks as unit vectors, float32 [n, blocks]; of an empty image, zeros."""
    count, height, width = images.shape
    rows, columns = height // _BLOCK, width // _BLOCK
    blocks = images.reshape(count, rows, _BLOCK, columns, _BLOCK)
    flat = blocks.mean(axis=(2, 4), dtype=np.float32).reshape(count, rows * columns)
    length = np.linalg.norm(flat, axis=1, keepdims=True)
    unit: Features = flat / np.maximum(length, 1e-6, dtype=np.float32)
    return unit

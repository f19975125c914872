"""Drawings put together at random of strokes, so that no two are of one kind.

They have three strokes at least: of two, such as a ring and a line, people make digits.
"""

from __future__ import annotations

import numpy as np

from mnist.curves import arc, closed, line, through, turned
from mnist.drawings import Strokes
from mnist.strokes import Points

Rng = np.random.Generator


def scattered(rng: Rng) -> Strokes:
    """Three to six strokes anywhere."""
    return tuple(
        _stroke(rng) * rng.uniform(0.2, 0.7) + rng.uniform(-0.5, 0.5, 2)
        for _ in range(rng.integers(3, 7))
    )


def filled(rng: Rng) -> Strokes:
    """An outline with three to five small strokes in it."""
    marks = (
        _stroke(rng) * rng.uniform(0.15, 0.4) + rng.uniform(-0.35, 0.35, 2)
        for _ in range(rng.integers(3, 6))
    )
    return (_outline(rng), *marks)


def _stroke(rng: Rng) -> Points:
    """A dot, a line, a corner, a bow or a curve, about 1 long, around (0, 0)."""
    makers = (
        lambda: line((0, 0)),
        lambda: line((-0.5, 0), (0.5, 0)),
        lambda: line(*rng.uniform(-0.5, 0.5, (rng.integers(3, 5), 2))),
        lambda: arc((0, 0), rng.uniform(0.2, 0.5, 2), 0, rng.uniform(90, 300)),
        lambda: through(rng.uniform(-0.5, 0.5, (rng.integers(4, 6), 2))),
    )
    return turned(makers[rng.integers(len(makers))](), rng.uniform(0, 360))


def _outline(rng: Rng) -> Points:
    """An ellipse, a polygon or a smooth closed curve around (0, 0), about 2 wide."""
    radius = rng.uniform(0.7, 1, 2)
    if rng.random() < 0.4:
        return arc((0, 0), radius)
    corners = int(rng.integers(4, 8))
    angles = (
        np.arange(corners) * 360 / corners + rng.uniform(0, 360) + rng.uniform(-15, 15, corners)
    )
    reach = rng.uniform(0.8, 1, corners)
    points = radius * np.stack(
        [turned(line((far, 0)), at)[0] for at, far in zip(angles, reach, strict=True)]
    )
    return through(points, close=True) if rng.random() < 0.5 else closed(*points)

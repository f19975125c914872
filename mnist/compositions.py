"""Drawings put together at random of strokes, so that no two are of one kind."""

from __future__ import annotations

import numpy as np

from mnist.curves import arc, closed, line, through, turned
from mnist.drawings import Strokes, centred
from mnist.strokes import Points

Rng = np.random.Generator


def scattered(rng: Rng) -> Strokes:
    """A pen's path, and up to six marks anywhere, few more often than many; some are a digit."""
    others = (
        _mark(rng) * rng.uniform(0.1, 0.8) + rng.uniform(-0.8, 0.8, 2)
        for _ in range(rng.integers(rng.integers(1, 8)))
    )
    return (_path(rng), *others)


def filled(rng: Rng) -> Strokes:
    """An outline with three to five small strokes in it."""
    marks = (
        _mark(rng) * rng.uniform(0.15, 0.4) + rng.uniform(-0.35, 0.35, 2)
        for _ in range(rng.integers(3, 6))
    )
    return (_outline(rng), *marks)


def _mark(rng: Rng) -> Points:
    """A dot or a path, around (0, 0)."""
    return line((0, 0)) if rng.random() < 0.25 else _path(rng)


def _path(rng: Rng) -> Points:
    """One to three lines and bows, one after another, with corners between some of them.

    Around (0, 0), its longest side 1.
    """
    heading = rng.uniform(0, 360)
    points = line((0, 0))
    for _ in range(rng.integers(1, 4)):
        heading += rng.uniform(-150, 150) if rng.random() < 0.5 else 0
        bend = rng.uniform(-270, 270) if rng.random() < 0.6 else 0
        points = np.concatenate([points, points[-1] + _bow(heading, bend, rng.uniform(0.3, 1))])
        heading += bend
    (path,) = centred([points])
    return path


def _bow(heading: float, bend: float, length: float) -> Points:
    """Of a length, from a heading on, bent by so many degrees in all; without its start."""
    steps = 12
    angles = np.radians(heading + bend * (np.arange(steps) + 0.5) / steps)
    moves = np.stack([np.cos(angles), np.sin(angles)], axis=1) * length / steps
    bow: Points = moves.cumsum(axis=0)
    return bow


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

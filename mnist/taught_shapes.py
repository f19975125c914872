"""The shapes of scribbles that training sees.

None is one that people read as a digit: no single ring, no single upright line, no S or Z. None
is among the shapes that score, which are in `scored_shapes`, or close to one: there are no waves
here, because there is hatching there.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np

from mnist.compositions import filled
from mnist.curves import closed, line, through, turned
from mnist.drawings import Strokes
from mnist.scribbles import Family

Rng = np.random.Generator


def _tangle(rng: Rng) -> Strokes:
    return (through(rng.uniform(0, 1, (rng.integers(9, 14), 2))),)


def _closed_tangle(rng: Rng) -> Strokes:
    return (through(rng.uniform(0, 1, (rng.integers(9, 14), 2)), close=True),)


def _triangle(rng: Rng) -> Strokes:
    angles = np.arange(3) * 120 + rng.uniform(0, 360) + rng.uniform(-20, 20, 3)
    return (closed(*(turned(line((1, 0)), angle)[0] for angle in angles)),)


def _rectangle(rng: Rng) -> Strokes:
    # Wide: a tall one is a digit 0 with corners.
    width = rng.uniform(1.3, 2.5)
    return (closed((0, 0), (width, 0), (width, 1), (0, 1)),)


def _dash(rng: Rng) -> Strokes:
    return (turned(line((-1, 0), (1, 0)), rng.uniform(-10, 10)),)


def _dashes(rng: Rng) -> Strokes:
    return tuple(
        rng.uniform(0, 1, 2) + turned(line((0, 0), (rng.uniform(0.1, 0.35), 0)), angle)
        for angle in rng.uniform(0, 360, rng.integers(4, 9))
    )


def _dots(rng: Rng) -> Strokes:
    return tuple(line(point) for point in rng.uniform(0, 1, (rng.integers(1, 10), 2)))


def _burst(rng: Rng) -> Strokes:
    rays = int(rng.integers(5, 10))
    hole = rng.uniform(0, 0.3)
    angles = np.arange(rays) * 360 / rays + rng.uniform(0, 360) + rng.uniform(-12, 12, rays)
    return tuple(
        turned(line((hole, 0), (length, 0)), angle)
        for angle, length in zip(angles, rng.uniform(0.6, 1, rays), strict=True)
    )


def _blot(rng: Rng) -> Strokes:
    angles = np.arange(8) * 45
    radii = rng.uniform(0.6, 1, 8)
    corners = [
        turned(line((radius, 0)), angle)[0] for radius, angle in zip(radii, angles, strict=True)
    ]
    edge = through(line(*corners), close=True)
    # Rings so close that the pen leaves no paper between them.
    return tuple(edge * share for share in np.arange(0.1, 1.01, 0.15))


def _parallels(rng: Rng) -> Strokes:
    lines = int(rng.integers(3, 6))
    angle = rng.uniform(0, 180)
    return tuple(
        turned(line((start, at), (end, at)), angle)
        for at, start, end in zip(
            np.arange(lines) * 0.3,
            rng.uniform(0, 0.2, lines),
            rng.uniform(0.8, 1.1, lines),
            strict=True,
        )
    )


TAUGHT: Final[Family] = MappingProxyType(
    {
        "tangle": _tangle,
        "closed tangle": _closed_tangle,
        "triangle": _triangle,
        "rectangle": _rectangle,
        "dash": _dash,
        "dashes": _dashes,
        "dots": _dots,
        "burst": _burst,
        "blot": _blot,
        "parallels": _parallels,
        "filled outline": filled,
        "other filled outline": filled,
    }
)

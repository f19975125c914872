"""The shapes of scribbles that training sees, and those that thresholds are chosen by.

None is one that people read as a digit: no single ring, no single upright line, no S or Z. None
is among the shapes that score, which are in `scored_shapes`, or close to one: there are no waves
here, because there is hatching there. Thresholds are chosen by shapes that are not learned
either: how often what is learned gets refused tells little of what people come up with.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np

from mnist.compositions import filled, scattered
from mnist.curves import arc, closed, line, through, turned
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


def _star(rng: Rng) -> Strokes:
    # From each corner to one almost opposite: the inner ring of a blunt star is a 0.
    corners = int(rng.choice([5, 7]))
    angles = (np.arange(corners) * (corners // 2) + rng.uniform(0, 1)) * 360 / corners
    return (closed(*(turned(line((1, 0)), angle)[0] for angle in angles)),)


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


def _struck_arc(rng: Rng) -> Strokes:
    bow = arc((0, 0), 1, 0, rng.uniform(150, 210))
    strikes = [
        turned(line((at, -0.3), (at, 1.4)), rng.uniform(-8, 8))
        for at in np.linspace(-0.4, 0.4, int(rng.integers(2, 4)))
    ]
    angle = rng.uniform(0, 360)
    return tuple(turned(stroke, angle) for stroke in (bow, *strikes))


def _loops(rng: Rng) -> Strokes:
    # A point further from the hub than the rim of a rolling wheel.
    angle = np.linspace(0, 2 * np.pi * rng.integers(3, 6), 145)
    reach = rng.uniform(2, 3.5)
    wheel = np.stack([angle - reach * np.sin(angle), reach * np.cos(angle)], axis=1)
    return (turned(wheel, rng.uniform(-45, 45)) * rng.choice([-1, 1]),)


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


def _stairs(rng: Rng) -> Strokes:
    steps = int(rng.integers(3, 5))
    tread = rng.uniform(0.8, 1.25)
    corners = [(tread * (at // 2), (at + 1) // 2) for at in range(2 * steps + 1)]
    return (line(*corners) * rng.choice([-1, 1], 2),)


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
        "strokes": scattered,
        "more strokes": scattered,
        "filled outline": filled,
        "other filled outline": filled,
    }
)

CHOOSING: Final[Family] = MappingProxyType(
    {
        "star": _star,
        "struck arc": _struck_arc,
        "loops": _loops,
        "stairs": _stairs,
    }
)

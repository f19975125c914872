"""The shapes of scribbles that score, and that no training sees.

They are things that people draw where a digit is asked for, none of which they would read as
one. Left out is what training sees in another form: a cross is the letter X or t, a sun is a
burst around a ring, an exclamation mark is a 1 with a dot. Coordinates are in the unit that
suits the shape, y downward.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np

from mnist.curves import arc, closed, line, through, turned
from mnist.drawings import Strokes
from mnist.scribbles import Family

Rng = np.random.Generator

# Waves along x and y; 1 to 2 is left out, it is an 8. One of each is even, so that the figure is
# most open at phase 0.
_FREQUENCIES = ((3, 2), (3, 4), (5, 2), (5, 4))


def _walk(rng: Rng) -> Strokes:
    walk = rng.normal(size=(rng.integers(80, 200), 2)).cumsum(axis=0)
    # As wide as high: one that drifts away looks like a line.
    return (walk / np.ptp(walk, axis=0),)


def _hatching(rng: Rng) -> Strokes:
    turns = int(rng.integers(7, 15))
    ends = np.arange(turns) % 2 + rng.uniform(-0.08, 0.08, turns)
    down = np.linspace(0, rng.uniform(0.7, 1.4), turns)
    return (turned(np.stack([ends, down], axis=1), rng.uniform(0, 180)),)


def _grid(rng: Rng) -> Strokes:
    across, along = (np.arange(n) - (n - 1) / 2 for n in rng.integers(2, 5, 2))
    wide, high = across[-1] + 0.8, along[-1] + 0.8
    return (
        *(line((at, -high), (at, high)) for at in across),
        *(line((-wide, at), (wide, at)) for at in along),
    )


def _spiral(rng: Rng) -> Strokes:
    turns = rng.uniform(2.3, 3.3)
    angle = np.linspace(0, 2 * np.pi * turns, int(24 * turns))
    way = rng.choice([-1, 1])
    arms = np.stack([np.cos(angle), way * np.sin(angle)], axis=1)
    return (turned(arms * angle[:, None], rng.uniform(0, 360)),)


def _lissajous(rng: Rng) -> Strokes:
    along_x, along_y = _FREQUENCIES[rng.integers(len(_FREQUENCIES))]
    angle = np.linspace(0, 2 * np.pi, 145)
    x = np.sin(along_x * angle + rng.uniform(-0.1, 0.1))
    return (np.stack([x, np.sin(along_y * angle)], axis=1),)


def _heart(rng: Rng) -> Strokes:
    tip = rng.uniform(1.6, 2.2)
    half = line((0, 0.3), (0.35, -0.25), (0.85, -0.2), (1, 0.35), (0.55, tip * 0.6), (0, tip))
    right = through(half)
    return (right, right * (-1, 1))


def _house(rng: Rng) -> Strokes:
    roof = rng.uniform(0.5, 1.1)
    door = rng.uniform(0.2, 0.8)
    return (
        closed((-1, 0), (1, 0), (1, 1.6), (-1, 1.6)),
        line((-1, 0), (0, -roof), (1, 0)),
        line((door - 0.5, 1.6), (door - 0.5, 0.8), (door, 0.8), (door, 1.6)),
    )


def _face(rng: Rng) -> Strokes:
    eyes = rng.uniform(0.3, 0.45)
    smile = arc((0, 0.1), (0.5, rng.uniform(0.2, 0.5)), 20, 160)
    return (arc((0, 0), 1), line((-eyes, -0.3)), line((eyes, -0.3)), smile)


def _arrow(rng: Rng) -> Strokes:
    head = rng.uniform(0.3, 0.6)
    way = rng.choice([0, 90, 180, 270])
    shaft, point = line((-1, 0), (1, 0)), line((1 - head, -head), (1, 0), (1 - head, head))
    return (turned(shaft, way), turned(point, way))


def _figure(rng: Rng) -> Strokes:
    arms, legs = rng.uniform(-0.4, 0.4, 2), rng.uniform(0.4, 0.8)
    return (
        arc((0, -1.4), 0.4),
        line((0, -1), (0, 0.4)),
        line((-0.8, -0.5 + arms[0]), (0, -0.6), (0.8, -0.5 + arms[1])),
        line((-legs, 1.5), (0, 0.4), (legs, 1.5)),
    )


def _check_mark(rng: Rng) -> Strokes:
    return (line((-0.6, -0.5), (0, 0), (rng.uniform(0.9, 1.4), -rng.uniform(1.2, 1.8))),)


def _question_mark(rng: Rng) -> Strokes:
    bow = arc((0, 0), (0.7, 0.7), 190, 430)
    stem = line(bow[-1], (0, rng.uniform(0.9, 1.1)), (0, rng.uniform(1.3, 1.5)))
    return (np.concatenate([bow, through(stem)]), line((0, rng.uniform(1.9, 2.2))))


def _envelope(rng: Rng) -> Strokes:
    width, fold = rng.uniform(1.3, 2), rng.uniform(0.4, 0.7)
    return (
        closed((0, 0), (width, 0), (width, 1), (0, 1)),
        line((0, 0), (width / 2, fold), (width, 0)),
    )


def _flower(rng: Rng) -> Strokes:
    petals = int(rng.integers(5, 8))
    petal = arc((1, 0), (0.5, 0.35))
    around = (turned(petal, at * 360 / petals) for at in range(petals))
    return (arc((0, 0), 0.5), *around, line((0, 1.5), (0, 3)))


def _tree(rng: Rng) -> Strokes:
    layers = int(rng.integers(2, 4))
    crowns = (closed((0, at - 1), (-1, at), (1, at)) for at in range(layers))
    return (*crowns, line((0, layers - 1), (0, layers - 1 + rng.uniform(0.5, 0.9))))


def _cup(rng: Rng) -> Strokes:
    height = rng.uniform(1.2, 1.8)
    handle = arc((0.9, height / 2), (0.6, height / 4), -90, 90)
    return (closed((-1, 0), (1, 0), (0.8, height), (-0.8, height)), handle)


SCORED: Final[Family] = MappingProxyType(
    {
        "walk": _walk,
        "hatching": _hatching,
        "grid": _grid,
        "spiral": _spiral,
        "Lissajous figure": _lissajous,
        "heart": _heart,
        "house": _house,
        "face": _face,
        "arrow": _arrow,
        "stick figure": _figure,
        "check mark": _check_mark,
        "question mark": _question_mark,
        "envelope": _envelope,
        "flower": _flower,
        "tree": _tree,
        "cup": _cup,
    }
)

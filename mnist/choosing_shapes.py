"""The shapes of scribbles that thresholds are chosen by.

How often what is learned gets refused tells little of what people come up with, so that none of
these is learned; and none scores, or what scores would have a hand in the choice. No person
would read one as a digit. Coordinates are in the unit that suits the shape, y downward.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np

from mnist.curves import arc, closed, line, through, turned
from mnist.drawings import Strokes
from mnist.scribbles import Family

Rng = np.random.Generator


def _star(rng: Rng) -> Strokes:
    # From each corner to one almost opposite: the inner ring of a blunt star is a 0.
    corners = int(rng.choice([5, 7]))
    angles = (np.arange(corners) * (corners // 2) + rng.uniform(0, 1)) * 360 / corners
    return (closed(*(turned(line((1, 0)), angle)[0] for angle in angles)),)


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


def _stairs(rng: Rng) -> Strokes:
    steps = int(rng.integers(3, 5))
    tread = rng.uniform(0.8, 1.25)
    corners = [(tread * (at // 2), (at + 1) // 2) for at in range(2 * steps + 1)]
    return (line(*corners) * rng.choice([-1, 1], 2),)


def _anchor(rng: Rng) -> Strokes:
    length, flukes = rng.uniform(1.4, 1.9), rng.uniform(0.6, 0.9)
    return (
        arc((0, -0.2), 0.2),
        line((0, 0), (0, length)),
        line((-0.4, 0.3), (0.4, 0.3)),
        arc((0, length - 0.5), (flukes, 0.5), 10, 170),
    )


def _caret(rng: Rng) -> Strokes:
    left, right = rng.uniform(0.5, 0.9, 2)
    return (line((-left, 1), (0, 0), (right, rng.uniform(0.8, 1.2))),)


def _fish(rng: Rng) -> Strokes:
    fat, tail = rng.uniform(0.4, 0.6), rng.uniform(0.3, 0.5)
    # The pen starts at one end of the tail, goes round the head and back to the other.
    way = line((-1, -tail), (-0.5, 0), (0.3, fat), (1, 0), (0.3, -fat), (-0.5, 0), (-1, tail))
    return (through(way) * (rng.choice([-1, 1]), 1),)


def _moon(rng: Rng) -> Strokes:
    outer = arc((0, 0), 1, 60, 300)
    inner = arc((0.5, 0), (rng.uniform(0.55, 0.75), np.sin(np.pi / 3)), 270, 90)
    return (np.concatenate([outer, inner, outer[:1]]) * (rng.choice([-1, 1]), 1),)


def _umbrella(rng: Rng) -> Strokes:
    height = rng.uniform(0.5, 0.9)
    handle = np.concatenate([line((0, 0), (0, 1)), arc((-0.2, 1), 0.2, 0, 180)])
    return (arc((0, 0), (1, height), 180, 360), line((-1, 0), (1, 0)), handle)


def _key(rng: Rng) -> Strokes:
    length = rng.uniform(1.6, 2.4)
    teeth = (line((at, 0), (at, rng.uniform(0.25, 0.5))) for at in (length - 0.35, length))
    strokes = (arc((0, 0), 0.45), line((0.45, 0), (length, 0)), *teeth)
    way = rng.choice([-1, 1])
    return tuple(stroke * (way, 1) for stroke in strokes)


def _trident(rng: Rng) -> Strokes:
    depth = rng.uniform(0.7, 1)
    bowl = arc((0, 0), (rng.uniform(0.5, 0.8), depth), 0, 180)
    return (bowl, line((0, -0.3), (0, depth + rng.uniform(0.5, 0.9))))


def _pi(rng: Rng) -> Strokes:
    legs = rng.uniform(0.3, 0.5, 2)
    return (
        line((-1, 0), (1, 0)),
        line((-legs[0], 0), (-legs[0], rng.uniform(1, 1.4))),
        line((legs[1], 0), (legs[1], rng.uniform(1, 1.4))),
    )


CHOOSING: Final[Family] = MappingProxyType(
    {
        "star": _star,
        "struck arc": _struck_arc,
        "loops": _loops,
        "stairs": _stairs,
        "anchor": _anchor,
        "caret": _caret,
        "fish": _fish,
        "moon": _moon,
        "umbrella": _umbrella,
        "key": _key,
        "trident": _trident,
        "pi": _pi,
    }
)

"""Drawings that nobody drew, as pen strokes, and the same drawing by another hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mnist.strokes import Points

Kind = Literal["digit", "letter", "symbol", "scribble", "pair", "crossed out", "marked"]
Strokes = tuple[Points, ...]

# How far one hand is from the next, at most: radians, x for each y, log of width to height.
_ROTATION = np.radians(10)
_SLANT = 0.2
_ASPECT = np.log(1.25)
# The tremor is a sum of waves. Lengths are in parts of the drawing's longest side.
_WAVES = 3
_AMPLITUDE = 0.025
_CYCLES = (0.5, 1.5)
# Long lines are given points this close, so that they tremble too.
_STEP = 0.1


@dataclass(frozen=True, eq=False)
class Drawing:
    """One drawing.

    Attributes:
        strokes: each float64 [n, 2], n >= 1, points (x, y) with y downward, in any unit.
        kind: what sort of drawing it is.
        source: the typeface or the generator that it comes from.
        name: what it shows: a character, a shape or digits.
    """

    strokes: Strokes
    kind: Kind
    source: str
    name: str


def vary(strokes: Sequence[Points], rng: np.random.Generator) -> Strokes:
    """The same drawing by another hand: turned, slanted, stretched, and with a tremor.

    It is turned by up to 10 degrees and slanted by up to 0.2, and its width to height changes by
    a factor of up to 1.25. The tremor moves a point by up to 11% of the longest side, half of
    them by less than 2%, and points close to each other alike: strokes that meet still meet.

    Args:
        strokes: at least one, each float64 [n, 2], n >= 1.
        rng: decides how.

    Returns:
        As many strokes, around (0, 0), the longest side about 1, with points added to long lines.
    """
    matrix = _matrix(rng)
    turned = [_dense(stroke) @ matrix for stroke in centred(strokes)]
    amplitudes = rng.uniform(-_AMPLITUDE, _AMPLITUDE, (_WAVES, 2))
    angles, phases = rng.uniform(0, 2 * np.pi, (2, _WAVES))
    waves = np.stack([np.cos(angles), np.sin(angles)]) * rng.uniform(*_CYCLES, _WAVES)
    return tuple(
        points + np.sin(2 * np.pi * points @ waves + phases) @ amplitudes for points in turned
    )


def centred(strokes: Sequence[Points]) -> Strokes:
    """Moved and scaled: the bounding box around (0, 0), its longest side 1, or 0 for a dot."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    side = (high - low).max() or 1.0
    return tuple((stroke - (low + high) / 2) / side for stroke in strokes)


def _matrix(rng: np.random.Generator) -> Points:
    """[2, 2], to multiply points with from the right."""
    angle = rng.uniform(-_ROTATION, _ROTATION)
    stretch = np.exp(rng.uniform(-_ASPECT, _ASPECT) / 2)
    slant = np.array([[1, 0], [rng.uniform(-_SLANT, _SLANT), 1]])
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    matrix: Points = np.diag([stretch, 1 / stretch]) @ slant @ turn
    return matrix


def _dense(stroke: Points) -> Points:
    """The same line with no two points further apart than _STEP."""
    moves = np.diff(stroke, axis=0)
    counts = np.maximum(np.ceil(np.hypot(*moves.T) / _STEP), 1).astype(int)
    lines = [
        start + move * np.arange(count)[:, None] / count
        for start, move, count in zip(stroke[:-1], moves, counts, strict=True)
    ]
    return np.concatenate([*lines, stroke[-1:]])

"""Digits that are not one digit: two side by side, and one crossed out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist.curves import line
from mnist.drawings import Drawing, Strokes, centred, vary
from mnist.strokes import PenDigit, Points

# Between two digits, in parts of the longest side of a digit: close, and never touching.
_GAP = (0.1, 0.5)
# How far strikes reach from a digit's middle at least, and beyond its sides.
_REACH = 0.4
_OVERSHOOT = 0.15


def pairs(digits: Sequence[PenDigit], count: int, rng: np.random.Generator) -> list[Drawing]:
    """Two digits side by side and one digit crossed out, in turn.

    A digit is crossed out by a large X or by four to six bars. By a single one it would be
    another digit, or the same: 7 and 0 are written with a bar, too.

    Args:
        digits: what to take digits from, at random.
        count: how many drawings.
        rng: decides which digits, and how they are written.

    Raises:
        ValueError: there are no digits to take.
    """
    if not digits:
        raise ValueError("expected at least one digit to make pairs of, found none")
    makers = (_side_by_side, _crossed_out)
    return [makers[at % len(makers)](digits, rng) for at in range(count)]


def _side_by_side(digits: Sequence[PenDigit], rng: np.random.Generator) -> Drawing:
    left, right = (digits[at] for at in rng.integers(len(digits), size=2))
    first, second = _written(left, rng), _written(right, rng)
    edge = _high(first)[0] - _low(second)[0]
    shift = np.array([edge + rng.uniform(*_GAP), rng.uniform(-0.1, 0.1)])
    moved = tuple(stroke + shift for stroke in second)
    return Drawing((*first, *moved), "pair", "side by side", f"{left.label}{right.label}")


def _crossed_out(digits: Sequence[PenDigit], rng: np.random.Generator) -> Drawing:
    digit = digits[rng.integers(len(digits))]
    strokes = _written(digit, rng)
    low, high = _low(strokes), _high(strokes)
    # Beyond its sides, and further for a narrow one, or the ends of the strikes go unseen.
    beyond = np.maximum(_REACH - (high - low) / 2, 0) + _OVERSHOOT
    strikes = _bars(rng) if rng.random() < 0.5 else _cross()
    corner, size = low - beyond, high - low + 2 * beyond
    struck = tuple(
        corner + size * (stroke + rng.uniform(-0.05, 0.05, stroke.shape)) for stroke in strikes
    )
    return Drawing((*strokes, *struck), "crossed out", "crossed out", str(digit.label))


def _cross() -> Strokes:
    """In the unit square."""
    return (line((0, 0), (1, 1)), line((1, 0), (0, 1)))


def _bars(rng: np.random.Generator) -> Strokes:
    """In the unit square, so many that none can be a part of a digit."""
    return tuple(line((0, at), (1, at)) for at in np.linspace(0.15, 0.85, int(rng.integers(4, 7))))


def _written(digit: PenDigit, rng: np.random.Generator) -> Strokes:
    """By another hand; the longest side is 1."""
    return centred(vary(digit.strokes, rng))


def _low(strokes: Strokes) -> Points:
    low: Points = np.concatenate(strokes).min(axis=0)
    return low


def _high(strokes: Strokes) -> Points:
    high: Points = np.concatenate(strokes).max(axis=0)
    return high

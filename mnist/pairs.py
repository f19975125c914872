"""Digits that are not one digit: two side by side, one crossed out, one with a mark beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist.curves import line, turned
from mnist.drawings import Drawing, Strokes, centred, vary
from mnist.strokes import PenDigit, Points

# Lengths are in parts of the longest side of a digit.
# Between two digits: close, and never touching.
_GAP = (0.1, 0.5)
# Between a digit and a mark: so far that even the widest pen leaves paper between them.
_APART = (0.3, 0.6)
# Dots, commas, dashes: no longer, or one beside a 1 is the pair 11.
_MARK = (0.05, 0.25)
# How far strikes reach from a digit's middle at least, and beyond its sides.
_REACH = 0.4
_OVERSHOOT = 0.15


def pairs(digits: Sequence[PenDigit], count: int, rng: np.random.Generator) -> list[Drawing]:
    """Two digits side by side, one digit crossed out and one with a mark beside it, in turn.

    A digit is crossed out by a large X or by four to six bars. By a single one it would be
    another digit, or the same: 7 and 0 are written with a bar, too. A mark is a dot or a dash on
    any side of a digit: of 7,494 digits that people drew, 7 have a dot apart from the rest.

    Args:
        digits: what to take digits from, at random.
        count: how many drawings.
        rng: decides which digits, and how they are written.

    Raises:
        ValueError: there are no digits to take.
    """
    if not digits:
        raise ValueError("expected at least one digit to make pairs of, found none")
    makers = (_side_by_side, _crossed_out, _marked)
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


def _marked(digits: Sequence[PenDigit], rng: np.random.Generator) -> Drawing:
    digit = digits[rng.integers(len(digits))]
    # The mark is put above the digit while that lies on any of its sides.
    turn = rng.choice([0, 90, 180, 270])
    strokes = [turned(stroke, turn) for stroke in _written(digit, rng)]
    low, high = _low(strokes), _high(strokes)
    mark = _mark(rng)
    place = (rng.uniform(low[0], high[0]), low[1] - rng.uniform(*_APART) - _high([mark])[1])
    upright = tuple(turned(stroke, -turn) for stroke in (*strokes, mark + place))
    return Drawing(upright, "marked", "marked", str(digit.label))


def _mark(rng: np.random.Generator) -> Points:
    """A dot or a dash around (0, 0)."""
    if rng.random() < 0.5:
        return line((0, 0))
    half = rng.uniform(*_MARK) / 2
    return turned(line((-half, 0), (half, 0)), rng.uniform(0, 180))


def _cross() -> Strokes:
    """In the unit square."""
    return (line((0, 0), (1, 1)), line((1, 0), (0, 1)))


def _bars(rng: np.random.Generator) -> Strokes:
    """In the unit square, so many that none can be a part of a digit."""
    return tuple(line((0, at), (1, at)) for at in np.linspace(0.15, 0.85, int(rng.integers(4, 7))))


def _written(digit: PenDigit, rng: np.random.Generator) -> Strokes:
    """By another hand; the longest side is 1."""
    return centred(vary(digit.strokes, rng))


def _low(strokes: Sequence[Points]) -> Points:
    low: Points = np.concatenate(strokes).min(axis=0)
    return low


def _high(strokes: Sequence[Points]) -> Points:
    high: Points = np.concatenate(strokes).max(axis=0)
    return high

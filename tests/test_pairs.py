"""Tests of mnist.pairs."""

import numpy as np
import pytest

from mnist.pairs import pairs
from mnist.strokes import PenDigit

ONE = PenDigit(1, 3, 0, (np.array([[5.0, 0.0], [5.0, 100.0]]),))
FOUR = PenDigit(
    4, 7, 1, (np.array([[40.0, 0.0], [0.0, 60.0], [70.0, 60.0]]), np.array([[50.0, 20], [50, 100]]))
)
DIGITS = [ONE, FOUR]
STROKES = {"1": 1, "4": 2}


@pytest.fixture(scope="module")
def drawings():
    return pairs(DIGITS, 600, np.random.default_rng(2))


def of_kind(drawings, kind):
    found = [drawing for drawing in drawings if drawing.kind == kind]
    assert len(found) == 200
    return found


def parted(drawing, count):
    """The points of its first strokes, and those of the others."""
    return np.concatenate(drawing.strokes[:count]), np.concatenate(drawing.strokes[count:])


def test_two_digits_stand_side_by_side_and_never_touch(drawings):
    for pair in of_kind(drawings, "pair"):
        count = STROKES[pair.name[0]]
        left, right = parted(pair, count)
        assert len(pair.strokes) == count + STROKES[pair.name[1]]
        assert 0.1 - 1e-9 <= right[:, 0].min() - left[:, 0].max() <= 0.5
        # On one line.
        assert min(left[:, 1].max(), right[:, 1].max()) > max(left[:, 1].min(), right[:, 1].min())


def test_all_digits_are_taken_in_every_place(drawings):
    assert {pair.name for pair in of_kind(drawings, "pair")} == {"11", "14", "41", "44"}
    assert {each.name for each in of_kind(drawings, "crossed out")} == {"1", "4"}
    assert {each.name for each in of_kind(drawings, "marked")} == {"1", "4"}


def test_a_digit_is_crossed_out_beyond_its_sides_by_more_than_one_stroke(drawings):
    counts = set()
    for each in of_kind(drawings, "crossed out"):
        count = STROKES[each.name]
        digit, strikes = parted(each, count)
        counts.add(len(each.strokes) - count)
        assert strikes[:, 0].min() < digit[:, 0].min()
        assert strikes[:, 0].max() > digit[:, 0].max()
        # A 1 has no width; what strikes it out has.
        assert np.ptp(strikes[:, 0]) > 0.8
    assert counts == {2, 4, 5, 6}


def test_a_mark_is_small_and_lies_apart_on_any_side_of_a_digit(drawings):
    sides = set()
    for each in of_kind(drawings, "marked"):
        count = STROKES[each.name]
        digit, mark = parted(each, count)
        assert len(each.strokes) == count + 1
        assert np.hypot(*np.ptp(mark, axis=0)) <= 0.25 + 1e-9
        gaps = {
            "left": digit[:, 0].min() - mark[:, 0].max(),
            "right": mark[:, 0].min() - digit[:, 0].max(),
            "above": digit[:, 1].min() - mark[:, 1].max(),
            "below": mark[:, 1].min() - digit[:, 1].max(),
        }
        side = max(gaps, key=gaps.__getitem__)
        assert 0.3 - 1e-9 <= gaps[side] <= 0.6
        sides.add(side)
    assert sides == {"left", "right", "above", "below"}


def test_marks_are_dots_and_dashes(drawings):
    lengths = {len(each.strokes[-1]) for each in of_kind(drawings, "marked")}
    assert lengths == {1, 2}


def test_the_same_numbers_make_the_same_pairs(drawings):
    again = pairs(DIGITS, 600, np.random.default_rng(2))
    for one, other in zip(drawings, again, strict=True):
        assert one.name == other.name
        np.testing.assert_array_equal(np.concatenate(one.strokes), np.concatenate(other.strokes))


def test_no_digits_are_refused():
    with pytest.raises(ValueError, match="at least one digit"):
        pairs([], 1, np.random.default_rng(0))

"""Tests of mnist.skeleton."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from skimage.draw import disk, line
from skimage.morphology import skeletonize

from mnist.skeleton import strokes

INK = arrays(bool, st.tuples(st.integers(1, 24), st.integers(1, 24)))


def blank(rows: int, columns: int) -> np.ndarray:
    return np.zeros((rows, columns), bool)


def covered(lines) -> set[tuple[int, int]]:
    """(row, column) of every pixel that straight lines between the points of strokes go over."""
    pixels = set()
    for points in lines:
        whole = points.astype(int)
        for (x, y), (to_x, to_y) in pairwise(whole):
            pixels |= set(zip(*map(np.ndarray.tolist, line(y, x, to_y, to_x)), strict=True))
        pixels.add((whole[0][1], whole[0][0]))
    return pixels


def test_no_ink_makes_no_strokes():
    assert strokes(blank(5, 5)) == ()


def test_a_thick_line_becomes_one_line_along_its_middle():
    ink = blank(20, 60)
    ink[8:13, 5:55] = True
    (stroke,) = strokes(ink)
    assert stroke[:, 1] == pytest.approx(10, abs=1)
    assert np.ptp(stroke[:, 0]) == pytest.approx(49, abs=5)
    assert len(stroke) <= 3


def test_a_dot_becomes_one_point():
    ink = blank(9, 9)
    ink[4, 6] = True
    (stroke,) = strokes(ink)
    assert stroke.tolist() == [[6, 4]]


def test_a_ring_that_touches_the_edge_becomes_one_closed_line():
    ink = blank(41, 41)
    ink[disk((20, 20), 20.5)] = True
    ink[disk((20, 20), 14)] = False
    (stroke,) = strokes(ink)
    assert stroke[0].tolist() == stroke[-1].tolist()
    assert np.hypot(*(stroke - 20).T) == pytest.approx(17, abs=1.5)


def test_lines_that_cross_become_four_arms_that_meet():
    ink = blank(41, 41)
    ink[20, :] = ink[:, 20] = True
    arms = strokes(ink)
    assert len(arms) == 4
    meeting = [{tuple(stroke[0]), tuple(stroke[-1])} for stroke in arms]
    assert set.intersection(*meeting) == {(20.0, 20.0)}


@settings(deadline=None)
@given(INK)
def test_the_strokes_follow_all_of_the_skeleton_and_nothing_else(ink):
    lines = covered(strokes(ink))
    skeleton = np.argwhere(skeletonize(ink, method="lee"))
    assert bool(lines) == bool(len(skeleton))
    for pixel in lines:
        assert np.abs(skeleton - pixel).max(axis=1).min() <= 2
    for row, column in skeleton.tolist():
        assert min(max(abs(row - r), abs(column - c)) for r, c in lines) <= 2

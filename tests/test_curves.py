"""Tests of mnist.curves."""

import numpy as np
import pytest

from mnist.curves import arc, closed, line, through, turned

CORNERS = np.array([[0.0, 0.0], [2.0, -1.0], [3.0, 1.0], [1.0, 3.0]])


def test_a_line_goes_from_point_to_point_and_a_closed_one_back():
    assert line((0, 1), (2, 3)).tolist() == [[0, 1], [2, 3]]
    assert closed((0, 1), (2, 3), (4, 0)).tolist() == [[0, 1], [2, 3], [4, 0], [0, 1]]


def test_an_arc_goes_clockwise_from_the_right_on_a_drawing():
    quarter = arc((1, 2), (3, 1), 0, 90)
    np.testing.assert_allclose(quarter[[0, -1]], [[4, 2], [1, 3]], atol=1e-12)
    np.testing.assert_allclose((((quarter - (1, 2)) / (3, 1)) ** 2).sum(axis=1), 1)


def test_a_whole_ellipse_ends_where_it_starts():
    ellipse = arc((0, 0), 2)
    assert ellipse[0] == pytest.approx(ellipse[-1], abs=1e-12)


@pytest.mark.parametrize("close", [False, True])
def test_a_curve_goes_through_its_points_without_a_corner(close):
    curve = through(CORNERS, close=close)
    for corner in CORNERS:
        assert np.hypot(*(curve - corner).T).min() == pytest.approx(0, abs=1e-12)
    assert (np.hypot(*(curve[0] - curve[-1])) < 1e-12) == close
    moves = np.diff(curve, axis=0)
    angles = np.degrees(np.unwrap(np.arctan2(moves[:, 1], moves[:, 0])))
    assert np.abs(np.diff(angles)).max() < 60


def test_a_quarter_turn_takes_right_to_down():
    np.testing.assert_allclose(turned(line((1, 0), (0, 2)), 90), [[0, 1], [-2, 0]], atol=1e-12)

"""Tests of mnist.drawings."""

import numpy as np
import pytest

from mnist.drawings import centred, vary

SEEDS = range(200)
UPRIGHT = (np.array([[3.0, 10.0], [3.0, 50.0]]),)
# Two strokes that meet in (20, 30), and one that does not.
FORK = (
    np.array([[0.0, 0.0], [20.0, 30.0]]),
    np.array([[40.0, 10.0], [20.0, 30.0], [22.0, 60.0]]),
    np.array([[5.0, 55.0]]),
)


def varied(strokes, seed):
    return vary(strokes, np.random.default_rng(seed))


def test_the_same_numbers_make_the_same_hand():
    for stroke, again in zip(varied(FORK, 1), varied(FORK, 1), strict=True):
        np.testing.assert_array_equal(stroke, again)


def test_other_numbers_make_another_hand():
    assert not np.allclose(varied(FORK, 1)[2], varied(FORK, 2)[2])


def test_strokes_that_meet_still_meet():
    for seed in SEEDS:
        first, second, dot = varied(FORK, seed)
        assert np.hypot(*(second - first[-1]).T).min() == pytest.approx(0, abs=1e-12)
        assert dot.shape == (1, 2)


def test_a_line_leans_both_ways_but_not_far():
    ends = np.array([varied(UPRIGHT, seed)[0][[0, -1]] for seed in SEEDS])
    across, along = (ends[:, 1] - ends[:, 0]).T
    angles = np.degrees(np.arctan2(across, along))
    # 10 degrees of turn, 11 of slant that the stretch makes 14, and the tremor of both ends.
    assert 15 < angles.max() < 35
    assert -35 < angles.min() < -15


def test_long_lines_tremble_and_do_so_little():
    bends = []
    for seed in SEEDS:
        line = varied(UPRIGHT, seed)[0]
        along = (line[-1] - line[0]) / np.hypot(*(line[-1] - line[0]))
        bends.append(np.abs((line - line[0]) @ (-along[1], along[0])).max())
    assert np.median(bends) > 0.01
    assert max(bends) < 0.2


def test_drawings_come_out_in_one_size_about_the_origin():
    for seed in SEEDS:
        points = np.concatenate(varied(FORK, seed))
        assert 0.8 < np.ptp(points, axis=0).max() < 1.5
        assert np.abs(points).max() < 0.85


def test_a_drawing_is_centred_whatever_its_place_and_size():
    for moved in (FORK, tuple(7 * stroke - 90 for stroke in FORK)):
        points = np.concatenate(centred(moved))
        np.testing.assert_allclose(points.min(axis=0), [-1 / 3, -0.5])
        np.testing.assert_allclose(points.max(axis=0), [1 / 3, 0.5])


def test_a_single_dot_is_centred_too():
    (dot,) = centred((np.array([[8.0, 9.0]]),))
    assert dot.tolist() == [[0, 0]]


def test_what_is_varied_is_left_as_it_was():
    before = [stroke.copy() for stroke in FORK]
    varied(FORK, 3)
    for stroke, kept in zip(FORK, before, strict=True):
        np.testing.assert_array_equal(stroke, kept)

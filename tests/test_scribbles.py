"""Tests of mnist.scribbles and of the shapes that are taught, choose thresholds and score."""

from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage

from mnist.choosing_shapes import CHOOSING
from mnist.config import InputConfig
from mnist.scored_shapes import SCORED
from mnist.scribbles import scribbles
from mnist.strokes import render
from mnist.taught_shapes import TAUGHT

FAMILIES = [
    pytest.param(TAUGHT, id="taught"),
    pytest.param(CHOOSING, id="choosing"),
    pytest.param(SCORED, id="scored"),
]
SHAPES = {**TAUGHT, **CHOOSING, **SCORED}


def images(name, count):
    rng = np.random.default_rng(5)
    return [
        render(drawing.strokes, InputConfig())
        for drawing in scribbles(count, rng, {name: SHAPES[name]})
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_shapes_come_in_turn(family):
    drawings = scribbles(len(family) + 2, np.random.default_rng(1), family)
    assert [drawing.name for drawing in drawings] == [*family, *list(family)[:2]]
    assert all((each.kind, each.source) == ("scribble", each.name) for each in drawings)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_numbers_make_the_same_scribbles(family):
    first, again = (scribbles(40, np.random.default_rng(8), family) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(np.concatenate(one.strokes), np.concatenate(other.strokes))


def test_what_is_taught_neither_chooses_nor_scores():
    for one, other in combinations([TAUGHT, CHOOSING, SCORED], 2):
        assert not set(one) & set(other)
        assert not set(one.values()) & set(other.values())


@pytest.mark.parametrize("name", SHAPES)
def test_no_scribble_of_a_shape_is_as_another(name):
    drawn = images(name, 8)
    assert all(image.max() > 0.5 for image in drawn)
    # Dots of the same number may be a single one, which is always alike.
    assert len({image.tobytes() for image in drawn}) >= (6 if name == "dots" else 8)


@pytest.mark.parametrize("name", SHAPES)
def test_no_scribble_is_an_upright_line(name):
    # A digit 1 as people draw it: narrow, as high as the box, and in one piece.
    for image in images(name, 40):
        rows, columns = np.nonzero(image >= 0.5)
        _, pieces = ndimage.label(image >= 0.5, np.ones((3, 3)))
        if np.ptp(rows) > 14 and pieces == 1:
            assert np.ptp(columns) >= 5

from __future__ import annotations

import numpy as np
import pytest

from mnist.compositions import filled, scattered


@pytest.mark.parametrize("make", [scattered, filled])
def test_no_composition_has_as_few_strokes_as_a_digit(make):
    rng = np.random.default_rng(1)
    assert all(len(make(rng)) >= 3 for _ in range(200))


def test_what_fills_an_outline_reaches_inside():
    rng = np.random.default_rng(2)
    for outline, *marks in (filled(rng) for _ in range(200)):
        low, high = outline.min(axis=0), outline.max(axis=0)
        for mark in marks:
            assert (low < mark.max(axis=0)).all()
            assert (mark.min(axis=0) < high).all()

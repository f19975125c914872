from __future__ import annotations

import numpy as np

from mnist.compositions import filled, scattered


def test_a_composition_has_one_to_seven_strokes():
    rng = np.random.default_rng(1)
    assert {len(scattered(rng)) for _ in range(2000)} == {*range(1, 8)}


def test_an_outline_is_filled_by_three_strokes_at_least():
    # With one, or two, it would be a 0, a 6, an 8 or a 9.
    rng = np.random.default_rng(1)
    assert {len(filled(rng)) for _ in range(200)} == {4, 5, 6}


def test_what_fills_an_outline_reaches_inside():
    rng = np.random.default_rng(2)
    for outline, *marks in (filled(rng) for _ in range(200)):
        low, high = outline.min(axis=0), outline.max(axis=0)
        for mark in marks:
            assert (low < mark.max(axis=0)).all()
            assert (mark.min(axis=0) < high).all()

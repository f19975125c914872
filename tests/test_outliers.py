"""Drawings that are unlike every digit, by the digits of MNIST."""

from pathlib import Path

import matplotlib
import numpy as np
import pytest

from mnist.alphabets import OTHER_LETTERS
from mnist.config import InputConfig
from mnist.drawings import vary
from mnist.letters import letters
from mnist.outliers import candidates, least_like, likeness
from mnist.renderings import images
from mnist.typefaces import DEJAVU_SANS

COUNT = 300


def written(characters):
    return letters(Path(matplotlib.get_data_path()), [DEJAVU_SANS], characters)


@pytest.fixture(scope="module")
def digits(mnist):
    return mnist.test_images[:5000]


@pytest.fixture(scope="module")
def some_letters():
    return written(OTHER_LETTERS[::7])


@pytest.fixture(scope="module")
def drawn(some_letters):
    return images(candidates(COUNT, some_letters, np.random.default_rng(1)), InputConfig())


def test_without_letters_there_are_no_candidates():
    with pytest.raises(ValueError, match="expected letters of other alphabets to draw, found none"):
        candidates(COUNT, [], np.random.default_rng(1))


def test_an_image_is_most_like_itself(digits):
    np.testing.assert_allclose(likeness(digits, digits[:40]), 1, atol=1e-5)
    assert likeness(digits[1:], digits[:1])[0] < 1


def test_likeness_does_not_depend_on_how_dark_the_ink_is(digits):
    faint = digits[:40] // 2
    np.testing.assert_allclose(likeness(digits, faint), 1, atol=1e-3)


def test_an_empty_image_is_like_no_digit(digits):
    assert likeness(digits, np.zeros((1, 28, 28), np.uint8))[0] == 0


def test_nothing_drawn_is_nothing_to_compare(digits):
    assert likeness(digits, digits[:0]).shape == (0,)
    assert least_like(digits, digits[:0], 0).shape == (0,)


def test_digits_are_left_out_first(digits, drawn):
    # As many digits as may be left out; but some of what chance draws is a digit too.
    unseen = digits[-len(drawn) + COUNT :]
    known = digits[: -len(unseen)]
    mixed = np.concatenate([unseen, drawn[:COUNT]])
    kept = least_like(known, mixed, COUNT)
    assert len(kept) == COUNT
    assert (kept >= len(unseen)).mean() > 0.8


def test_what_is_kept_is_less_like_digits_than_they_are_like_each_other(digits, drawn):
    kept = drawn[least_like(digits, drawn, COUNT)]
    own = likeness(digits[500:], digits[:500])
    assert likeness(digits, kept).max() < np.quantile(own, 0.02)


def test_the_order_of_the_drawings_is_kept(digits, drawn):
    kept = least_like(digits, drawn, COUNT)
    assert (np.diff(kept) > 0).all()


def test_letters_that_look_like_a_digit_are_left_out(digits):
    rng = np.random.default_rng(2)
    alike, unlike = (
        images([vary(each.strokes, rng) for each in written(them)], InputConfig())
        for them in ("ОЗЧбՏջ", "ЖЩЮМשѨ")
    )
    kept = least_like(digits, np.concatenate([alike, unlike]), len(unlike))
    assert kept.tolist() == list(range(len(alike), len(alike) + len(unlike)))


def test_the_same_numbers_make_the_same_drawings(some_letters):
    first, again = (candidates(20, some_letters, np.random.default_rng(3)) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(np.concatenate(one), np.concatenate(other))

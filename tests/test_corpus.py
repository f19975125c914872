"""Tests of mnist.corpus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.config import CorpusConfig, InputConfig
from mnist.corpus import NOT_A_DIGIT, Taught, corpus
from mnist.drawings import Drawing
from mnist.normalise import normalise
from mnist.outliers import likeness
from mnist.renderings import images
from mnist.strokes import PenDigit, render
from mnist.train import Labelled

IMAGE = InputConfig()
CONFIG = CorpusConfig(renderings=2, copies=1, typed=4, letters=3, scribbles=7, outliers=9, pairs=5)
BAR = (np.array([[0.0, 0.0], [1.0, 9.0]]),)
RING = (np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 40)), np.sin(t)], axis=1),)
HOOK = (np.array([[0.0, 0.0], [5.0, 0.0], [1.0, 9.0]]),)
OTHERS = [Drawing((*BAR, *RING, *HOOK), "letter", "a face", "Ю")]
NOTHING = Taught([], [], OTHERS)


@pytest.fixture(scope="module")
def digits() -> list[PenDigit]:
    return [PenDigit(1, 1, 1, BAR), PenDigit(0, 2, 1, RING), PenDigit(7, 2, 2, HOOK)]


@pytest.fixture(scope="module")
def mnist() -> Labelled:
    return Labelled(np.full((4, 28, 28), 9, np.uint8), np.array([3, 1, 4, 1], np.uint8))


@pytest.fixture(scope="module")
def taught() -> Taught:
    return Taught(
        digits=[Drawing(RING, "digit", "a face", "0")],
        letters=[
            Drawing((*BAR, *HOOK), "letter", "a face", "K"),
            Drawing(HOOK, "letter", "a face", "r"),
        ],
        others=OTHERS,
    )


@pytest.fixture(scope="module")
def everything(mnist: Labelled, digits: list[PenDigit], taught: Taught) -> Labelled:
    return corpus(mnist, digits, taught, IMAGE, CONFIG)


def of(data: Labelled, label: int) -> NDArray[np.uint8]:
    return data.images[data.labels == label]


def test_there_is_as_much_of_each_as_was_asked_for(everything: Labelled) -> None:
    assert len(of(everything, NOT_A_DIGIT)) == 2 * 3 + 7 + 5 + 9
    assert np.bincount(everything.labels).tolist() == [3 + 4, 2 + 3, 0, 1, 1, 0, 0, 3, 0, 0, 27]


def test_mnist_comes_first_and_is_left_as_it_is(everything: Labelled, mnist: Labelled) -> None:
    assert np.array_equal(everything.images[: len(mnist)], mnist.images)
    assert np.array_equal(everything.labels[: len(mnist)], mnist.labels)


def test_a_digit_is_drawn_anew_with_another_pen(everything: Labelled) -> None:
    first, second = of(everything, 0)[:2]
    assert not np.array_equal(first, second)
    widest = render(RING, replace(IMAGE, pen_width=CONFIG.pen_widths[1]))
    thinnest = render(RING, replace(IMAGE, pen_width=CONFIG.pen_widths[0]))
    ink = [float(each.sum(dtype=np.float64)) / 255 for each in (first, second)]
    assert thinnest.sum() < min(ink)
    assert max(ink) < widest.sum()


def test_the_digit_of_a_typeface_is_never_twice_the_same(everything: Labelled) -> None:
    zeros = of(everything, 0)
    assert len({image.tobytes() for image in zeros}) == len(zeros)


def test_a_letter_is_never_twice_the_same(everything: Labelled) -> None:
    found = of(everything, NOT_A_DIGIT)
    assert len({image.tobytes() for image in found}) == len(found)


def test_no_outlier_is_much_like_a_digit(everything: Labelled) -> None:
    digits = everything.images[everything.labels != NOT_A_DIGIT]
    assert likeness(digits, everything.images[-CONFIG.outliers :]).max() < 0.9


def test_the_seed_decides(mnist: Labelled, digits: list[PenDigit], everything: Labelled) -> None:
    again = corpus(mnist, digits, NOTHING, IMAGE, CONFIG)
    same = corpus(mnist, digits, NOTHING, IMAGE, CONFIG)
    other = corpus(mnist, digits, NOTHING, IMAGE, replace(CONFIG, seed=1))
    assert np.array_equal(again.images, same.images)
    assert not np.array_equal(again.images, other.images)


def test_images_are_those_of_the_page_in_grey_levels(digits: list[PenDigit]) -> None:
    made = images([each.strokes for each in digits], IMAGE)
    assert made.dtype == np.uint8
    shown = np.array([render(each.strokes, IMAGE) for each in digits])
    assert normalise(made)[..., 0] == pytest.approx(shown, abs=0.5 / 255 + 1e-6)


def test_no_drawings_are_no_images() -> None:
    assert images([], IMAGE).shape == (0, 28, 28)

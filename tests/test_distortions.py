"""Tests of mnist.distortions."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.config import AugmentationConfig
from mnist.dataset import Mnist
from mnist.distortions import DIGITS, DRAWS, TIMES, distorted, each_alone, examples, typical

CONFIG = AugmentationConfig(rotation=10, shift=2, thickness=0.5)


@pytest.fixture(scope="module")
def digits(mnist: Mnist) -> NDArray[np.uint8]:
    return mnist.train_images[:20]


def change(images: NDArray[np.uint8], originals: NDArray[np.uint8]) -> NDArray[np.float64]:
    difference: NDArray[np.float64] = np.abs(images.astype(float) - originals).mean(axis=(-2, -1))
    return difference


def test_only_distortions_that_are_on_are_shown_alone() -> None:
    assert each_alone(CONFIG) == {
        "rotation": AugmentationConfig(rotation=10),
        "shift": AugmentationConfig(shift=2),
        "thickness": AugmentationConfig(thickness=0.5),
    }


def test_images_are_distorted_several_times_each_in_its_own_way(digits: NDArray[np.uint8]) -> None:
    images = distorted(digits, CONFIG, 4)
    assert images.shape == (20, 4, 28, 28)
    assert images.dtype == np.uint8
    assert len({image.tobytes() for image in images[0]}) == 4
    np.testing.assert_array_equal(images, distorted(digits, CONFIG, 4))


def test_nothing_to_distort_leaves_the_pixels_as_they_are(digits: NDArray[np.uint8]) -> None:
    images = distorted(digits, AugmentationConfig(), 2)
    np.testing.assert_array_equal(images[:, 0], digits)
    np.testing.assert_array_equal(images[:, 1], digits)


@pytest.mark.parametrize("config", each_alone(CONFIG).values(), ids=each_alone(CONFIG))
def test_as_many_draws_change_an_image_more_than_the_typical_one_as_less(
    digits: NDArray[np.uint8], config: AugmentationConfig
) -> None:
    drawn = change(distorted(digits, config, DRAWS), digits[:, np.newaxis])
    shown = change(typical(digits, config), digits)
    np.testing.assert_allclose(shown, np.median(drawn, axis=1))
    assert shown.min() > 0


def test_examples_are_of_the_digits_that_they_say(mnist: Mnist) -> None:
    shown = examples(mnist.train_images, mnist.train_labels, CONFIG)
    assert tuple(mnist.train_labels[shown.indices]) == DIGITS
    assert shown.alone.keys() == each_alone(CONFIG).keys()
    assert {images.shape for images in shown.alone.values()} == {(len(DIGITS), 28, 28)}
    assert shown.together.shape == (TIMES, len(DIGITS), 28, 28)
    originals = mnist.train_images[shown.indices]
    assert change(shown.together, originals).min() > 0

"""Tests of mnist.augment."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray
from scipy.ndimage import center_of_mass

from mnist.augment import Augment, augment
from mnist.config import AugmentationConfig
from mnist.dataset import Mnist
from mnist.normalise import normalise

Images = NDArray[np.float32]

ALL = AugmentationConfig(
    rotation=10, zoom=0.1, shift=1.5, shear=0.2, thickness=0.5, flip="horizontal"
)


@pytest.fixture(scope="module")
def digits(mnist: Mnist) -> Images:
    return normalise(mnist.train_images[:256])


def distorted(images: Images, config: AugmentationConfig, seed: int = 1) -> Images:
    result: Images = augment(tf.constant(images), tf.constant([seed, 0]), config).numpy()
    return result


def centres(images: Images) -> NDArray[np.float64]:
    return np.array([center_of_mass(image[..., 0]) for image in images])


def ink(images: Images) -> NDArray[np.float64]:
    return images.sum(axis=(1, 2, 3), dtype=np.float64)


def test_images_keep_their_shape_and_range(digits: Images) -> None:
    images = distorted(digits, ALL)
    assert images.shape == digits.shape
    assert images.dtype == np.float32
    assert images.min() >= 0
    assert images.max() <= 1
    assert not np.allclose(images, digits)


def test_the_seed_decides_the_distortion(digits: Images) -> None:
    assert np.array_equal(distorted(digits, ALL, 1), distorted(digits, ALL, 1))
    assert not np.allclose(distorted(digits, ALL, 1), distorted(digits, ALL, 2))


def test_every_image_is_distorted_in_its_own_way(digits: Images) -> None:
    copies = np.repeat(digits[:1], 16, axis=0)
    images = distorted(copies, AugmentationConfig(rotation=10))
    assert len({image.tobytes() for image in images}) == len(copies)


def test_no_limit_is_no_distortion(digits: Images) -> None:
    assert np.allclose(distorted(digits, AugmentationConfig()), digits, atol=1e-6)


def test_a_shift_moves_the_centre_by_no_more_than_its_limit(digits: Images) -> None:
    moved = centres(distorted(digits, AugmentationConfig(shift=2))) - centres(digits)
    assert np.abs(moved).max() <= 2.05  # a part of a pixel blurs the edge a little
    assert np.abs(moved).max() > 1.5
    assert np.abs(moved.mean(axis=0)).max() < 0.3


def test_zoom_grows_and_shrinks_the_ink(digits: Images) -> None:
    share = ink(distorted(digits, AugmentationConfig(zoom=0.2))) / ink(digits)
    assert share.max() <= 1.2**2 * 1.03
    assert share.min() >= 1.2**-2 * 0.97
    assert share.max() > 1.2
    assert share.min() < 0.8


def test_rotation_turns_a_bar_by_no_more_than_its_limit() -> None:
    bar = np.zeros((200, 28, 28, 1), np.float32)
    bar[:, 4:24, 13:15] = 1
    angles = [_angle(image[..., 0]) for image in distorted(bar, AugmentationConfig(rotation=20))]
    assert max(np.abs(angles)) <= 20.5
    assert max(angles) > 15
    assert min(angles) < -15


def test_shear_slants_a_bar_and_keeps_a_level_line_level() -> None:
    upright = np.zeros((200, 28, 28, 1), np.float32)
    upright[:, 4:24, 13:15] = 1
    level = upright.transpose(0, 2, 1, 3).copy()
    config = AugmentationConfig(shear=0.3)
    assert max(abs(_angle(image[..., 0])) for image in distorted(upright, config)) > 12
    assert max(abs(abs(_angle(image[..., 0])) - 90) for image in distorted(level, config)) < 0.5


def test_thickness_adds_and_takes_ink_and_moves_nothing(digits: Images) -> None:
    images = distorted(digits, AugmentationConfig(thickness=0.5))
    share = ink(images) / ink(digits)
    assert share.max() > 1.2
    assert share.min() < 0.85
    assert np.abs(centres(images) - centres(digits)).max() < 0.5


@pytest.mark.parametrize(("flip", "axis"), [("horizontal", 2), ("vertical", 1)])
def test_a_flip_mirrors_about_half_of_the_images(digits: Images, flip: str, axis: int) -> None:
    images = distorted(digits, AugmentationConfig(flip=flip))  # type: ignore[arg-type]
    mirrored = np.array(
        [np.allclose(a, np.flip(b, axis - 1)) for a, b in zip(images, digits, strict=True)]
    )
    kept = np.array([np.allclose(a, b) for a, b in zip(images, digits, strict=True)])
    assert (mirrored | kept).all()
    assert 0.35 < mirrored.mean() < 0.65


def test_the_layer_distorts_in_training_alone_and_anew_at_every_step(digits: Images) -> None:
    layer = Augment(ALL, seed=3)
    assert np.array_equal(layer(digits, training=False), digits)
    first, second = layer(digits, training=True).numpy(), layer(digits, training=True).numpy()
    assert not np.allclose(first, second)
    again = Augment(ALL, seed=3)
    assert np.array_equal(again(digits, training=True), first)
    assert np.array_equal(again(digits, training=True), second)


def _angle(image: NDArray[np.float32]) -> float:
    """Degrees between the upright and the long axis of the ink."""
    rows, columns = np.nonzero(image > 0.1)
    covariance = np.cov(columns, rows, aweights=image[rows, columns])
    long_axis = np.linalg.eigh(covariance)[1][:, 1]
    return float(np.rad2deg(np.arctan(long_axis[0] / long_axis[1])))

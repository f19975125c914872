from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from mnist import exploration
from mnist.dataset import Mnist


def test_classes_of_the_training_set(mnist: Mnist) -> None:
    counts = exploration.class_counts(mnist.train_labels)
    balance = exploration.balance(counts)
    assert (balance.most.digit, balance.most.count) == (1, 6742)
    assert (balance.least.digit, balance.least.count) == (5, 5421)
    assert balance.difference == 1321
    assert balance.difference_of_least == pytest.approx(1321 / 5421)
    assert balance.share_points == pytest.approx(100 * 1321 / 60000)
    assert sum(each.share for each in counts) == pytest.approx(1)


def test_a_class_without_samples_is_refused() -> None:
    with pytest.raises(ValueError, match="found none of 3"):
        exploration.balance(exploration.class_counts(np.array([0, 1, 2, 4, 5, 6, 7, 8, 9], "u1")))


def test_pixel_statistics_are_those_of_the_pixels(mnist: Mnist) -> None:
    histogram = exploration.pixel_histogram(mnist.test_images)
    statistics = exploration.pixel_statistics(histogram)
    assert histogram.sum() == mnist.test_images.size
    assert statistics.mean == pytest.approx(mnist.test_images.mean())
    assert statistics.std == pytest.approx(mnist.test_images.std())
    assert statistics.normalised_mean == pytest.approx((mnist.test_images / 255).mean())
    assert statistics.black_share == pytest.approx((mnist.test_images == 0).mean())
    assert (statistics.minimum, statistics.maximum) == (0, 255)


def test_mean_images_are_those_of_each_class(mnist: Mnist) -> None:
    means = exploration.mean_images(mnist.test_images, mnist.test_labels)
    fours = mnist.test_images[mnist.test_labels == 4]
    assert means.shape == (10, 28, 28)
    assert np.abs(means[4] - fours.mean(axis=0)).max() <= 0.5


def test_centres_of_mass_agree_with_scipy(mnist: Mnist) -> None:
    images = mnist.test_images[:50]
    expected = [ndimage.center_of_mass(image)[::-1] for image in images]
    assert np.allclose(exploration.centres_of_mass(images), expected)


def test_mnist_is_centred_in_a_box_of_twenty_pixels(mnist: Mnist) -> None:
    centre = exploration.centres_of_mass(mnist.train_images).mean(axis=0)
    assert centre == pytest.approx((14.007, 13.996), abs=5e-4)
    sides = exploration.longest_sides(mnist.train_images)
    assert sides[20] == 59_987
    assert sum(sides.values()) == 60_000


def test_the_longest_side_of_a_drawn_box() -> None:
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 5:8, 10:22] = 1
    assert exploration.longest_sides(image) == {12: 1}


def test_first_of_each_class(mnist: Mnist) -> None:
    indices = exploration.first_of_each_class(mnist.train_labels, 3)
    assert (mnist.train_labels[indices] == np.arange(10)[:, None]).all()
    assert np.flatnonzero(mnist.train_labels == 7)[:3].tolist() == indices[7].tolist()

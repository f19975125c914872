from __future__ import annotations

import numpy as np

from mnist.config import BASELINE
from mnist.dataset import Mnist
from mnist.features import feature_maps, first_kernels
from mnist.train import new_model


def test_kernels_and_maps_have_the_shapes_of_the_blocks(mnist: Mnist) -> None:
    model = new_model(BASELINE, 1)
    first, second = feature_maps(model, mnist.train_images[:3])
    assert first_kernels(model).shape == (32, 3, 3)
    assert first.shape == (3, 32, 26, 26)
    assert second.shape == (3, 64, 11, 11)
    assert first.min() == 0 < first.max()


def test_a_map_is_the_rectified_correlation_with_its_kernel(mnist: Mnist) -> None:
    model = new_model(BASELINE, 1)
    kernel = first_kernels(model)[5]
    image = mnist.train_images[0] / 255
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    expected = np.maximum((windows * kernel).sum(axis=(2, 3)), 0)
    found = feature_maps(model, mnist.train_images[:1])[0][0, 5]
    assert np.allclose(found, expected, atol=1e-5)

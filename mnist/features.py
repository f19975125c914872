"""What a trained network looks at: its first kernels and the maps of its blocks."""

from __future__ import annotations

from typing import cast

import keras
import numpy as np
from numpy.typing import NDArray

from mnist.normalise import normalise


def first_kernels(model: keras.Model) -> NDArray[np.float32]:
    """Kernels of the first convolution, float32 [filters, height, width]."""
    kernel = _convolutions(model)[0].kernel.numpy()
    return cast("NDArray[np.float32]", kernel[:, :, 0, :].transpose(2, 0, 1))


def feature_maps(model: keras.Model, images: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
    """Activations after the ReLU of every convolution.

    Args:
        model: a network that `mnist.model.build_model` made.
        images: uint8 [n, height, width].

    Returns:
        One float32 [n, filters, rows, columns] a convolution, 0 or more.
    """
    outputs = [layer.output for layer in _convolutions(model)]
    maps = keras.Model(model.inputs[0], outputs)(normalise(images), training=False)
    return [each.numpy().transpose(0, 3, 1, 2) for each in maps]


def _convolutions(model: keras.Model) -> list[keras.layers.Conv2D]:
    return [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]

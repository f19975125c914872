"""Random distortions of images while a network learns: batched, in the graph, by seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from mnist.config import AugmentationConfig

Tensor = Any


class Augment(keras.layers.Layer):  # type: ignore[misc]
    """Distorts what it is given in training, and nothing otherwise.

    Args:
        config: the limits of the distortions.
        seed: the same seed distorts the same batches alike, step by step.
    """

    def __init__(self, config: AugmentationConfig, seed: int) -> None:
        super().__init__()
        self._config = config
        self._seeds = keras.random.SeedGenerator(seed)

    def call(self, images: Tensor, training: bool = False) -> Tensor:
        """Images float32 [n, height, width, 1] -> the same shape."""
        return augment(images, self._seeds.next(), self._config) if training else images


def augment(images: Tensor, seed: Tensor, config: AugmentationConfig) -> Tensor:
    """Distort every image of a batch in its own way.

    Args:
        images: float32 [n, height, width, 1], 0 to 1, with a black background.
        seed: two integers; the same give the same distortions.
        config: the limits.

    Returns:
        float32, of the shape given, 0 to 1.
    """
    affine, thickness, flip = tf.unstack(tf.random.experimental.stateless_split(seed, 3))
    images = _transform(images, _matrices(affine, images, config))
    if config.thickness:
        images = _thicken(images, _uniform(thickness, images, config.thickness))
    return _flip(images, flip, config.flip) if config.flip else images


def _uniform(seed: Tensor, images: Tensor, limit: float | None, columns: int = 1) -> Tensor:
    """Between ``-limit`` and ``limit``, float32 [n, columns]."""
    bound = limit or 0.0
    shape = [tf.shape(images)[0], columns]
    # Drawn even where the limit is 0, so that one distortion does not move another's numbers.
    return tf.random.stateless_uniform(shape, seed, -1.0, 1.0) * bound


def _matrices(seed: Tensor, images: Tensor, config: AugmentationConfig) -> Tensor:
    """Affine maps from the place of an output pixel to that of its input, float32 [n, 2, 3]."""
    seeds = tf.unstack(tf.random.experimental.stateless_split(seed, 4))
    angle = _uniform(seeds[0], images, np.deg2rad(config.rotation or 0.0))[:, 0]
    # A factor and its inverse are equally likely.
    scale = tf.exp(_uniform(seeds[1], images, np.log1p(config.zoom or 0.0))[:, 0])
    shift = _uniform(seeds[2], images, config.shift, columns=2)
    slant = _uniform(seeds[3], images, config.shear)[:, 0]
    cos, sin = scale * tf.cos(angle), scale * tf.sin(angle)
    linear = tf.stack(
        [
            tf.stack([cos, cos * slant - sin], axis=1),
            tf.stack([sin, sin * slant + cos], axis=1),
        ],
        axis=1,
    )
    height, width = images.shape[1:3]
    middle = tf.constant([(width - 1) / 2, (height - 1) / 2], tf.float32)
    offset = middle - tf.linalg.matvec(linear, middle) + shift
    return tf.concat([linear, offset[:, :, tf.newaxis]], axis=2)


def _transform(images: Tensor, matrices: Tensor) -> Tensor:
    """Bilinear; what comes from outside the image is black."""
    count = tf.shape(images)[0]
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=tf.concat([tf.reshape(matrices, [count, 6]), tf.zeros([count, 2])], axis=1),
        output_shape=tf.shape(images)[1:3],
        fill_value=0.0,
        interpolation="BILINEAR",
    )


def _thicken(images: Tensor, share: Tensor) -> Tensor:
    """Blend with the brightest (share > 0) or the darkest (share < 0) of 3 x 3 neighbours."""
    share = tf.reshape(share, [-1, 1, 1, 1])
    thicker, thinner = _extremes(images, tf.maximum, 0.0), _extremes(images, tf.minimum, 1.0)
    return images + tf.nn.relu(share) * (thicker - images) - tf.nn.relu(-share) * (images - thinner)


def _extremes(images: Tensor, of: Callable[[Tensor, Tensor], Tensor], outside: float) -> Tensor:
    """The brightest or the darkest of 3 x 3 neighbours, along rows and then along columns.

    Pooling gives the same, and takes five times as long for images of one channel.
    """
    padded = tf.pad(images, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=outside)
    rows = of(of(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])
    return of(of(rows[:, :, :-2], rows[:, :, 1:-1]), rows[:, :, 2:])


def _flip(images: Tensor, seed: Tensor, axis: str) -> Tensor:
    """Mirror every other image, on average."""
    mirrored = tf.reverse(images, axis=[2 if axis == "horizontal" else 1])
    chosen = tf.random.stateless_uniform([tf.shape(images)[0], 1, 1, 1], seed) < 0.5
    return tf.where(chosen, mirrored, images)

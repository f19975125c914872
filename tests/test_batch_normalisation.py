from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from mnist.batch_normalisation import BatchNormalization

CHANNELS = 3


@pytest.fixture
def maps() -> tf.Tensor:
    values = np.random.default_rng(1).normal(2.0, 3.0, (8, 5, 4, CHANNELS))
    return tf.constant(values, tf.float32)


def fitted(layer: keras.Layer) -> Any:
    """With weights that are not those of a new layer."""
    layer.build((None, 5, 4, CHANNELS))
    layer.set_weights([np.arange(1.0, CHANNELS + 1) * scale for scale in (0.5, -1.0, 2.0, 4.0)])
    return layer


def trained(layer: Any, maps: tf.Tensor) -> list[np.ndarray]:
    """What it gives in training, its gradients, and what it then holds."""
    weights = tf.reshape(tf.range(tf.size(maps), dtype=tf.float32), maps.shape)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        normal = layer(maps, training=True)
        loss = tf.reduce_mean(weights * normal**2)
    gradients = tape.gradient(loss, [maps, layer.gamma.value, layer.beta.value])
    return [each.numpy() for each in [normal, *gradients]] + layer.get_weights()


def test_it_trains_as_keras_does(maps: tf.Tensor) -> None:
    ours = trained(fitted(BatchNormalization()), maps)
    theirs = trained(fitted(keras.layers.BatchNormalization()), maps)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)


def test_it_reads_as_keras_does(maps: tf.Tensor) -> None:
    ours, theirs = fitted(BatchNormalization()), fitted(keras.layers.BatchNormalization())
    assert np.array_equal(ours(maps), theirs(maps))
    assert np.array_equal(ours.get_weights(), theirs.get_weights())

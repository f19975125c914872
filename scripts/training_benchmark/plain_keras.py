"""Keras as its guides show it: stock layers, stock Adam, arrays of floats, `fit`.

Imports nothing of ours that sets TensorFlow up in another way than it comes.
"""

from __future__ import annotations

import keras
import numpy as np
from keras import layers

from mnist.config import BASELINE, ModelConfig
from scripts.training_benchmark.clock import Clock, runtime
from scripts.training_benchmark.images import Images, floats
from scripts.training_benchmark.order import Course, Order


def train(order: Order, images: Images) -> Course:
    """With all defaults: on a machine without a graphics card, a graph of operations."""
    return _fit(order, images, "auto")


def train_compiled(order: Order, images: Images) -> Course:
    """The same, the step being compiled by XLA."""
    return _fit(order, images, True)


def _fit(order: Order, images: Images, jit_compile: bool | str) -> Course:
    keras.utils.set_random_seed(order.seed)
    model = network()
    model.compile(
        optimizer=keras.optimizers.Adam(order.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=jit_compile,
    )
    clock = Clock()
    model.fit(
        floats(images.training)[..., np.newaxis],
        images.training_labels,
        batch_size=order.batch_size,
        epochs=order.epochs,
        validation_data=(floats(images.validation)[..., np.newaxis], images.validation_labels),
        callbacks=[clock],
        verbose=0,
    )
    compiled = ", XLA" if model.jit_compile else ""
    return Course(runtime() + compiled, clock.seconds, clock.accuracies)


def network() -> keras.Model:
    """The baseline's network of Keras's own layers."""
    config = BASELINE.model
    if not isinstance(config, ModelConfig):
        raise TypeError(f"expected the baseline's network, found {type(config).__name__}")
    size = BASELINE.input.size
    return keras.Sequential(
        [
            keras.Input(shape=(size, size, 1)),
            layers.Conv2D(config.filters[0], config.kernel, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(config.pool),
            layers.Conv2D(config.filters[1], config.kernel, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(config.pool),
            layers.Flatten(),
            layers.Dense(config.units, activation="relu"),
            layers.Dropout(config.dropout),
            layers.Dense(config.classes, activation="softmax"),
        ]
    )

"""Adam in one operation, beside Keras's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest

from mnist.adam import Adam


def trained(optimizer: keras.optimizers.Optimizer) -> list[np.ndarray]:
    """The weights of a small network after some steps on random numbers."""
    keras.utils.set_random_seed(1)
    rng = np.random.default_rng(2)
    network = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(5, activation="tanh"), keras.layers.Dense(3)]
    )
    network.compile(optimizer, loss="mse")
    network.fit(rng.random((64, 6)), rng.random((64, 3)), batch_size=8, epochs=3, verbose=0)
    weights: list[np.ndarray] = network.get_weights()
    return weights


def rate() -> keras.optimizers.schedules.LearningRateSchedule:
    return keras.optimizers.schedules.CosineDecay(0.05, decay_steps=24)


@pytest.mark.parametrize("make", [lambda: 0.01, rate], ids=["constant", "falling"])
def test_it_trains_as_keras_does(make: Callable[[], Any]) -> None:
    ours, theirs = trained(Adam(make())), trained(keras.optimizers.Adam(make()))
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


def test_the_same_seed_trains_alike() -> None:
    first, again = trained(Adam(0.01)), trained(Adam(0.01))
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_it_does_train() -> None:
    first, longer = trained(Adam(0.0)), trained(Adam(0.01))
    assert not np.allclose(first[0], longer[0])

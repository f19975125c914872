from __future__ import annotations

import numpy as np
import pytest

from mnist.config import BASELINE
from mnist.model import build_model, multiply_adds, pack_weights, topology, unpack_weights
from mnist.train import new_model


def test_the_baseline_is_the_network_of_the_report() -> None:
    model = build_model(BASELINE.input, BASELINE.model)
    layers = [(each["layer"], each["output"][1:]) for each in topology(model)]
    assert layers == [
        ("Conv2D", [26, 26, 32]),
        ("BatchNormalization", [26, 26, 32]),
        ("MaxPooling2D", [13, 13, 32]),
        ("Conv2D", [11, 11, 64]),
        ("BatchNormalization", [11, 11, 64]),
        ("MaxPooling2D", [5, 5, 64]),
        ("Flatten", [1600]),
        ("Dense", [128]),
        ("Dropout", [128]),
        ("Dense", [10]),
    ]
    assert model.count_params() == 225_418


def test_multiply_adds_of_the_baseline() -> None:
    convolutions = 26 * 26 * 9 * 32 + 11 * 11 * 9 * 32 * 64
    dense = 1600 * 128 + 128 * 10
    model = build_model(BASELINE.input, BASELINE.model)
    assert multiply_adds(model) == convolutions + dense


def test_topology_does_not_depend_on_what_was_built_before() -> None:
    first = topology(build_model(BASELINE.input, BASELINE.model))
    assert topology(build_model(BASELINE.input, BASELINE.model)) == first


def test_weights_come_back_from_their_archive() -> None:
    model, other = new_model(BASELINE, 1), new_model(BASELINE, 2)
    images = np.random.default_rng(3).random((4, 28, 28, 1), np.float32)
    archive = pack_weights(model)
    assert not np.array_equal(model(images), other(images))
    unpack_weights(other, archive)
    assert np.array_equal(model(images), other(images))
    assert pack_weights(other) == archive


def test_weights_of_another_network_are_refused() -> None:
    from dataclasses import replace

    small = build_model(BASELINE.input, replace(BASELINE.model, units=8))
    with pytest.raises(ValueError, match="shape"):
        unpack_weights(small, pack_weights(new_model(BASELINE, 1)))

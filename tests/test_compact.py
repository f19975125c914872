"""Tests of mnist.compact."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist.abstention import temper
from mnist.compact import build_compact, divide_logits
from mnist.config import BASELINE, CompactConfig, InputConfig
from mnist.model import build_model, multiply_adds

IMAGE = InputConfig()
CONFIG = CompactConfig()


def test_it_costs_less_than_half_of_the_baseline() -> None:
    model = build_model(IMAGE, CONFIG)
    baseline = build_model(BASELINE.input, BASELINE.model)
    assert multiply_adds(model) <= multiply_adds(baseline) / 2
    assert model.count_params() <= 100_000


def test_multiply_adds_follow_from_the_strides() -> None:
    small = CompactConfig(filters=(2, 3), kernels=(5, 3), strides=(2, 1), units=6, classes=4)
    expected = 14 * 14 * 25 * 2 + 14 * 14 * 9 * 2 * 3 + 14 * 14 * 3 * 6 + 6 * 4
    assert multiply_adds(build_compact(IMAGE, small)) == expected


def test_it_gives_a_probability_for_every_class() -> None:
    images = np.random.default_rng(1).random((3, 28, 28, 1), np.float32)
    probabilities = np.asarray(build_compact(IMAGE, CONFIG)(images))
    assert probabilities.shape == (3, 11)
    assert probabilities.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_kernel_is_missing() -> None:
    with pytest.raises(ValueError, match="shorter"):
        build_compact(IMAGE, replace(CONFIG, kernels=(5, 3, 3)))


def test_divided_logits_are_a_temperature() -> None:
    images = np.random.default_rng(2).random((20, 28, 28, 1), np.float32)
    model = build_compact(IMAGE, CONFIG)
    before = np.asarray(model(images))
    after = np.asarray(divide_logits(model, 1.7)(images))
    assert not np.allclose(before, after, atol=1e-3)
    assert after == pytest.approx(temper(before, 1.7), abs=1e-5)

"""Tests of mnist.ablation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist import ablation
from mnist.ablation import Comparison
from mnist.config import ABLATION, AblationConfig
from mnist.dataset import Mnist
from mnist.train import Labelled

SMALL = replace(ABLATION, training_images=400, validation_images=200, epochs=1)


@pytest.fixture(scope="module")
def data(mnist: Mnist) -> Labelled:
    return Labelled(mnist.train_images, mnist.train_labels)


def reader(accuracy: float, seed: int, seeds: int = 3, images: int = 2000) -> NDArray[np.bool_]:
    return np.random.default_rng(seed).random((seeds, images)) < accuracy


def test_no_image_is_both_learned_and_scored(data: Labelled) -> None:
    training, validation = ablation.split(data, ABLATION)
    assert (len(training), len(validation)) == (
        ABLATION.training_images,
        ABLATION.validation_images,
    )
    seen = {image.tobytes() for image in training.images}
    assert not any(image.tobytes() in seen for image in validation.images)


def test_the_split_is_the_same_every_time_and_keeps_the_classes(data: Labelled) -> None:
    training, validation = ablation.split(data, ABLATION)
    again, _ = ablation.split(data, ABLATION)
    assert np.array_equal(training.images, again.images)
    shares = np.bincount(data.labels) / len(data)
    assert np.bincount(validation.labels) / len(validation) == pytest.approx(shares, abs=1e-3)


def test_every_variation_names_an_earlier_one_to_compare_with() -> None:
    earlier: set[str] = set()
    for variation in ABLATION.variations:
        assert variation.against is None or variation.against in earlier
        assert variation.name not in earlier
        earlier.add(variation.name)


def test_a_trial_depends_on_its_seed_alone(data: Labelled) -> None:
    training, validation = ablation.split(data, SMALL)
    first, again, other = (
        ablation.run_trial(SMALL.variations[0], SMALL, seed, training, validation)
        for seed in (1, 1, 2)
    )
    assert first.probabilities.shape == (200, 10)
    assert np.array_equal(first.probabilities, again.probabilities)
    assert not np.array_equal(first.probabilities, other.probabilities)


@pytest.mark.parametrize(
    "name", ["without batch normalisation", "16 and 32 filters", "flip left to right"]
)
def test_a_variation_is_trained_as_it_says(data: Labelled, name: str) -> None:
    training, validation = ablation.split(data, SMALL)
    trials = {
        each.name: ablation.run_trial(each, SMALL, 1, training, validation)
        for each in SMALL.variations
        if each.name in {"baseline", name}
    }
    assert not np.array_equal(trials["baseline"].probabilities, trials[name].probabilities)


def test_the_accuracy_is_the_mean_over_the_seeds() -> None:
    correct = {"one": reader(0.9, 1), "two": reader(0.8, 2)}
    accuracy, (low, high) = Comparison(correct).accuracy("one")
    assert accuracy == pytest.approx(correct["one"].mean())
    assert low < accuracy < high


def test_a_large_difference_is_more_than_noise_and_none_is_not() -> None:
    comparison = Comparison({"a": reader(0.9, 1), "b": reader(0.9, 2), "c": reader(0.8, 3)})
    assert comparison.difference("b", "a").within_noise
    worse = comparison.difference("c", "a")
    assert not worse.within_noise
    assert worse.interval[1] < 0
    assert worse.difference == pytest.approx(-0.1, abs=0.02)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Seeds differ in skill, images in difficulty, and the true difference is 0."""
    held = [
        Comparison({str(name): _uneven(seed * 10 + name) for name in range(5)})
        .difference("1", "0")
        .within_noise
        for seed in range(200)
    ]
    # 200 draws of 95 % lie in 0.91 to 0.98; what is counted twice makes them a little wide.
    assert 0.91 <= np.mean(held) <= 1


def test_seeds_that_differ_widen_the_interval() -> None:
    alike = {"a": np.tile(reader(0.9, 1, seeds=1), (3, 1)), "b": reader(0.9, 2)}
    apart = alike | {"b": np.stack([reader(skill, 2, 1)[0] for skill in (0.8, 0.9, 1.0)])}
    assert Comparison(apart).seed_std > Comparison(alike).seed_std
    narrow, wide = (Comparison(each).accuracy("a")[1] for each in (alike, apart))
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def _uneven(seed: int) -> NDArray[np.bool_]:
    rng = np.random.default_rng(seed)
    difficulty = np.random.default_rng(seed // 10).normal(0, 0.05, (1, 1000))
    skill = rng.normal(0.9, 0.01, (3, 1))
    correct: NDArray[np.bool_] = rng.random((3, 1000)) < skill + difficulty
    return correct


def test_a_study_needs_no_more_images_than_there_are(data: Labelled) -> None:
    config: AblationConfig = replace(SMALL, training_images=59_999, validation_images=2)
    with pytest.raises(ValueError, match="train_size"):
        ablation.split(data, config)

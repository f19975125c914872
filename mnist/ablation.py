"""Ablation: what one change to the baseline does, and whether it is more than noise."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from sklearn.model_selection import train_test_split

from mnist.config import AblationConfig, Experiment, Variation
from mnist.records import Difference
from mnist.train import Labelled, OnEpoch, predict, train

DIGITS = 10
CONFIDENCE = 0.95

Correct = NDArray[np.bool_]
Means = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """One training of a variation.

    Attributes:
        probabilities: float32 [n, classes], of the validation images.
        parameters: of the network.
    """

    probabilities: NDArray[np.float32]
    parameters: int


def split(data: Labelled, config: AblationConfig) -> tuple[Labelled, Labelled]:
    """The images that every variation learns from, and those it is scored on."""
    learned, scored = train_test_split(
        np.arange(len(data)),
        train_size=config.training_images,
        test_size=config.validation_images,
        random_state=config.random_state,
        stratify=data.labels,
    )
    return data[learned], data[scored]


def run_trial(
    variation: Variation,
    config: AblationConfig,
    seed: int,
    training: Labelled,
    validation: Labelled,
    on_epoch: OnEpoch | None = None,
) -> Trial:
    """Train a variation from one seed."""
    model, _ = train(experiment(variation, config), training, seed=seed, on_epoch=on_epoch)
    return Trial(predict(model, validation.images), model.count_params())


def experiment(variation: Variation, config: AblationConfig) -> Experiment:
    """A variation as an experiment of its own, on the study's budget."""
    return Experiment(
        variation.name,
        model=variation.model,
        training=replace(variation.training, epochs=config.epochs, warm_up=config.warm_up),
        augmentation=variation.augmentation,
    )


class Comparison:
    """Accuracies of the variations with their noise.

    Two things make a result come out otherwise another time. Other images: estimated from
    the spread over the images. Other seeds: estimated from the spread over the seeds, which
    are few, and so pooled over the variations. Their variances are added and Student's t
    gives the interval.

    Args:
        correct: by variation, bool [seeds, images]: whether it read the image.
    """

    def __init__(self, correct: dict[str, Correct]) -> None:
        self._correct = correct
        spread = [each.mean(axis=1).var(ddof=1) for each in correct.values()]
        seeds = len(next(iter(correct.values())))
        self._variance = float(np.mean(spread))
        self._quantile = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(correct) * (seeds - 1)))

    @property
    def seed_std(self) -> float:
        """Standard deviation of the accuracy from seed to seed."""
        return float(np.sqrt(self._variance))

    def accuracy(self, name: str) -> tuple[float, tuple[float, float]]:
        """Mean accuracy of a variation and its interval."""
        correct = self._correct[name]
        return self._estimate(correct.mean(axis=0), self._variance / len(correct))

    def difference(self, name: str, against: str) -> Difference:
        """What a variation reads more than another, over the same images."""
        one, other = self._correct[name], self._correct[against]
        gain = one.mean(axis=0) - other.mean(axis=0)
        value, interval = self._estimate(gain, self._variance * (1 / len(one) + 1 / len(other)))
        return Difference(value, interval, within_noise=interval[0] <= 0 <= interval[1])

    def _estimate(self, by_image: Means, seeds: float) -> tuple[float, tuple[float, float]]:
        value = float(by_image.mean())
        error = self._quantile * float(np.sqrt(by_image.var(ddof=1) / len(by_image) + seeds))
        return value, (value - error, value + error)

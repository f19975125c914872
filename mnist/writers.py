"""Cross-validation over the people who drew: what is read of writers never seen.

Digits by one person look alike, so a writer is left out with all that they drew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold

from mnist import cross_validation
from mnist.abstention import Probabilities, fit_reading, fit_temperature, temper
from mnist.config import CorpusConfig, CrossValidationConfig, Experiment
from mnist.corpus import Taught, corpus
from mnist.records import Calibration
from mnist.strokes import PenDigit
from mnist.train import Labelled, OnEpoch, train


@dataclass(frozen=True)
class WriterFold:
    """What one fold learns from and what it leaves out.

    Attributes:
        number: 1 for the first fold.
        training: indices of MNIST's training images, int [n].
        validation: indices of those left out, int [m].
        writers: numbers of the writers left out.
    """

    number: int
    training: NDArray[np.intp]
    validation: NDArray[np.intp]
    writers: frozenset[int]

    def seen(self, digits: Sequence[PenDigit]) -> list[PenDigit]:
        """The digits it learns from."""
        return [each for each in digits if each.writer not in self.writers]

    def unseen(self, digits: Sequence[PenDigit]) -> list[PenDigit]:
        """The digits it is scored on."""
        return [each for each in digits if each.writer in self.writers]


def split(
    count: int, digits: Sequence[PenDigit], config: CrossValidationConfig
) -> list[WriterFold]:
    """Leave out every image of MNIST once, as `cross_validation` does, and every writer once."""
    writers = np.unique([each.writer for each in digits])
    people = KFold(config.folds, shuffle=True, random_state=config.random_state).split(writers)
    return [
        WriterFold(
            fold.number,
            fold.training,
            fold.validation,
            frozenset(int(writer) for writer in writers[left_out]),
        )
        for fold, (_, left_out) in zip(cross_validation.split(count, config), people, strict=True)
    ]


def train_fold(
    experiment: Experiment,
    config: CorpusConfig,
    mnist: Labelled,
    digits: Sequence[PenDigit],
    taught: Taught,
    fold: WriterFold,
    on_epoch: OnEpoch | None = None,
) -> tuple[keras.Model, int]:
    """A fresh network that saw nothing of what the fold leaves out, and how much it saw."""
    data = corpus(mnist[fold.training], fold.seen(digits), taught, experiment.input, config)
    seed = experiment.training.seed + fold.number
    model, _ = train(experiment, data, seed=seed, on_epoch=on_epoch)
    return model, len(data)


@dataclass(frozen=True)
class Unseen:
    """What networks say of drawings that they did not learn from: probabilities [n, classes].

    Attributes:
        labels: of ``mnist``, uint8 [n].
        mnist: images of MNIST.
        drawn: digits by writers left out.
        others: drawings that are no digits.
    """

    labels: NDArray[np.uint8]
    mnist: Probabilities
    drawn: Probabilities
    others: Probabilities


def calibrate(folds: Sequence[Unseen], config: CorpusConfig) -> Calibration:
    """Temperature and thresholds from what several folds left out."""
    labels = np.concatenate([each.labels for each in folds])
    mnist = np.concatenate([each.mnist for each in folds])
    temperature = fit_temperature(labels, mnist)
    drawn = np.concatenate([each.drawn for each in folds])
    others = np.concatenate([each.others for each in folds])
    reading = fit_reading(
        [
            (temper(mnist, temperature), config.refused_mnist),
            (temper(drawn, temperature), config.refused_drawn),
        ],
        temper(others, temperature),
    )
    return Calibration(temperature, reading)


def calibrate_without(folds: Sequence[Unseen], fold: int, config: CorpusConfig) -> Calibration:
    """The same for one fold, by index, from the others: nothing of it chooses its thresholds."""
    return calibrate([each for at, each in enumerate(folds) if at != fold], config)

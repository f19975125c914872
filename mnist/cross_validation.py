"""K-fold cross-validation: what the network scores on images that it did not learn from."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold

from mnist.config import CrossValidationConfig, Experiment
from mnist.evaluate import score
from mnist.records import FoldScore, Overfitting
from mnist.train import Labelled, OnEpoch, predict, train


@dataclass(frozen=True)
class Fold:
    """Which images one fold learns from and which it is scored on.

    Attributes:
        number: 1 for the first fold.
        training: indices, int [n].
        validation: indices, int [m]; disjoint from ``training``.
    """

    number: int
    training: NDArray[np.intp]
    validation: NDArray[np.intp]


# --8<-- [start:folds]
def split(count: int, config: CrossValidationConfig) -> list[Fold]:
    """Cut ``count`` images into shuffled folds of nearly equal size."""
    splitter = KFold(
        n_splits=config.folds,
        shuffle=True,
        random_state=config.random_state,
    )
    parts = enumerate(splitter.split(np.arange(count)), 1)
    return [Fold(number, *indices) for number, indices in parts]


# --8<-- [end:folds]


def run_fold(
    experiment: Experiment, data: Labelled, fold: Fold, on_epoch: OnEpoch | None = None
) -> FoldScore:
    """Train a fresh network on a fold and score it once, after its last epoch."""
    started = time.perf_counter()
    training, validation = data[fold.training], data[fold.validation]
    model, epochs = train(
        experiment,
        training,
        seed=experiment.training.seed + fold.number,
        validation=validation,
        on_epoch=on_epoch,
    )
    unseen = score(validation.labels, predict(model, validation.images))
    seen = score(training.labels, predict(model, training.images))
    return FoldScore(
        fold=fold.number,
        training_size=len(training),
        validation_size=len(validation),
        accuracy=unseen.accuracy,
        loss=unseen.loss,
        training_accuracy=seen.accuracy,
        training_loss=seen.loss,
        seconds=round(time.perf_counter() - started, 1),
        epochs=epochs,
    )


def mean_and_std(values: Sequence[float]) -> tuple[float, float]:
    """Mean and population standard deviation (NumPy's default, ``ddof=0``)."""
    return float(np.mean(values)), float(np.std(values))


def overfitting(folds: list[FoldScore]) -> Overfitting:
    """Read the folds' learning curves; every fold must have run on validation images."""
    curves = np.array([[epoch.validation_loss for epoch in fold.epochs] for fold in folds])
    mean = curves.mean(axis=0)
    best, last = int(mean.argmin()), len(mean) - 1
    seen = float(np.mean([fold.training_accuracy for fold in folds]))
    return Overfitting(
        best_epoch=best + 1,
        best_loss=float(mean[best]),
        last_loss=float(mean[last]),
        rise=float(mean[last] / mean[best] - 1),
        folds_past_best=int(np.sum(curves.argmin(axis=1) < last)),
        training_accuracy=seen,
        gap=seen - mean_and_std([fold.accuracy for fold in folds])[0],
    )

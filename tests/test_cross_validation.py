from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist import cross_validation
from mnist.config import BASELINE, CrossValidationConfig
from mnist.dataset import Mnist
from mnist.records import Epoch, FoldScore
from mnist.train import Labelled


def test_the_baseline_has_six_shuffled_folds_of_ten_thousand() -> None:
    folds = cross_validation.split(60_000, BASELINE.cross_validation)
    assert [len(fold.validation) for fold in folds] == [10_000] * 6
    assert [len(fold.training) for fold in folds] == [50_000] * 6
    everything = np.concatenate([fold.validation for fold in folds])
    assert np.array_equal(np.sort(everything), np.arange(60_000))
    for fold in folds:
        assert not np.intersect1d(fold.training, fold.validation).size
    assert not np.array_equal(folds[0].validation, np.arange(10_000))


def test_the_random_state_decides_the_folds() -> None:
    one = cross_validation.split(100, CrossValidationConfig(random_state=42))
    same = cross_validation.split(100, CrossValidationConfig(random_state=42))
    other = cross_validation.split(100, CrossValidationConfig(random_state=43))
    assert one[0].validation.tolist() == same[0].validation.tolist()
    assert one[0].validation.tolist() != other[0].validation.tolist()


def test_a_fold_is_scored_after_its_last_epoch(mnist: Mnist) -> None:
    experiment = replace(BASELINE, training=replace(BASELINE.training, epochs=2))
    data = Labelled(mnist.train_images[:400], mnist.train_labels[:400])
    fold = cross_validation.split(400, CrossValidationConfig(folds=4))[1]
    scored = cross_validation.run_fold(experiment, data, fold)
    assert (scored.fold, scored.training_size, scored.validation_size) == (2, 300, 100)
    last = scored.epochs[-1]
    assert last.number == 2
    assert scored.accuracy == pytest.approx(last.validation_accuracy, abs=1e-6)
    assert scored.loss == pytest.approx(last.validation_loss, rel=1e-4)


def fold_with(number: int, losses: list[float], accuracy: float) -> FoldScore:
    epochs = [
        Epoch(number, 0.1, 0.9, 1.0, validation_loss=loss, validation_accuracy=0.9)
        for number, loss in enumerate(losses, 1)
    ]
    return FoldScore(number, 50, 10, accuracy, losses[-1], 1.0, 0.0, 3.0, epochs)


def test_the_spread_is_that_of_the_population() -> None:
    mean, std = cross_validation.mean_and_std([0.98, 0.99, 1.0])
    assert mean == pytest.approx(0.99)
    assert std == pytest.approx(np.sqrt(2 / 3) * 0.01)


def test_what_the_curves_say() -> None:
    folds = [fold_with(1, [0.5, 0.2, 0.4], 0.98), fold_with(2, [0.5, 0.4, 0.3], 0.96)]
    said = cross_validation.overfitting(folds)
    assert said.best_epoch == 2
    assert said.best_loss == pytest.approx(0.3)
    assert said.last_loss == pytest.approx(0.35)
    assert said.rise == pytest.approx(0.35 / 0.3 - 1)
    assert said.folds_past_best == 1
    assert said.gap == pytest.approx(0.03)

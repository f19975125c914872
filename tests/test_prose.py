"""Tests of scripts.prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from mnist.records import CrossValidation, FoldScore, Overfitting
from scripts.prose import texts
from scripts.prose.overfitting import overfitting
from tests.example_results import example

RESULTS = example()


@pytest.mark.parametrize("name", texts(RESULTS))
def test_every_text_is_one_paragraph_of_whole_sentences(name: str) -> None:
    text = texts(RESULTS)[name]
    assert text.endswith(".\n")
    assert "\n" not in text[:-1]
    assert "  " not in text
    assert text[0].isupper() or text[0].isdigit()


def folds(losses: Sequence[Sequence[float]]) -> CrossValidation:
    """Folds with these validation losses, and accuracies of 0.98 and then 0.99."""
    base = example(folds=len(losses), epochs=len(losses[0])).cross_validation
    curves = np.array(losses)
    mean, last = curves.mean(axis=0), curves.shape[1] - 1
    best = int(mean.argmin())
    return replace(
        base,
        folds=[_fold(fold, curve) for fold, curve in zip(base.folds, losses, strict=True)],
        mean_accuracy=0.99,
        overfitting=Overfitting(
            best_epoch=best + 1,
            best_loss=float(mean[best]),
            last_loss=float(mean[last]),
            rise=float(mean[last] / mean[best] - 1),
            folds_past_best=int((curves.argmin(axis=1) < last).sum()),
            training_accuracy=0.999,
            gap=0.009,
        ),
    )


def _fold(fold: FoldScore, losses: Sequence[float]) -> FoldScore:
    epochs = [
        replace(epoch, loss=0.5 / number, validation_loss=loss, validation_accuracy=accuracy)
        for number, (epoch, loss, accuracy) in enumerate(
            zip(fold.epochs, losses, [0.98, 0.98, 0.99][-len(losses) :], strict=True), 1
        )
    ]
    return replace(fold, epochs=epochs)


def test_a_loss_that_rises_in_every_fold_is_overfitting() -> None:
    text = overfitting(folds([[0.5, 0.1, 0.2], [0.5, 0.1, 0.21], [0.5, 0.1, 0.19]]))
    assert "lowest after epoch 2 (0.1000) and 0.2000 after epoch 3, 100.0\u202f% higher" in text
    assert "in 3 of 3 folds it was lowest before the last epoch" in text
    assert "a standard error of 0.0058 over the folds, is more than chance explains" in text
    assert "training loss went from 0.2500 to 0.1667" in text
    assert "validation accuracy from 98.00\u202f% to 99.00\u202f%" in text
    assert text.endswith("of those they did not: 0.90 percentage points less.\n")


def test_a_rise_that_the_folds_disagree_on_is_not() -> None:
    text = overfitting(folds([[0.5, 0.1, 0.05], [0.5, 0.1, 0.2], [0.5, 0.1, 0.06]]))
    assert "no more than chance explains: by this measure overfitting does not show" in text


def test_a_loss_that_still_falls_did_no_harm() -> None:
    text = overfitting(folds([[0.5, 0.2, 0.1], [0.5, 0.2, 0.1]]))
    assert text.startswith("Mean validation loss is lowest after the last epoch, 3 (0.1000)")
    assert "chance" not in text


def test_one_epoch_is_no_curve() -> None:
    text = overfitting(folds([[0.5], [0.6]]))
    assert text.startswith("After a single epoch there is no curve")
    assert "99.90\u202f%" in text


def test_a_network_that_reads_unknown_images_better_is_not_said_to_read_them_worse() -> None:
    result = folds([[0.5], [0.6]])
    better = replace(result, overfitting=replace(result.overfitting, gap=-0.004))
    assert overfitting(better).endswith("0.40 percentage points more.\n")

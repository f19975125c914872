"""Sentences that follow from the numbers, whatever the numbers are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist.records import CrossValidation
from scripts.formats import percent

# A mean this many standard errors from zero is hard to put down to chance.
BEYOND_CHANCE = 2


def overfitting(result: CrossValidation) -> str:
    """What the folds' learning curves say about overfitting, as a paragraph."""
    epochs, best = len(result.folds[0].epochs), result.overfitting.best_epoch
    if epochs == 1:
        sentences = ["After a single epoch there is no curve to read overfitting from."]
    elif best == epochs:
        sentences = [
            f"Mean validation loss is lowest after the last epoch, {epochs} "
            f"({result.overfitting.last_loss:.4f}): up to there more training did not harm."
        ]
    else:
        sentences = [_rise(result, epochs), _verdict(result), _meanwhile(result)]
    return " ".join([*sentences, _gap(result)]) + "\n"


def _rise(result: CrossValidation, epochs: int) -> str:
    curves = result.overfitting
    return (
        f"Mean validation loss is lowest after epoch {curves.best_epoch} ({curves.best_loss:.4f}) "
        f"and {curves.last_loss:.4f} after epoch {epochs}, {percent(curves.rise, 1)} higher; in "
        f"{curves.folds_past_best} of {len(result.folds)} folds it was lowest before the last "
        "epoch."
    )


def _verdict(result: CrossValidation) -> str:
    """Whether the loss rose by more than the folds differ in how it moved."""
    losses = _curves(result, "validation_loss")
    rises = losses[:, -1] - losses[:, result.overfitting.best_epoch - 1]
    error = float(rises.std(ddof=1) / np.sqrt(len(rises)))
    if rises.mean() > BEYOND_CHANCE * error:
        return (
            f"That rise, {rises.mean():.4f} with a standard error of {error:.4f} over the folds, "
            "is more than chance explains: by this measure the networks overfit."
        )
    return (
        f"That rise, {rises.mean():.4f} with a standard error of {error:.4f} over the folds, is "
        "no more than chance explains: by this measure overfitting does not show."
    )


def _meanwhile(result: CrossValidation) -> str:
    """How training loss and validation accuracy moved after the best epoch."""
    best = result.overfitting.best_epoch - 1
    loss, accuracy = (_curves(result, name).mean(0) for name in ("loss", "validation_accuracy"))
    return (
        f"Over the same epochs mean training loss went from {loss[best]:.4f} to {loss[-1]:.4f}, "
        f"and mean validation accuracy from {percent(accuracy[best])} to {percent(accuracy[-1])}."
    )


def _gap(result: CrossValidation) -> str:
    curves = result.overfitting
    return (
        f"With dropout off, the networks read {percent(curves.training_accuracy)} of the images "
        f"they learned from and {percent(result.mean_accuracy)} of those they did not: "
        f"{100 * abs(curves.gap):.2f} percentage points {'less' if curves.gap >= 0 else 'more'}."
    )


def _curves(result: CrossValidation, name: str) -> NDArray[np.float64]:
    """One field of every epoch of every fold: float64 [folds, epochs]."""
    return np.array([[getattr(each, name) for each in fold.epochs] for fold in result.folds], float)

"""What training and cross-validation measured."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.run import FileDigest, Run
from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class Epoch:
    """What one pass over the training images measured.

    Training figures are means over the epoch, while the weights move and dropout is on;
    validation figures are measured at its end.
    """

    number: int
    loss: float
    accuracy: float
    seconds: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None


@dataclass(frozen=True, config=STRICT)
class FoldScore:
    """What one fold measured after its last epoch.

    ``accuracy`` and ``loss`` are of the validation images; ``training_accuracy`` and
    ``training_loss`` of the images it learned from, with dropout off.
    """

    fold: int
    training_size: int
    validation_size: int
    accuracy: float
    loss: float
    training_accuracy: float
    training_loss: float
    seconds: float
    epochs: list[Epoch]


@dataclass(frozen=True, config=STRICT)
class Overfitting:
    """What the learning curves say, from the mean over the folds.

    Attributes:
        best_epoch: the epoch with the lowest mean validation loss.
        best_loss: that loss.
        last_loss: the mean validation loss after the last epoch.
        rise: ``last_loss / best_loss - 1``; 0 where the last epoch is the best.
        folds_past_best: folds whose validation loss was lowest before the last epoch.
        training_accuracy: mean over the folds, dropout off.
        gap: ``training_accuracy`` less the mean validation accuracy.
    """

    best_epoch: int
    best_loss: float
    last_loss: float
    rise: float
    folds_past_best: int
    training_accuracy: float
    gap: float


@dataclass(frozen=True, config=STRICT)
class CrossValidation:
    """An experiment of ``cross_validation.json``.

    Standard deviations are those of the population (NumPy's default, ``ddof=0``).
    """

    run: Run
    folds: list[FoldScore]
    mean_accuracy: float
    std_accuracy: float
    mean_loss: float
    std_loss: float
    overfitting: Overfitting


@dataclass(frozen=True, config=STRICT)
class Layer:
    """One layer: its class, the shape of its output without the batch, its parameters."""

    name: str
    output: list[int]
    parameters: int


@dataclass(frozen=True, config=STRICT)
class Training:
    """An experiment of ``training.json``: the final model, on all training images."""

    run: Run
    training_size: int
    parameters: int
    multiply_adds: int
    layers: list[Layer]
    epochs: list[Epoch]
    weights: FileDigest

"""Figures of learning: loss and accuracy, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator
from numpy.typing import NDArray

from mnist.records import CrossValidation, Epoch, Training
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import count_of, percent, thousands

Curves = NDArray[np.float64]


def fold_curves(result: CrossValidation) -> Figure:
    """Loss and accuracy of every fold, and their means."""
    histories = [fold.epochs for fold in result.folds]
    loss, accuracy = _curves(histories, "loss"), _curves(histories, "accuracy")
    held_loss = _curves(histories, "validation_loss")
    held_accuracy = _curves(histories, "validation_accuracy")
    epochs = loss.shape[1]

    def draw(figure: Canvas, palette: Palette) -> None:
        colours = palette.second, palette.accent
        for row, curves in enumerate(((loss, held_loss), (accuracy, held_accuracy))):
            chart = axes(figure, 54, 62 + 220 * row, WIDTH - 54 - 14, 165)
            for each, colour in zip(curves, colours, strict=True):
                _bundle(chart, each, colour)
            _by_epoch(chart, epochs)
            (_loss_axis, _accuracy_axis)[row](chart)
        chart.set_xlabel("epoch")
        names = ("training, dropout on", "validation")
        key(sheet(figure), dict(zip(names, map(swatch, colours), strict=True)))

    curves = result.overfitting
    after = f"{curves.last_loss:.4f} after the last epoch, {epochs}"
    if curves.best_epoch == epochs:
        lowest = f"Mean validation loss is lowest, {after},"
    else:
        lowest = (
            f"Mean validation loss is lowest after epoch {curves.best_epoch} "
            f"({curves.best_loss:.4f}) and {after},"
        )
    finding = f"{lowest} where mean validation accuracy is {percent(result.mean_accuracy)}."
    return Figure(
        alt=f"Two line charts over {count_of(epochs, 'epoch', 'epochs')}, loss above accuracy, "
        f"for {count_of(len(histories), 'fold', 'folds')}: training and validation. {finding}",
        caption=f"{finding} Thin: the folds; thick: their mean. Training figures are means over "
        "an epoch in which the weights still move, with dropout on. The loss axis is logarithmic.",
        height=490,
        draw=draw,
    )


def final_curves(result: Training) -> Figure:
    """Loss and accuracy of the final model's training."""
    first, last = result.epochs[0], result.epochs[-1]
    histories = [result.epochs]

    def draw(figure: Canvas, palette: Palette) -> None:
        width = (WIDTH - 2 * 58) / 2
        for column, name in enumerate(("loss", "accuracy")):
            chart = axes(figure, 46 + column * (width + 62), 34, width, 122)
            _bundle(chart, _curves(histories, name), palette.accent)
            _by_epoch(chart, len(result.epochs))
            (_loss_axis, _accuracy_axis)[column](chart)
            chart.set_xlabel("epoch")

    over = count_of(len(result.epochs), "epoch", "epochs")
    finding = (
        f"After {over} on all {thousands(result.training_size)} training images the training loss "
        f"of the final model is {last.loss:.4f} (in the first: {first.loss:.4f}) and its training "
        f"accuracy {percent(last.accuracy)} ({percent(first.accuracy)}), measured while the "
        "weights move and dropout is on. The loss axis is logarithmic."
    )
    return Figure(
        alt=f"Two line charts, loss and accuracy by epoch. {finding}",
        caption=finding,
        height=212,
        draw=draw,
    )


def _curves(histories: Sequence[Sequence[Epoch]], name: str) -> Curves:
    """One field of every epoch: float64 [runs, epochs]."""
    return np.array([[getattr(epoch, name) for epoch in epochs] for epochs in histories], float)


def _bundle(chart: Axes, curves: Curves, colour: str) -> None:
    """Thin lines for the runs, a thick one for their mean; dots where there is one epoch."""
    epochs = np.arange(1, curves.shape[1] + 1)
    marker = "o" if len(epochs) == 1 else None
    if len(curves) > 1:
        for curve in curves:
            chart.plot(epochs, curve, color=colour, alpha=0.35, linewidth=1, marker=marker)
    chart.plot(epochs, curves.mean(axis=0), color=colour, linewidth=2.5, marker=marker)


def _by_epoch(chart: Axes, epochs: int) -> None:
    chart.set_xlim(0.7, epochs + 0.3)
    chart.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1))
    chart.grid(axis="x", visible=False)


def _loss_axis(chart: Axes) -> None:
    """Logarithmic: validation losses lie close together, far below the first training loss."""
    chart.set_title("Loss", loc="left", fontsize="medium", pad=10)
    chart.set_yscale("log")
    chart.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    chart.yaxis.set_minor_locator(NullLocator())
    chart.yaxis.set_major_formatter(FuncFormatter(lambda loss, _: f"{loss:g}"))


def _accuracy_axis(chart: Axes) -> None:
    chart.set_title("Accuracy", loc="left", fontsize="medium", pad=10)
    chart.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    lowest, highest = chart.get_ylim()
    digits = 1 if highest - lowest < 0.04 else 0
    chart.yaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, digits)))

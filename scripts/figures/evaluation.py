"""Figures of the test: which digits are read as which, and how well each is read."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from mnist.records import ClassScore, Evaluation
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet
from scripts.formats import count_of, listed, percent, thousands

Counts = NDArray[np.int64]


def confusion_matrix(result: Evaluation) -> Figure:
    """Counts of the true against the predicted digit."""
    test = result.test
    confusion = np.array(test.confusion)
    mistakes = confusion - np.diag(np.diag(confusion))

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 46, 46, WIDTH - 48, 442)
        chart.imshow(_cells(confusion, palette), interpolation="none", aspect="auto")
        _counts(chart, confusion, palette)
        chart.grid(visible=False)
        chart.spines[:].set_visible(False)
        chart.set(xticks=range(10), yticks=range(10))
        chart.xaxis.tick_top()
        page = sheet(figure)
        page.text(
            46 + (WIDTH - 48) / 2, 10, "read as", ha="center", va="center", color=palette.muted
        )
        page.text(
            10,
            267,
            "true digit",
            ha="center",
            va="center",
            rotation=90,
            rotation_mode="anchor",
            color=palette.muted,
        )

    finding = (
        f"{thousands(test.correct)} of {thousands(test.count)} test images lie on the diagonal: "
        f"read as what they are. {_most_frequent(mistakes)}"
    )
    return Figure(
        alt=f"Confusion matrix of true digits (rows) and digits read (columns). {finding}",
        caption=finding,
        height=492,
        draw=draw,
    )


def class_scores(result: Evaluation) -> Figure:
    """Dots: precision, recall and F1 of every digit."""
    scores = result.test.classes
    ends = np.array([(score.precision, score.recall) for score in scores])
    lowest = float(ends.min())
    least = min(scores, key=lambda each: each.f1)
    most = max(scores, key=lambda each: each.f1)
    finding = (
        f"F1 runs from {percent(least.f1)} for digit {least.digit} to {percent(most.f1)} for "
        f"digit {most.digit}. Recall is lowest for {_lowest(scores, 'recall')}, precision for "
        f"{_lowest(scores, 'precision')}."
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 28, 40, WIDTH - 28 - 24, 306)
        rows = [score.digit for score in scores]
        chart.hlines(rows, *ends.T, color=palette.grid, linewidth=6)
        markers = _markers(palette)
        for name, marker in markers.items():
            values = [getattr(score, name.lower()) for score in scores]
            chart.scatter(values, rows, zorder=3, clip_on=False, **marker)
        _share_axis(chart, lowest)
        chart.set(ylim=(9.6, -0.6), yticks=rows)
        key(sheet(figure), markers)

    return Figure(
        alt=f"Dot plot of precision, recall and F1 of each digit on the test images. {finding}",
        caption=finding + (" The axis does not begin at zero." if lowest > 0 else ""),
        height=390,
        draw=draw,
    )


def _markers(palette: Palette) -> dict[str, dict[str, Any]]:
    """Shapes as well as colours: a dot shows inside a ring where two scores are the same."""
    return {
        "precision": {"marker": "o", "s": 36, "color": palette.accent, "linewidths": 0},
        "recall": {
            "marker": "o",
            "s": 100,
            "facecolors": "none",
            "edgecolors": palette.second,
            "linewidths": 2,
        },
        "F1": {"marker": "|", "s": 130, "color": palette.ink, "linewidths": 1.5},
    }


def _cells(confusion: Counts, palette: Palette) -> NDArray[np.uint8]:
    """Colours: the diagonal in the accent, mistakes in the second colour by their number."""
    mistakes = confusion - np.diag(np.diag(confusion))
    strength = np.log1p(mistakes) / max(np.log1p(mistakes.max()), 1)
    cells = np.empty((*confusion.shape, 4), np.uint8)
    cells[...] = np.rint(np.multiply(to_rgba(palette.second), 255))
    cells[..., 3] = np.rint(255 * 0.6 * strength)
    diagonal = np.multiply(to_rgba(palette.accent, 0.22), 255)
    cells[np.diag_indices(len(confusion))] = np.rint(diagonal)
    return cells


def _counts(chart: Axes, confusion: Counts, palette: Palette) -> None:
    for (row, column), count in np.ndenumerate(confusion):
        if count:
            weight = "bold" if row == column else "normal"
            chart.text(
                column, row, str(count), ha="center", va="center_baseline", fontweight=weight
            )
        else:
            chart.text(column, row, "·", ha="center", va="center_baseline", color=palette.muted)


def _most_frequent(mistakes: Counts) -> str:
    """The commonest mistake in words; several where they tie."""
    most = int(mistakes.max())
    if most == 0:
        return "None lies beside it."
    pairs = np.argwhere(mistakes == most)
    if len(pairs) > 3:
        return f"No mistake is made more often than {count_of(most, 'time', 'times')}."
    names = listed(f"{true} read as {read}" for true, read in pairs)
    each = " each" if len(pairs) > 1 else ""
    return f"The most frequent mistake is {names} ({count_of(most, 'time', 'times')}{each})."


def _lowest(scores: list[ClassScore], name: str) -> str:
    lowest = min(scores, key=lambda each: getattr(each, name))
    return f"{lowest.digit} ({percent(getattr(lowest, name))})"


def _share_axis(chart: Axes, lowest: float) -> None:
    """From a little below the lowest share to 100 %."""
    margin = (1 - lowest) * 0.08
    chart.set_xlim(max(0.0, lowest - margin), min(1 + margin, 1.02))
    chart.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    digits = 0 if lowest < 0.94 else 1
    chart.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, digits)))

"""How sure the network is against how right it is."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from mnist.evaluate import wilson_interval
from mnist.records import CalibrationBin, Evaluation
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes
from scripts.formats import percent, thousands


def reliability_diagram(result: Evaluation) -> Figure:
    """Accuracy against confidence with Wilson intervals, and the images in each bin."""
    bins = result.test.bins
    top = bins[-1]
    finding = (
        f"{thousands(top.count)} of {thousands(result.test.count)} test images are read with a "
        f"confidence above {percent(top.lower, 1)}; of these {percent(top.accuracy)} are right at "
        f"a mean confidence of {percent(top.confidence)}. {_others(bins[:-1])}The expected "
        f"calibration error is {percent(result.test.ece)}."
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        _accuracy(axes(figure, 60, 34, WIDTH - 60 - 22, 270), bins, palette)
        _counts(axes(figure, 60, 340, WIDTH - 60 - 22, 106), bins, palette)

    return Figure(
        alt="Reliability diagram: accuracy by confidence above, the number of images by "
        f"confidence below. {finding}",
        caption=f"{finding} Dots on the diagonal would be as right as they are sure; bars are "
        f"{percent(0.95, 0)} intervals, wide where a bin has few images. Counts are on a "
        "logarithmic axis.",
        height=500,
        draw=draw,
    )


def _others(bins: list[CalibrationBin]) -> str:
    """The images outside the top bin, where the network doubts."""
    if not bins:
        return ""
    counts = [each.count for each in bins]
    right = float(np.average([each.accuracy for each in bins], weights=counts))
    sure = float(np.average([each.confidence for each in bins], weights=counts))
    return (
        f"Of the other {thousands(sum(counts))}, {percent(right, 1)} are right at a mean "
        f"confidence of {percent(sure, 1)}. "
    )


def _accuracy(chart: Axes, bins: list[CalibrationBin], palette: Palette) -> None:
    chart.plot([0, 1], [0, 1], color=palette.muted, linewidth=1, linestyle=(0, (4, 3)))
    for each in bins:
        low, high = wilson_interval(round(each.accuracy * each.count), each.count)
        between = [each.confidence] * 2
        chart.plot(between, [low, high], color=palette.accent, alpha=0.5, clip_on=False)
    sure, right = np.array([(each.confidence, each.accuracy) for each in bins]).T
    chart.scatter(sure, right, s=40, color=palette.accent, zorder=3, clip_on=False)
    chart.set_title("Accuracy", loc="left", fontsize="medium", pad=10)
    chart.set(xlim=(0, 1), ylim=(0, 1), xticks=np.linspace(0, 1, 6), yticks=np.linspace(0, 1, 6))
    for axis in (chart.xaxis, chart.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, 0)))
    chart.tick_params(axis="x", labelbottom=False)


def _counts(chart: Axes, bins: list[CalibrationBin], palette: Palette) -> None:
    edges = [(each.lower + each.upper) / 2 for each in bins]
    counts = [each.count for each in bins]
    width = 0.86 * (bins[-1].upper - bins[-1].lower)
    chart.bar(edges, counts, width, color=palette.accent)
    chart.annotate(
        thousands(counts[-1]),
        (edges[-1], counts[-1]),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
    )
    chart.set_yscale("log")
    chart.set(xlim=(0, 1), ylim=(0.7, 1.2 * max(counts)), xticks=np.linspace(0, 1, 6))
    chart.yaxis.set_major_locator(FixedLocator([1, 10, 100, 1000, 10_000]))
    chart.yaxis.set_minor_locator(NullLocator())
    chart.yaxis.set_major_formatter(FuncFormatter(lambda count, _: thousands(round(count))))
    chart.xaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, 0)))
    chart.grid(axis="x", visible=False)
    chart.set_title("Images", loc="left", fontsize="medium", pad=10)
    chart.set_xlabel("confidence")

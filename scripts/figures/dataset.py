"""Figures of the data set: classes, samples, pixels, geometry."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from mnist.artefacts import decode
from mnist.records import Dataset, SetStatistics
from scripts.figures import raster
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet, swatch
from scripts.formats import percent, thousands

DIGITS = range(10)


def class_distribution(dataset: Dataset) -> Figure:
    """Bars: the share of each digit in the training and in the test set."""
    train, test = _shares(dataset.train), _shares(dataset.test)
    apart = np.abs(train - test)
    balance = dataset.train.balance
    most, least = balance.most, balance.least
    finding = (
        f"{most.digit} is the most frequent digit and {least.digit} the least: "
        f"{thousands(most.count)} and {thousands(least.count)} of "
        f"{thousands(dataset.train.count)} training images, {percent(most.share)} and "
        f"{percent(least.share)}."
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 46, 40, WIDTH - 46, 200)
        for shift, shares, colour in ((-0.2, train, palette.accent), (0.2, test, palette.second)):
            chart.bar(np.add(DIGITS, shift), shares, width=0.34, color=colour)
        chart.axhline(0.1, color=palette.muted, linewidth=1, linestyle=(0, (4, 3)))
        chart.set(xlim=(-0.6, 9.6), xticks=list(DIGITS), yticks=np.arange(0, 0.13, 0.02))
        chart.yaxis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, 0)))
        chart.grid(axis="x", visible=False)
        chart.set_xlabel("digit")
        colours = {"training images": palette.accent, "test images": palette.second}
        key(sheet(figure), {name: swatch(colour) for name, colour in colours.items()})

    return Figure(
        alt="Bar chart: the share of each digit in the training and the test set. "
        f"{finding} The dashed line is an equal share, {percent(0.1, 0)}.",
        caption=f"{finding} No share of the test set differs from these by more than "
        f"{100 * apart.max():.2f} percentage points (that of {apart.argmax()}). Dashed: equal "
        "shares.",
        height=290,
        draw=draw,
    )


def sample_grid(dataset: Dataset) -> Figure:
    """The first images of every digit, a row each."""
    samples = decode(dataset.samples)
    each = samples.shape[1]
    scale, gap, margin = 1.5, 1, 30
    pitch = (samples.shape[2] + gap) * scale

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        images = samples.reshape(-1, *samples.shape[2:])
        grid = raster.montage(images, each, (gap, gap))
        raster.place(page, raster.inked(grid, palette.ink), margin, 0, scale)
        for digit in range(len(samples)):
            page.text(4, (digit + 0.5) * pitch, str(digit), va="center", color=palette.muted)

    return Figure(
        alt=f"Grid of handwritten digits: the first {each} training images of each digit from 0 "
        "to 9, one row a digit, showing different slants, widths and ways to write it.",
        caption=f"The first {each} training images of every digit: one label covers many slants, "
        "widths and ways to write it.",
        height=round(len(samples) * pitch),
        draw=draw,
    )


def mean_digits(dataset: Dataset) -> Figure:
    """The mean image of every digit."""
    means = decode(dataset.mean_images)
    darkest = means.reshape(len(means), -1).max(axis=1)
    sharpest, softest = darkest.argmax(), darkest.argmin()
    columns, scale, gap = 5, 3, (4, 10)
    across, down = ((28 + space) * scale for space in gap)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        grid = raster.inked(raster.montage(means, columns, gap), palette.ink)
        raster.place(page, grid, 6, 0, scale)
        for digit in DIGITS:
            row, column = divmod(digit, columns)
            page.text(
                6 + column * across + 14 * scale,
                row * down + 28 * scale + 14,
                str(digit),
                ha="center",
                va="center",
                color=palette.muted,
            )

    finding = (
        f"Where most writers put ink in the same place the mean is strong: it reaches "
        f"{darkest[sharpest]} of 255 for {sharpest}, but only {darkest[softest]} for {softest}."
    )
    return Figure(
        alt=f"The mean image of each digit from 0 to 9, each still recognisable. {finding}",
        caption=f"The mean of all training images of each digit. {finding}",
        height=2 * down,
        draw=draw,
    )


def _shares(part: SetStatistics) -> NDArray[np.float64]:
    return np.array([each.share for each in part.classes])

"""Figures of the pixels: their grey levels, and where in the image the ink lies."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Circle, Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from mnist.artefacts import decode
from mnist.records import Dataset
from scripts.figures import raster
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, sheet
from scripts.formats import percent, thousands

# Standard deviation of an error spread evenly over one pixel, as rounding leaves it.
ROUNDING = 1 / sqrt(12)


def pixel_intensity(dataset: Dataset) -> Figure:
    """Histograms of the training images' grey levels, before and after normalisation."""
    pixels = dataset.train.pixels
    finding = (
        f"{percent(pixels.black_share, 1)} of the pixels of the training images are black and "
        f"{percent(pixels.white_share, 1)} white. Dividing by 255 changes the scale, "
        f"not the shape: the mean goes from {pixels.mean:.1f} to {pixels.normalised_mean:.3f}, "
        f"the standard deviation from {pixels.std:.1f} to {pixels.normalised_std:.3f}."
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        scales = (
            ("Before: grey levels 0 to 255", 255, 1, pixels.mean),
            ("After: divided by 255, 0 to 1", 1, 255, pixels.normalised_mean),
        )
        for row, (title, top, divisor, mean) in enumerate(scales):
            chart = axes(figure, 52, 34 + 220 * row, WIDTH - 52 - 16, 150)
            edges = (np.arange(257) - 0.5) / divisor
            chart.stairs(dataset.train.histogram, edges, fill=True, color=palette.accent)
            chart.axvline(mean, ymax=0.6, color=palette.second)
            chart.set(xlim=(edges[0], edges[-1]), xticks=np.linspace(0, top, 6))
            _log_counts(chart, max(dataset.train.histogram))
            chart.set_title(title, loc="left", fontsize="medium", pad=12)
            name = f"mean {mean:.1f}" if divisor == 1 else f"mean {mean:.3f}"
            _note(chart, name, (mean, 0.6), (6, -10), color=palette.second)
            _note(chart, f"{percent(pixels.black_share, 1)} black", (0, 1), (8, -12))

    return Figure(
        alt="Two histograms of pixel values with counts on a logarithmic axis, alike in shape: "
        f"grey levels from 0 to 255, and the same divided by 255. {finding}",
        caption=f"{finding} Counts are on a logarithmic axis.",
        height=430,
        draw=draw,
    )


def centre_of_mass(dataset: Dataset) -> Figure:
    """The ink's box and centre in the image, and the centre's pixel magnified."""
    geometry = dataset.geometry
    middle = (14.0, 14.0)
    centres = np.array(geometry.class_centres)
    off = float(np.hypot(*(centres - middle).T).max())
    side, images = max(geometry.longest_sides.items(), key=lambda item: item[1])
    spread = float(np.mean(geometry.centre_std))

    def draw(figure: Canvas, palette: Palette) -> None:
        _whole(axes(figure, 2, 26, 224, 224), dataset, side, palette)
        _magnified(axes(figure, 254, 26, 224, 224), dataset, palette)
        page = sheet(figure)
        page.text(2, 10, "All images, averaged", va="center_baseline")
        page.text(254, 10, "The middle pixel, magnified", va="center_baseline")

    finding = (
        f"In {thousands(images)} of {thousands(dataset.train.count)} training images the "
        f"longest side of the ink is {side} pixels, and the mean centre of mass of every digit "
        f"lies within {off:.2f} pixels of (14, 14)."
    )
    return Figure(
        alt=f"Left: the mean of all training images with a box of {side} by {side} pixels. "
        "Right: the pixel in its middle, with the mean centres of the ten digits close together. "
        f"{finding}",
        caption=f"{finding} Single images stray from it by {spread:.2f} pixels (the ring: one "
        f"standard deviation); rounding to whole pixels alone gives {ROUNDING:.2f}.",
        height=262,
        draw=draw,
    )


def _log_counts(chart: Axes, largest: int) -> None:
    chart.set_yscale("log")
    chart.set_ylim(3e3, 2 * largest)
    names = {10**4: "10 k", 10**5: "100 k", 10**6: "1 M", 10**7: "10 M"}
    chart.yaxis.set_major_locator(FixedLocator(list(names)))
    chart.yaxis.set_minor_locator(NullLocator())
    chart.yaxis.set_major_formatter(FuncFormatter(lambda count, _: names[round(count)]))
    chart.grid(axis="x", visible=False)


def _note(
    chart: Axes, text: str, at: tuple[float, float], beside: tuple[float, float], **options: Any
) -> None:
    """A text beside a point given by its value and its share of the chart's height."""
    chart.annotate(
        text,
        at,
        xycoords=("data", "axes fraction"),
        xytext=beside,
        textcoords="offset points",
        **options,
    )


def _frame(chart: Axes, palette: Palette) -> None:
    """An image's or a pixel's outline: a plain square."""
    chart.grid(visible=False)
    chart.set(xticks=[], yticks=[])
    for side in chart.spines.values():
        side.set(visible=True, color=palette.grid)


def _whole(chart: Axes, dataset: Dataset, side: int, palette: Palette) -> None:
    means, counts = decode(dataset.mean_images), dataset.train.counts
    mean = np.rint(np.average(means, axis=0, weights=counts)).astype(np.uint8)
    edges = (-0.5, mean.shape[1] - 0.5, mean.shape[0] - 0.5, -0.5)
    chart.imshow(raster.inked(mean, palette.ink), extent=edges, interpolation="none")
    _frame(chart, palette)
    corner = 14 - side / 2
    for start, width, colour in ((corner, side, palette.accent), (13.5, 1, palette.second)):
        square = Rectangle((start, start), width, width, fill=False, ec=colour, lw=1.5)
        chart.add_patch(square)
    chart.text(corner, corner - 0.6, f"{side} × {side}", color=palette.accent)


def _magnified(chart: Axes, dataset: Dataset, palette: Palette) -> None:
    geometry = dataset.geometry
    chart.set(xlim=(13.5, 14.5), ylim=(14.5, 13.5))
    _frame(chart, palette)
    for side in chart.spines.values():
        side.set(color=palette.second, linewidth=1.5)
    for line in (chart.axvline, chart.axhline):
        line(14, color=palette.grid, linewidth=1, zorder=0)
    radius = float(np.mean(geometry.centre_std))
    ring = Circle(geometry.centre, radius, fill=False, color=palette.muted, linestyle=(0, (4, 3)))
    chart.add_patch(ring)
    across, down = np.array(geometry.class_centres).T
    chart.scatter(across, down, s=16, color=palette.accent, zorder=3)
    chart.annotate(
        "(14, 14)", (14, 14), xytext=(8, -18), textcoords="offset points", color=palette.muted
    )

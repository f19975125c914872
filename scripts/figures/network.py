"""Figures of the network itself: its first kernels and what its blocks make of a digit."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from mnist.artefacts import decode
from mnist.records import FeatureMaps, Features
from scripts.figures import raster
from scripts.figures.figure import Figure
from scripts.figures.style import Palette, key, sheet, swatch
from scripts.formats import listed, percent

# Kernels side by side, one weight's width apart.
KERNEL_COLUMNS = 8
WEIGHT = 15

# A digit's picture and, to its right, its liveliest channels: a row for each block.
CHANNELS = 5
DIGIT_SCALE = 4
LEFT = 122
PITCH = 60
ROW = 64


def kernels(result: Features) -> Figure:
    """The weights of the first block's filters."""
    weights = decode(result.kernels)
    count, height, width = weights.shape
    both = int(np.sum((weights.min(axis=(1, 2)) < 0) & (weights.max(axis=(1, 2)) > 0)))
    largest = float(np.abs(weights).max())
    across, down = (width + 1) * WEIGHT, (height + 1) * WEIGHT

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        levels = raster.montage(_levels(weights), KERNEL_COLUMNS, (1, 1))
        raster.place(page, _signed(levels, palette), 0.5 * WEIGHT, 34, WEIGHT)
        for number in range(count):
            row, column = divmod(number, KERNEL_COLUMNS)
            corner = (0.5 * WEIGHT + column * across, 34 + row * down)
            _outline(page, corner, (width * WEIGHT, height * WEIGHT), palette)
        colours = {"positive weight": palette.accent, "negative weight": palette.second}
        key(page, {name: swatch(colour) for name, colour in colours.items()}, left=7)

    finding = (
        f"In {both if both < count else 'all'} of the {count} learned filters positive and "
        "negative weights stand side by side: such a filter answers more strongly to some pattern "
        "of ink and ground than to ink all over."
    )
    return Figure(
        alt=f"The {count} learned {height} by {width} filters of the first block. {finding}",
        caption=f"{finding} The stronger the colour, the larger the weight (at most "
        f"{largest:.2f}).",
        height=26 + -(-count // KERNEL_COLUMNS) * down,
        draw=draw,
    )


def feature_maps(result: Features) -> Figure:
    """A few digits, and the liveliest channels of both blocks for each."""
    labels = listed(digit.label for digit in result.digits)
    first, second = (decode(block).shape for block in result.digits[0].blocks)
    block_height = 2 * ROW + 18

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        for number, digit in enumerate(result.digits):
            _one_digit(page, digit, number * block_height, palette)

    return Figure(
        alt=f"The digits {labels}, each with {CHANNELS} channels of both "
        f"convolutional blocks: fine outlines of {first[1]} by {first[2]} pixels in the first, "
        f"coarse ones of {second[1]} by {second[2]} in the second.",
        caption=f"{_lit(result)} Shown for {labels}: the {CHANNELS} channels that vary most over "
        f"the image, of {first[0]} in the first block ({first[1]} × {first[2]}) and of "
        f"{second[0]} in the second ({second[1]} × {second[2]}).",
        height=len(result.digits) * block_height - 18,
        draw=draw,
    )


def _lit(result: Features) -> str:
    """How much of the maps of each block answers at all."""
    shares = [
        float(np.mean(np.concatenate([decode(maps).ravel() for maps in block]) > 0))
        for block in zip(*(digit.blocks for digit in result.digits), strict=True)
    ]
    first, second = (percent(share, 0) for share in shares)
    return (
        f"In the first block {first} of the positions of all maps answer, in the second {second}."
    )


def liveliest(maps: NDArray[np.uint8], count: int) -> NDArray[np.intp]:
    """The channels of uint8 [filters, rows, columns] that vary most over the image, most first.

    Not those with the highest mean: some are lit all over, whatever the digit.
    """
    return np.argsort(-maps.std(axis=(1, 2)), kind="stable")[:count]


def _one_digit(page: Axes, digit: FeatureMaps, top: float, palette: Palette) -> None:
    image = raster.inked(decode(digit.image), palette.ink)
    middle = top + ROW - (ROW - 2 * 26) / 2
    raster.place(page, image, 0, middle - 14 * DIGIT_SCALE, DIGIT_SCALE)
    for row, block in enumerate(digit.blocks):
        maps = decode(block)
        _channels(page, maps[liveliest(maps, CHANNELS)], top + row * ROW, palette)
        beside = LEFT + CHANNELS * PITCH + 2
        height, width = maps.shape[1:]
        page.text(beside, top + row * ROW + 23, f"block {row + 1}")
        page.text(beside, top + row * ROW + 42, f"{height} × {width}", color=palette.muted)


def _channels(page: Axes, maps: NDArray[np.uint8], top: float, palette: Palette) -> None:
    """Maps uint8 [n, side, side] in a row, every pixel of a map as wide as the others."""
    side = maps.shape[1]
    scale = (PITCH - 4) // side
    gap = PITCH / scale - side
    grid = raster.montage(maps, len(maps), (round(gap), 0))
    raster.place(page, raster.inked(grid, palette.accent), LEFT, top, scale)
    for column in range(len(maps)):
        _outline(page, (LEFT + column * PITCH, top), (side * scale, side * scale), palette)


def _levels(weights: NDArray[np.float32]) -> NDArray[np.int16]:
    """Weights as whole numbers from -255 to 255."""
    largest = max(float(np.abs(weights).max()), 1e-12)
    levels: NDArray[np.int16] = np.rint(weights * (255 / largest)).astype(np.int16)
    return levels


def _signed(levels: NDArray[np.int16], palette: Palette) -> NDArray[np.uint8]:
    """Levels as colours, uint8 [h, w, 4]: the hue is the sign, the opacity the size."""
    image = np.empty((*levels.shape, 4), np.uint8)
    hue = np.where(levels[..., None] > 0, to_rgb(palette.accent), to_rgb(palette.second))
    image[..., :3] = np.rint(255 * hue)
    image[..., 3] = np.abs(levels)
    return image


def _outline(
    page: Axes, corner: tuple[float, float], size: tuple[float, float], palette: Palette
) -> None:
    page.add_patch(Rectangle(corner, *size, fill=False, edgecolor=palette.grid))

"""The picture that stands for the project on its card and on the home page."""

from __future__ import annotations

from matplotlib.figure import Figure as Canvas

from mnist.artefacts import decode
from mnist.records import Dataset
from scripts.figures import contours
from scripts.figures.style import PALETTES, WIDTH, Palette, sheet
from scripts.figures.svg import render

NAME = "mean-maps"

HEIGHT = 224
_COLUMNS = 5
_SCALE = 4


def cover(dataset: Dataset) -> dict[str, bytes]:
    """A map of every mean digit, where most writers agree highest; files by their paths."""
    means = decode(dataset.mean_images)
    across, down = WIDTH / _COLUMNS, HEIGHT / -(-len(means) // _COLUMNS)

    def draw(figure: Canvas, palette: Palette) -> None:
        page = sheet(figure)
        for digit, mean in enumerate(means):
            row, column = divmod(digit, _COLUMNS)
            left = (column + 0.5) * across - mean.shape[1] * _SCALE / 2
            top = (row + 0.5) * down - mean.shape[0] * _SCALE / 2
            contours.draw(page, mean, (left, top), _SCALE, palette.accent)

    return {
        f"figures/{NAME}.{palette.name}.svg": render(draw, HEIGHT, palette) for palette in PALETTES
    }

"""The cover: a map of the mean digits, of lines of equal ink."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from mnist.artefacts import encode
from scripts.contours import LEVELS
from scripts.figures.cover import HEIGHT, NAME, cover
from scripts.figures.style import PALETTES, WIDTH
from scripts.figures.svg import SVG
from tests.example_results import example

RESULTS = example()


def paths(means: np.ndarray, palette: str = "light") -> list[str]:
    """What is drawn of images uint8 [n, h, w]: the data of every line."""
    files = cover(replace(RESULTS.dataset, mean_images=encode(means)))
    root = ElementTree.fromstring(files[f"figures/{NAME}.{palette}.svg"])
    return [
        each.attrib["d"]
        for each in root.iter(f"{{{SVG}}}path")
        if "stroke:" in each.attrib.get("style", "") and each.attrib.get("d")
    ]


def hill(height: int) -> np.ndarray:
    """Ten images of one round hill of ink on an empty ground."""
    across = np.abs(np.arange(28) - 13.5) / 14
    slope = np.clip(1 - np.hypot(across[:, None], across), 0, 1)
    return np.broadcast_to((height * slope).astype(np.uint8), (10, 28, 28))


@pytest.mark.parametrize("palette", [each.name for each in PALETTES])
def test_darker_images_have_more_lines(palette: str) -> None:
    counts = [len(paths(hill(height), palette)) for height in (100, 200, 255)]
    assert counts[0] < counts[1] < counts[2]
    assert counts[2] == 10 * len(LEVELS)


def test_an_even_ground_has_no_line() -> None:
    assert paths(np.zeros((10, 28, 28), np.uint8)) == []
    assert paths(np.full((10, 28, 28), LEVELS[2], np.uint8)) == []


def test_it_is_the_same_again_and_has_its_size() -> None:
    files = cover(RESULTS.dataset)
    assert cover(RESULTS.dataset) == files
    for svg in files.values():
        root = ElementTree.fromstring(svg)
        assert (root.attrib["width"], root.attrib["height"]) == (str(WIDTH), str(HEIGHT))

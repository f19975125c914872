"""The figures of the handwriting benchmark and of the model card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from scripts.figures import conditions, drawings, drawn
from scripts.figures.figure import Figure
from scripts.networks import Network

FIGURES: Final[dict[str, Callable[[list[Network]], Figure]]] = {
    "writers": drawn.by_writer,
    "drawn-digits": drawn.by_digit,
    "pen-width": conditions.by_pen_width,
    "size-and-place": conditions.by_size_and_place,
    "misread-drawings": lambda networks: drawings.misread_drawings(networks[-1]),
    "misread-styles": lambda networks: drawings.misread_styles(networks[-1]),
    "called-digits": drawn.called_digits,
    "letters-called-digits": lambda networks: drawings.letters_called_digits(networks[-1]),
}
"""By its name on a page, what draws each; single drawings are shown of the last network."""


def refusals(networks: list[Network]) -> dict[str, Figure]:
    """What is refused, by its name on a page; nothing where no network refuses."""
    refusing = [each for each in networks if each.refuses]
    return {"refused-by-name": drawings.refused_by_name(refusing[-1])} if refusing else {}


def handwriting(networks: list[Network]) -> dict[str, Figure]:
    """Every one by its name on a page."""
    return {name: draw(networks) for name, draw in FIGURES.items()} | refusals(networks)

"""The figures of the handwriting benchmark and of the model card."""

from __future__ import annotations

from scripts.figures import conditions, drawings, drawn
from scripts.figures.figure import Figure
from scripts.networks import Network


def handwriting(networks: list[Network]) -> dict[str, Figure]:
    """Every one by its name on a page; single drawings are shown of the last network."""
    last = networks[-1]
    figures = {
        "writers": drawn.by_writer(networks),
        "drawn-digits": drawn.by_digit(networks),
        "pen-width": conditions.by_pen_width(networks),
        "size-and-place": conditions.by_size_and_place(networks),
        "misread-drawings": drawings.misread_drawings(last),
        "misread-styles": drawings.misread_styles(last),
        "called-digits": drawn.called_digits(networks),
        "letters-called-digits": drawings.letters_called_digits(last),
    }
    refusing = [each for each in networks if each.refuses]
    if refusing:
        figures["refused-by-name"] = drawings.refused_by_name(refusing[-1])
    return figures

"""Figures of single drawings: digits that are misread, and letters that are taken for digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from mnist.artefacts import decode
from mnist.records import Drawn
from scripts.figures.figure import Figure
from scripts.figures.gallery import COLUMNS, drawing, height_of, surely
from scripts.figures.style import WIDTH, Palette, sheet
from scripts.formats import count_of, percent, thousands
from scripts.networks import Network

_MOST = 5 * COLUMNS
# Pixels: a cell has two lines of text, a heading one.
_CELL, _HEAD, _GAP = 44, 30, 14


def misread_drawings(network: Network) -> Figure:
    """The drawn digits that are misread with the highest confidence."""
    misread = network.handwriting.drawn.misread
    shown = misread[:_MOST]
    finding = (
        f"{_shown(len(shown), len(misread), 'misread drawing', 'misread drawings')} of the "
        f"{network.name} network, the most confident first"
    )
    return Figure(
        alt=f"Gallery: {finding}.",
        caption=f"{finding}: digit drawn → digit read, and the confidence of the network."
        f"{_sure(misread)}",
        height=height_of(len(shown)),
        draw=drawing(
            decode(network.handwriting.drawn.misread_images)[: len(shown)],
            [(f"{each.what} → {each.read}", surely(each.confidence)) for each in shown],
        ),
    )


def _sure(misread: Sequence[Drawn]) -> str:
    """How many mistakes were made with more certainty than doubt."""
    if not misread:
        return ""
    sure = sum(each.confidence > 0.9 for each in misread)
    return (
        f" Of all {count_of(len(misread), 'mistake', 'mistakes')} it made {sure or 'none'} with a "
        f"confidence above {percent(0.9, 0)}."
    )


@dataclass(frozen=True)
class Style:
    """One writer's way to draw a digit that is read as another.

    Attributes:
        example: index of the one misread with the highest confidence.
        count: how many.
    """

    what: str
    who: str
    read: str
    example: int
    count: int


def styles(misread: Sequence[Drawn]) -> list[Style]:
    """The ways of writing that are misread, those misread most often first.

    Args:
        misread: most confident first.
    """
    members: dict[tuple[str, str, str], list[int]] = {}
    for at, each in enumerate(misread):
        members.setdefault((each.what, each.who, each.read), []).append(at)
    found = [Style(*names, at[0], len(at)) for names, at in members.items()]
    return sorted(found, key=lambda style: (-style.count, style.example))


def misread_styles(network: Network) -> Figure:
    """The ways of writing that fail most often, each with one drawing."""
    misread = network.handwriting.drawn.misread
    found = styles(misread)
    shown = found[:_MOST]
    covered = sum(style.count for style in shown)
    finding = (
        f"The {network.name} network misreads {_times(len(misread))}. "
        f"{thousands(covered)} of these are drawn in the "
        f"{count_of(len(shown), 'way', 'ways')} shown: digits of one writer that are read as the "
        "same other digit"
        if misread
        else f"The {network.name} network misreads no drawing: there is nothing to show"
    )
    return Figure(
        alt=f"Gallery of ways of writing that are misread. {finding}.",
        caption=f"{finding}. Digit drawn → digit read, and how many drawings; the one shown was "
        "misread with the highest confidence.",
        height=height_of(len(shown)),
        draw=drawing(
            decode(network.handwriting.drawn.misread_images)[[style.example for style in shown]],
            [(f"{style.what} → {style.read}", f"{style.count} ×") for style in shown],
        ),
    )


def letters_called_digits(network: Network) -> Figure:
    """Letters that a digit is named for, most confident first."""
    shown = network.handwriting.named[:_MOST]
    others = network.handwriting.letters.refused.refused
    total = others.count - others.hits
    finding = (
        f"{_shown(len(shown), total, 'letter', 'letters')} that the {network.name} network names "
        f"a digit for, out of {thousands(others.count)} tried, the most confident first"
    )
    return Figure(
        alt=f"Gallery: {finding}.",
        caption=f"{finding}: letter → digit, and the confidence of the network.",
        height=height_of(len(shown)),
        draw=drawing(
            decode(network.handwriting.named_images)[: len(shown)],
            [(f"{each.what} → {each.read}", surely(each.confidence)) for each in shown],
        ),
    )


def refused_by_name(network: Network) -> Figure:
    """How often each letter and each shape is refused, as shaded cells."""
    kinds = {
        "Letters": (network.handwriting.letters, 8),
        "Letters like digits": (network.handwriting.letters_like_digits, 8),
        "Scribbles": (network.handwriting.scribbles, 4),
    }
    blocks = [
        _Block(f"{title}: {percent(kind.refused.refused.share, 1)} refused", kind.by_name, columns)
        for title, (kind, columns) in kinds.items()
    ]
    finding = " ".join(_leniency(title, block) for title, block in zip(kinds, blocks, strict=True))

    def draw(figure: Canvas, palette: Palette) -> None:
        page, top = sheet(figure), 0
        for block in blocks:
            block.draw(page, top, palette)
            top += block.height

    return Figure(
        alt=f"Table of letters and shapes, each with the share that the {network.name} network "
        f"refuses. {finding}",
        caption=f"The share of drawings for which the {network.name} network names no digit. "
        f"{finding}",
        height=sum(block.height for block in blocks),
        draw=draw,
    )


@dataclass(frozen=True)
class _Block:
    """Names under a heading, the least refused first, each a cell with its share."""

    title: str
    shares: dict[str, float]
    columns: int

    @property
    def height(self) -> int:
        return _HEAD + _CELL * -(-len(self.shares) // self.columns) + _GAP

    @property
    def names(self) -> list[str]:
        return sorted(self.shares, key=lambda name: (self.shares[name], name))

    def draw(self, page: Axes, top: float, palette: Palette) -> None:
        page.text(0, top + 12, self.title, va="center_baseline", fontweight="bold")
        width = WIDTH / self.columns
        for place, name in enumerate(self.names):
            row, column = divmod(place, self.columns)
            left, upper = column * width, top + _HEAD + row * _CELL
            shade = 0.4 * (1 - self.shares[name])
            corner, size = (left + 1, upper + 1), (width - 2, _CELL - 2)
            page.add_patch(Rectangle(corner, *size, color=palette.second, alpha=shade, linewidth=0))
            middle = left + width / 2
            page.text(middle, upper + 18, name, ha="center")
            share = percent(self.shares[name], 0)
            page.text(middle, upper + 36, share, ha="center", color=palette.muted)


def _leniency(title: str, block: _Block) -> str:
    name = block.names[0]
    return f"{title}: {name} least often, {percent(block.shares[name], 0)}."


def _shown(shown: int, total: int, one: str, many: str) -> str:
    if shown == total:
        return f"All {count_of(total, one, many)}" if total else f"None of the {many}"
    return f"{thousands(shown)} of {count_of(total, one, many)}"


def _times(count: int) -> str:
    return count_of(count, "drawing", "drawings")

"""Figures of the digits that people drew: who is read, and which digit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from mnist.records import Rate
from scripts.figures.comparing import Look, looks, lowest, share_axis, where_it_begins, whisker
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet
from scripts.formats import count_of, listed, percent
from scripts.networks import Network

# Far enough apart for a line of text.
_ROW = 20
# Room for the intervals of three networks, one below the other.
_BLOCK = 40
_TOP, _BOTTOM = 40, 30


def by_writer(networks: list[Network]) -> Figure:
    """Dots: the share of every writer's digits that each network reads."""
    shares = {
        network.title: {
            each.writer: each.read.share for each in network.handwriting.drawn.by_writer
        }
        for network in networks
    }
    chosen = shares[networks[-1].title]
    writers = sorted(chosen, key=lambda writer: -chosen[writer])
    least = min(share for each in shares.values() for share in each.values())
    height = _ROW * len(writers)

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, 34, _TOP, WIDTH - 34 - 24, height)
        rows = np.arange(len(writers))
        table = np.array(
            [[each.get(writer, np.nan) for writer in writers] for each in shares.values()]
        )
        chart.hlines(
            rows, np.nanmin(table, 0), np.nanmax(table, 0), color=palette.grid, linewidth=6
        )
        styles = looks(networks, palette)
        for look, row in zip(styles.values(), table, strict=True):
            chart.scatter(row, rows, clip_on=False, **look.marker)
        share_axis(chart, "x", least)
        chart.set(ylim=(len(writers) - 0.4, -0.6), yticks=rows)
        chart.set_yticklabels([str(writer) for writer in writers])
        key(sheet(figure), {title: look.marker for title, look in styles.items()})

    finding = f"Worst read is {listed(_worst(network) for network in networks)}."
    return Figure(
        alt=f"Dot plot: the share of each of {count_of(len(writers), 'writer', 'writers')}' digits "
        f"that is read. {finding}",
        caption=f"The digits of each writer, by the number that the data set gives them, sorted "
        f"by what the {networks[-1].name} network reads. {finding}{where_it_begins(least)}",
        height=_TOP + height + _BOTTOM,
        draw=draw,
    )


def by_digit(networks: list[Network]) -> Figure:
    """Dots with intervals: the share of every digit that each network reads."""
    rates = {
        network.title: {
            str(digit): rate
            for digit, rate in enumerate(network.handwriting.drawn.by_digit)
            if rate is not None
        }
        for network in networks
    }
    finding = (
        "Hardest is "
        f"{listed(_hardest(network.name, rates[network.title]) for network in networks)}."
    )
    return _rows(
        networks,
        rates,
        alt=f"Dot plot: the share of each drawn digit that is read. {finding}",
        caption=f"{finding} Lines are {percent(0.95, 0)} intervals.",
    )


def called_digits(networks: list[Network]) -> Figure:
    """Dots with intervals: the share of other drawings that are surely taken for a digit."""
    rates = {
        network.title: {
            "letters": network.handwriting.letters.confident,
            "letters like digits": network.handwriting.letters_like_digits.confident,
            "scribbles": network.handwriting.scribbles.confident,
        }
        for network in networks
    }
    finding = "; ".join(
        f"{_listed(rates[network.title])} by the {network.name} network" for network in networks
    )
    return _rows(
        networks,
        rates,
        alt="Dot plot: the share of letters and scribbles that are called a digit with more than "
        f"{percent(0.9, 0)}: {finding}.",
        caption="Drawings that are no digits and are called one with more than "
        f"{percent(0.9, 0)}: {finding}. Lines are {percent(0.95, 0)} intervals.",
        left=140,
        least=0.0,
    )


def _rows(
    networks: list[Network],
    rates: dict[str, dict[str, Rate]],
    alt: str,
    caption: str,
    left: int = 28,
    least: float | None = None,
) -> Figure:
    """A chart with a row a name, and in it the rate of every network, one below the other.

    Args:
        networks: which.
        rates: by title, then by name; a network may lack some names.
        alt: see `Figure`.
        caption: see `Figure`.
        left: room for the names, in pixels.
        least: the lowest share that the axis has to reach; by default that of the rates.
    """
    names = list(dict.fromkeys(name for each in rates.values() for name in each))
    if least is None:
        least = lowest(rate for each in rates.values() for rate in each.values())
    height = _BLOCK * len(names)

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, left, _TOP, WIDTH - left - 24, height)
        styles = looks(networks, palette)
        for look, shift, each in zip(
            styles.values(), _spread(len(networks)), rates.values(), strict=True
        ):
            _row_marks(
                chart, [(names.index(name) + shift, rate) for name, rate in each.items()], look
            )
        share_axis(chart, "x", least)
        chart.set(ylim=(len(names) - 0.5, -0.5), yticks=range(len(names)))
        chart.set_yticklabels(names)
        chart.grid(axis="y", visible=False)
        chart.hlines(np.arange(1, len(names)) - 0.5, 0, 1, color=palette.grid, linewidth=1)
        key(sheet(figure), {title: look.marker for title, look in styles.items()})

    return Figure(alt, caption + where_it_begins(least), _TOP + height + _BOTTOM, draw)


def _row_marks(chart: Axes, marks: Sequence[tuple[float, Rate]], look: Look) -> None:
    for row, rate in marks:
        whisker(chart, row, rate, look.colour, upright=False)
        chart.scatter([rate.share], [row], clip_on=False, **look.marker)


def _spread(count: int) -> list[float]:
    """How far each network lies from the middle of its row, in rows."""
    return [0.28 * (at - (count - 1) / 2) for at in range(count)]


def _worst(network: Network) -> str:
    worst = min(network.handwriting.drawn.by_writer, key=lambda each: each.read.share)
    return f"writer {worst.writer} by the {network.name} network ({percent(worst.read.share, 1)})"


def _hardest(network: str, rates: dict[str, Rate]) -> str:
    digit = min(rates, key=lambda name: rates[name].share)
    return f"{digit} for the {network} network ({percent(rates[digit].share, 1)})"


def _listed(rates: dict[str, Rate]) -> str:
    return listed(f"{percent(rate.share, 1)} of the {name}" for name, rate in rates.items())

"""Figures of the same drawn digits in other ways: another pen, another size, another place."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from mnist.records import Condition, Rate
from scripts.figures.comparing import looks, lowest, share_axis, where_it_begins, whisker
from scripts.figures.figure import Figure
from scripts.figures.style import WIDTH, Palette, axes, key, sheet
from scripts.formats import THIN, listed, percent
from scripts.networks import Network

Conditions = dict[str, list[Condition]]

_LEFT, _RIGHT = 54, 22
_SOLID, _DASHED = "-", (0, (4, 3))


def by_pen_width(networks: list[Network]) -> Figure:
    """Lines: the share read, by the width of the pen that the digits are drawn with."""
    found = {each.title: each.handwriting.drawn.by_pen_width for each in networks}
    least = lowest(each.normalised for conditions in found.values() for each in conditions)

    def draw(figure: Canvas, palette: Palette) -> None:
        chart = axes(figure, _LEFT, 40, WIDTH - _LEFT - _RIGHT, 240)
        _lines(chart, networks, found, palette, _normalised, _SOLID)
        _by_value(chart, found, least, "{:g}")
        chart.set_xlabel("width of the pen, in pixels of the image")
        key(sheet(figure), {name: each.marker for name, each in looks(networks, palette).items()})

    widths = [each.value for each in found[networks[-1].title]]
    finding = (
        f"With pens of {listed(f'{width:g}' for width in widths)} pixels, "
        f"{listed(_shares(network.name, found[network.title]) for network in networks)}."
    )
    return Figure(
        alt=f"Line chart: the share of drawn digits that is read, by pen width. {finding}",
        caption=f"{_steadiness(networks, found)} {finding} Bars are {percent(0.95, 0)} intervals."
        f"{where_it_begins(least)}",
        height=330,
        draw=draw,
    )


def by_size_and_place(networks: list[Network]) -> Figure:
    """Lines: normalised drawings against the whole canvas, shrunk, by size and by place."""
    sizes = {each.title: each.handwriting.drawn.by_size for each in networks}
    places = {each.title: each.handwriting.drawn.by_offset for each in networks}
    panels = (
        (sizes, "longest side of the drawing, as a share of the canvas"),
        (places, "pixels of the image from the middle"),
    )
    least = lowest(
        rate
        for found, _ in panels
        for conditions in found.values()
        for each in conditions
        for rate in (each.normalised, each.squashed)
        if rate is not None
    )

    def draw(figure: Canvas, palette: Palette) -> None:
        for row, (found, label) in enumerate(panels):
            chart = axes(figure, _LEFT, 66 + 270 * row, WIDTH - _LEFT - _RIGHT, 200)
            _lines(chart, networks, found, palette, _normalised, _SOLID)
            _lines(chart, networks, found, palette, _squashed, _DASHED)
            _by_value(chart, found, least, "{:g}" if row else "{:.0%}")
            chart.set_xlabel(label)
        page = sheet(figure)
        key(page, {name: each.marker for name, each in looks(networks, palette).items()})
        _key_of_lines(page, palette)

    small = networks[-1].handwriting.drawn.by_size[0].value
    finding = (
        f"Of drawings that take {percent(small, 0)} of the side, "
        f"{listed(_both(network) for network in networks)}."
    )
    return Figure(
        alt="Two line charts: the share of drawn digits that is read, by their size on the canvas "
        f"above and by their distance from its middle below. {finding}",
        caption=f"Solid: scaled and centred, as this page does it, so that size and place change "
        f"nothing. Dashed: the whole canvas shrunk to the image. {finding}",
        height=590,
        draw=draw,
    )


def _normalised(condition: Condition) -> Rate | None:
    return condition.normalised


def _squashed(condition: Condition) -> Rate | None:
    return condition.squashed


def _lines(
    chart: Axes,
    networks: list[Network],
    found: Conditions,
    palette: Palette,
    take: Callable[[Condition], Rate | None],
    style: object,
) -> None:
    for title, look in looks(networks, palette).items():
        points = [(each.value, rate) for each in found[title] if (rate := take(each)) is not None]
        values, shares = [value for value, _ in points], [rate.share for _, rate in points]
        chart.plot(values, shares, color=look.colour, linewidth=1.5, linestyle=style)
        chart.scatter(values, shares, clip_on=False, **look.marker)
        for value, rate in points:
            whisker(chart, value, rate, look.colour, upright=True)


def _by_value(chart: Axes, found: Conditions, least: float, form: str) -> None:
    values = sorted({each.value for conditions in found.values() for each in conditions})
    room = 0.06 * (values[-1] - values[0] or 1)
    chart.set(xlim=(values[0] - room, values[-1] + room), xticks=values)
    chart.set_xticklabels([form.format(value).replace("%", f"{THIN}%") for value in values])
    chart.grid(axis="x", visible=False)
    share_axis(chart, "y", least)


def _key_of_lines(page: Axes, palette: Palette) -> None:
    left = 0
    for text, style in (("scaled and centred", _SOLID), ("canvas shrunk", _DASHED)):
        page.plot([left, left + 26], [34, 34], color=palette.muted, linewidth=1.5, linestyle=style)
        page.text(left + 34, 34, text, va="center_baseline")
        left += 34 + 7 * len(text) + 22


def _shares(network: str, conditions: list[Condition]) -> str:
    read = listed(f"{100 * each.normalised.share:.1f}" for each in conditions)
    return f"the {network} network reads {read}{THIN}%"


def _steadiness(networks: list[Network], found: Conditions) -> str:
    """By how much the width of the pen changes what is read at all."""
    spans = []
    for network in networks:
        shares = [each.normalised.share for each in found[network.title]]
        spans.append(f"the {network.name} network loses {100 * (max(shares) - min(shares)):.1f}")
    return f"From its best width of the pen to its worst {listed(spans)} percentage points."


def _both(network: Network) -> str:
    small = network.handwriting.drawn.by_size[0]
    shrunk = f" and {percent(small.squashed.share, 1)} shrunk" if small.squashed else ""
    return (
        f"the {network.name} network reads {percent(small.normalised.share, 1)} scaled and "
        f"centred{shrunk}"
    )

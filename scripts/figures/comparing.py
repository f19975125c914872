"""Several networks in one chart: how each is drawn, their key, and the axis of shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mnist.records import Rate
from scripts.figures.style import Palette
from scripts.formats import percent
from scripts.networks import Network


@dataclass(frozen=True)
class Look:
    """Colour and shape of a network's marks; the shape tells where the colour does not."""

    colour: str
    marker: dict[str, Any]


def looks(networks: list[Network], palette: Palette) -> dict[str, Look]:
    """How each is drawn, by its title.

    The last one, which a comparison is about, is a dot in the accent; those before it are shapes
    that a dot can lie inside of.

    Raises:
        ValueError: there are more networks than looks.
    """
    colours = (palette.accent, palette.second, palette.ink)
    shapes: tuple[dict[str, Any], ...] = (
        {"marker": "o", "s": 44, "linewidths": 0, "color": colours[0], "zorder": 5},
        {"marker": "o", "s": 100, "linewidths": 2, "edgecolors": colours[1], "zorder": 4},
        {"marker": "D", "s": 64, "linewidths": 1.3, "edgecolors": colours[2], "zorder": 3},
    )
    if len(networks) > len(shapes):
        raise ValueError(
            f"expected at most {len(shapes)} networks to compare, found {len(networks)}; "
            "give scripts.figures.comparing another look"
        )
    found = {
        network.title: Look(colour, {"facecolors": "none"} | shape if at else shape)
        for at, (network, colour, shape) in enumerate(
            zip(reversed(networks), colours, shapes, strict=False)
        )
    }
    return {network.title: found[network.title] for network in networks}


def lowest(rates: Iterable[Rate]) -> float:
    """The lower end of the lowest interval: how far an axis has to reach."""
    return min(rate.interval[0] for rate in rates)


def share_axis(chart: Axes, name: Literal["x", "y"], least: float) -> None:
    """Per cent, from a little below the lowest share to 100 %."""
    chart.set(**{f"{name}lim": (_begin(least), min(1 + _margin(least), 1.02))})
    axis = {"x": chart.xaxis, "y": chart.yaxis}[name]
    axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    digits = 0 if least < 0.94 else 1
    axis.set_major_formatter(FuncFormatter(lambda share, _: percent(share, digits)))


def where_it_begins(least: float) -> str:
    """A sentence on an axis that does not begin where a reader might think, or nothing."""
    return " The axis does not begin at zero." if _begin(least) > 0 else ""


def _begin(least: float) -> float:
    return max(0.0, least - _margin(least))


def _margin(least: float) -> float:
    return (1 - least) * 0.05


def whisker(chart: Axes, at: float, rate: Rate, colour: str, *, upright: bool) -> None:
    """The interval of a rate as a thin line, along y or along x."""
    place: tuple[Any, Any] = ((at, at), rate.interval) if upright else (rate.interval, (at, at))
    chart.plot(*place, color=colour, alpha=0.6, linewidth=1.5, clip_on=False)

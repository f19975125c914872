"""How every figure looks: one width, one text size, two palettes.

A figure is as wide as `WIDTH` CSS pixels at most. On a phone 360 px wide a page leaves about
328 px for it, where text of `TEXT` pixels still stands 9 px high.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

# Figures take their colours from here with the rest of the style.
from scripts.palette import DARK as DARK
from scripts.palette import LIGHT as LIGHT
from scripts.palette import PALETTES as PALETTES
from scripts.palette import Palette as Palette

WIDTH = 480
TEXT = 13.5

# Matplotlib reckons in points, 72 to an inch; at 72 dots an inch a point is a pixel.
DOTS_PER_INCH = 72


def settings(palette: Palette) -> dict[str, Any]:
    """Matplotlib's settings, on top of its defaults."""
    return {
        # Measured with the font that comes with Matplotlib, wherever it runs.
        "font.family": "DejaVu Sans",
        "font.size": TEXT,
        "text.color": palette.ink,
        "axes.facecolor": "none",
        "axes.edgecolor": palette.muted,
        "axes.labelcolor": palette.muted,
        "axes.labelsize": TEXT,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.left": False,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.linewidth": 1,
        "axes.xmargin": 0,
        "grid.color": palette.grid,
        "grid.linewidth": 1,
        "xtick.color": palette.muted,
        "ytick.color": palette.muted,
        "xtick.labelsize": TEXT,
        "ytick.labelsize": TEXT,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "xtick.minor.size": 0,
        "ytick.minor.size": 0,
        "xtick.major.pad": 6,
        "ytick.major.pad": 6,
        "lines.linewidth": 2,
        "lines.solid_capstyle": "round",
        "image.composite_image": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "figures",
    }


def canvas(height: int) -> Canvas:
    """An empty drawing, `WIDTH` pixels wide."""
    return Canvas(figsize=(WIDTH / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH)


def axes(on: Canvas, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a place given in pixels from the top left corner."""
    full_width, full_height = on.get_size_inches() * DOTS_PER_INCH
    bottom = full_height - top - height
    return on.add_axes(
        (left / full_width, bottom / full_height, width / full_width, height / full_height)
    )


def sheet(on: Canvas) -> Axes:
    """Axes without marks over the whole drawing, in pixels from the top left corner."""
    width, height = on.get_size_inches() * DOTS_PER_INCH
    whole = axes(on, 0, 0, width, height)
    whole.set(xlim=(0, width), ylim=(height, 0))
    whole.axis("off")
    return whole


def swatch(colour: str) -> dict[str, Any]:
    """A square of a colour, for a `key`."""
    return {"marker": "s", "s": 81, "color": colour, "linewidths": 0}


def key(on: Axes, entries: dict[str, dict[str, Any]], left: float = 0, top: float = 10) -> None:
    """Name what is drawn in a line of a `sheet`: name -> how its marker is drawn."""
    for name, marker in entries.items():
        on.scatter(left + 6, top, **marker)
        on.text(left + 17, top, name, va="center_baseline")
        # Seven pixels a character is a little more than the widest system font takes.
        left += 17 + 7 * len(name) + 22

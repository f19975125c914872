"""The site's colours for what is drawn; its CSS has the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours that suit one of the page's two modes.

    Attributes:
        name: ``light`` or ``dark``.
        ink: text and pen strokes.
        muted: axes, secondary text.
        grid: lines behind the data.
        accent: the data that a figure is about.
        second: what it is compared with, and mistakes.
    """

    name: str
    ink: str
    muted: str
    grid: str
    accent: str
    second: str


LIGHT = Palette("light", "#1f2430", "#5b6472", "#e4e7ec", "#3b5bdb", "#d9480f")
DARK = Palette("dark", "#e6e8ee", "#a3acbb", "#343a46", "#91a7ff", "#ff922b")
PALETTES = (LIGHT, DARK)

"""How far a distortion goes, as a reader wants it."""

from __future__ import annotations

from scripts.formats import percent


def limit(distortion: str, value: float) -> str:
    """The limit of a distortion of `AugmentationConfig`, with its unit: ``10°``."""
    match distortion:
        case "rotation":
            return f"{value:g}°"
        case "zoom" | "thickness":
            return percent(value, 0)
        case "shift":
            return f"{value:g} {'pixel' if value == 1 else 'pixels'}"
        case _:
            return f"{value:g}"

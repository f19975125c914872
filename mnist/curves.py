"""What scribbles are made of: lines, arcs and curves, each one stroke float64 [n, 2]."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicSpline

from mnist.strokes import Points

# Points to a turn, or between two points that a curve goes through: as a tablet samples a pen.
_FINE = 24
_COARSE = 8


def line(*points: ArrayLike) -> Points:
    """Straight from each point (x, y) to the next; a single one is a dot."""
    return np.array(points, np.float64)


def closed(*points: ArrayLike) -> Points:
    """Straight from each point to the next, and from the last to the first."""
    return line(*points, points[0])


def arc(centre: ArrayLike, radius: ArrayLike, start: float = 0.0, end: float = 360.0) -> Points:
    """Part of an ellipse.

    Args:
        centre: (x, y).
        radius: one number, or one along x and one along y.
        start: angle in degrees, from the right, clockwise as y grows downward.
        end: angle in degrees; 360 further than the start closes the ellipse.
    """
    steps = max(int(abs(end - start) / 360 * _FINE), 2)
    angle = np.radians(np.linspace(start, end, steps + 1))
    directions = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return cast("Points", np.asarray(centre) + np.asarray(radius) * directions)


def through(points: Points, *, close: bool = False) -> Points:
    """A smooth curve through points [n, 2], n >= 3, and back to the first if it is closed."""
    knots = np.concatenate([points, points[:1]]) if close else points
    spline = CubicSpline(
        np.arange(len(knots)), knots, bc_type="periodic" if close else "not-a-knot"
    )
    at = np.linspace(0, len(knots) - 1, (len(knots) - 1) * _COARSE + 1)
    return cast("Points", spline(at))


def turned(points: Points, angle: float) -> Points:
    """Turned around (0, 0) by an angle in degrees, clockwise as y grows downward."""
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    around: Points = points @ np.array([[cosine, sine], [-sine, cosine]])
    return around

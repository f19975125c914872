"""The line that a pen drew, from the area that its ink covers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from skimage.measure import approximate_polygon
from skimage.morphology import skeletonize

from mnist.strokes import Points

Pixel = tuple[int, int]
Graph = dict[Pixel, list[Pixel]]

# A skeleton goes from pixel to pixel in steps of 45 degrees; a line this many pixels from it at
# most is as the pen went, and has a tenth of the points.
_TOLERANCE = 1.0
_SIDES = ((-1, 0), (0, -1), (0, 1), (1, 0))
_CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def strokes(ink: NDArray[np.bool_]) -> tuple[Points, ...]:
    """Thin ink to its middle line and follow that from fork to fork.

    The thinning is that of T.-C. Lee, R. L. Kashyap and C.-N. Chu, "Building skeleton models via
    3-D medial surface/axis thinning algorithms", CVGIP 56(6), 1994. The faster one by Zhang and
    Suen can lose a slanted stroke.

    Args:
        ink: bool [rows, columns], True where there is ink.

    Returns:
        Each float64 [n, 2], points (x, y), y downward, in pixels; a closed line ends where it
        starts, a dot is one point. None at all where there is no ink.
    """
    graph = _graph(skeletonize(ink, method="lee"))
    return tuple(_smooth(path) for path in _paths(graph))


def _graph(skeleton: NDArray[np.bool_]) -> Graph:
    """The neighbours of each pixel; over a corner only where no side leads there."""
    pixels = {(int(row), int(column)) for row, column in np.argwhere(skeleton)}
    return {pixel: list(_neighbours(pixel, pixels)) for pixel in sorted(pixels)}


def _neighbours(pixel: Pixel, pixels: set[Pixel]) -> Iterator[Pixel]:
    row, column = pixel
    for down, right in _SIDES:
        if (row + down, column + right) in pixels:
            yield row + down, column + right
    for down, right in _CORNERS:
        sides = {(row + down, column), (row, column + right)}
        if (row + down, column + right) in pixels and not sides & pixels:
            yield row + down, column + right


def _paths(graph: Graph) -> Iterator[list[Pixel]]:
    """Every step between neighbours once, in paths that fork nowhere but at their ends."""
    walked: set[frozenset[Pixel]] = set()
    # Ends and forks first: what is left after them are closed lines without a fork.
    for start in sorted(graph, key=lambda pixel: len(graph[pixel]) == 2):
        if not graph[start]:
            yield [start]
        for first in graph[start]:
            if frozenset((start, first)) not in walked:
                path = _path(graph, start, first)
                walked.update(map(frozenset, pairwise(path)))
                yield path


def _path(graph: Graph, start: Pixel, first: Pixel) -> list[Pixel]:
    path = [start, first]
    while path[-1] != start and len(graph[path[-1]]) == 2:
        path.append(next(pixel for pixel in graph[path[-1]] if pixel != path[-2]))
    return path


def _smooth(path: list[Pixel]) -> Points:
    line: Points = approximate_polygon(np.array(path, np.float64), _TOLERANCE)
    return line[:, ::-1].copy()

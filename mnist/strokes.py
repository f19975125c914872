"""Pen strokes: the UNIPEN files they come in, and the image that they make.

A stroke is a sequence of points (x, y), y downward, in any unit. ``render`` draws strokes as
MNIST shows digits, by geometry alone: no bitmap is resampled, so the image does not depend on
the size of the drawing, and ``demo/strokes.js`` repeats the same arithmetic in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mnist.config import InputConfig

Points = NDArray[np.float64]
Raster = NDArray[np.float64]

_SEGMENT_FORM = '.SEGMENT DIGIT 6-7 ? "4"'
_SEGMENT = re.compile(r'\.SEGMENT DIGIT\s+(\d+)(?:-(\d+))? \S+ "(\d)"')
_COMMENT = re.compile(r"\.COMMENT\s+\d+\s+(\d+)\s+(\d+)")
# Segments measured against all pixels at once: bounds the memory that a long scribble takes.
_CHUNK = 256
# A shift by a part of a pixel changes the image, and so its centre of mass, a little. Over the
# drawn digits of pendigits one shift leaves it up to 0.12 pixels off, two up to 0.04. The number
# is fixed so that every language draws the same image.
_SHIFTS = 2


class StrokeError(ValueError):
    """Strokes, or a file of strokes, that cannot be read."""


@dataclass(frozen=True)
class PenDigit:
    """One digit drawn on a tablet.

    Attributes:
        label: the digit, 0 to 9.
        writer: number of the person who drew it.
        serial: number of the digit among those of its writer.
        strokes: each float64 [n, 2], n >= 1, points (x, y) with y downward.
    """

    label: int
    writer: int
    serial: int
    strokes: tuple[Points, ...]


def parse_unipen(text: str) -> list[PenDigit]:
    """Read the digits of a UNIPEN file as the pendigits data set has them.

    A digit is ``.SEGMENT DIGIT 6-7 ? "4"`` (its strokes by number), ``.COMMENT 4 14 100``
    (digit, writer, serial) and one block of ``x y`` lines between ``.PEN_DOWN`` and
    ``.PEN_UP`` for each stroke. y grows upward in the file and is turned here.

    Raises:
        StrokeError: a line or a digit is not of that form; names the line.
    """
    lines = list(enumerate(text.splitlines(), start=1))
    starts = [at for at, (_, line) in enumerate(lines) if line.startswith(".SEGMENT")]
    if not starts:
        raise StrokeError("expected a line '.SEGMENT DIGIT ...', found none: is this UNIPEN?")
    ends = [*starts[1:], len(lines)]
    return [_digit(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _digit(lines: Sequence[tuple[int, str]]) -> PenDigit:
    number, head = lines[0]
    segment = _SEGMENT.fullmatch(head.strip())
    if segment is None:
        raise StrokeError(f"line {number}: expected {_SEGMENT_FORM!r}, found {head!r}")
    first, last, label = segment.groups()
    writer, serial = _writer_and_serial(lines)
    strokes = tuple(_blocks(lines))
    expected = int(last or first) - int(first) + 1
    if len(strokes) != expected:
        raise StrokeError(f"line {number}: expected {expected} strokes, found {len(strokes)}")
    return PenDigit(int(label), writer, serial, strokes)


def _writer_and_serial(lines: Sequence[tuple[int, str]]) -> tuple[int, int]:
    for number, line in lines:
        if line.startswith(".COMMENT"):
            comment = _COMMENT.fullmatch(line.strip())
            if comment is None:
                raise StrokeError(
                    f"line {number}: expected '.COMMENT digit writer serial', found {line!r}"
                )
            return int(comment[1]), int(comment[2])
    raise StrokeError(f"line {lines[0][0]}: expected a '.COMMENT' in this digit, found none")


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[Points]:
    """The strokes of one digit."""
    points: list[tuple[float, float]] | None = None
    for number, line in lines:
        if line.startswith(".PEN_DOWN"):
            if points is not None:
                raise StrokeError(f"line {number}: expected .PEN_UP, found another .PEN_DOWN")
            points = []
        elif line.startswith(".PEN_UP"):
            if not points:
                raise StrokeError(f"line {number}: expected points before .PEN_UP, found none")
            yield np.array(points)
            points = None
        elif points is not None:
            points.append(_point(number, line))
    if points is not None:
        raise StrokeError(f"line {lines[-1][0]}: expected .PEN_UP, found the end of the digit")


def _point(number: int, line: str) -> tuple[float, float]:
    try:
        x, y = (float(value) for value in line.split())
    except ValueError:
        raise StrokeError(f"line {number}: expected 'x y', found {line!r}") from None
    return x, -y


def render(strokes: Iterable[ArrayLike], config: InputConfig) -> NDArray[np.float32]:
    """Draw strokes as the network expects them.

    The bounding box of the points is scaled so that its longest side, the pen's width
    included, is ``config.box`` pixels. The intensity of a pixel is
    ``clamp(0.5 + (pen_width / 2 - d), 0, 1)``, d the distance of its centre to the strokes.
    It is drawn with the bounding box in the middle, then again as often as ``_SHIFTS`` says,
    each time shifted by what the image's centre of mass is off ``config.centre``. Pixel
    centres have whole coordinates, 0 to size - 1, as in ``scipy.ndimage.center_of_mass``.
    What a shift puts outside the image is cut off, as in MNIST itself.

    Neither the order nor the direction of strokes matters. All points in one place make a dot.

    Args:
        strokes: each [n, 2], points (x, y), y downward, in any unit.
        config: size, box, pen width and centre, in pixels.

    Returns:
        float32 [size, size] in 0..1; all 0 where there is no point at all.

    Raises:
        StrokeError: a stroke is not [n, 2], or has coordinates that are not finite.
    """
    arrays = [points for points in map(_checked, strokes) if len(points)]
    if not arrays:
        return np.zeros((config.size, config.size), np.float32)
    start, end = _segments(_fitted(arrays, config.box - config.pen_width))
    centre = middle = np.array(config.centre)
    for _ in range(_SHIFTS):
        image = _coverage(start + middle, end + middle, config)
        middle = middle + (centre - _centre_of_mass(image))
    return _coverage(start + middle, end + middle, config).astype(np.float32)


def _checked(stroke: ArrayLike) -> Points:
    points = np.asarray(stroke, dtype=np.float64)
    if points.size == 0:
        return points.reshape(0, 2)
    if points.ndim != 2 or points.shape[1] != 2:
        raise StrokeError(f"expected a stroke [n, 2], found shape {points.shape}")
    if not np.isfinite(points).all():
        raise StrokeError("expected finite coordinates, found NaN or infinity in a stroke")
    return points


def _fitted(strokes: Sequence[Points], longest: float) -> list[Points]:
    """Scale the longest side of the points, their bounding box's middle at (0, 0)."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    side = (high - low).max()
    if side == 0:
        return [np.zeros_like(stroke) for stroke in strokes]
    middle = low + (high - low) / 2
    return [(stroke - middle) / side * longest for stroke in strokes]


def _segments(strokes: Sequence[Points]) -> tuple[Points, Points]:
    """Starts and ends [n, 2] of all line segments; a stroke of one point is one of length 0."""
    start = [stroke[: max(len(stroke) - 1, 1)] for stroke in strokes]
    end = [stroke[min(len(stroke) - 1, 1) :] for stroke in strokes]
    return np.concatenate(start), np.concatenate(end)


def _coverage(start: Points, end: Points, config: InputConfig) -> Raster:
    """Intensity [size, size] of strokes given in pixel coordinates."""
    squared = np.full((config.size, config.size), np.inf)
    for at in range(0, len(start), _CHUNK):
        chunk = slice(at, at + _CHUNK)
        distances = _squared_distances(start[chunk], end[chunk], config.size)
        np.minimum(squared, distances.min(axis=2), out=squared)
    coverage: Raster = np.clip(0.5 + (config.pen_width / 2 - np.sqrt(squared)), 0, 1)
    return coverage


def _squared_distances(start: Points, end: Points, size: int) -> Raster:
    """Of each pixel's centre to each of the segments [n, 2]: float64 [size, size, n]."""
    axis = np.arange(size)[:, None]
    along_x, along_y = (end - start).T
    from_x = (axis - start[:, 0])[None, :, :]
    from_y = (axis - start[:, 1])[:, None, :]
    length = along_x**2 + along_y**2
    # Where on the segment the nearest point lies, 0 to 1; a segment of length 0 is its start.
    share = (from_x * along_x + from_y * along_y) / np.where(length > 0, length, 1)
    np.clip(share, 0, 1, out=share)
    squared: Raster = (from_x - share * along_x) ** 2 + (from_y - share * along_y) ** 2
    return squared


def _centre_of_mass(image: Raster) -> Points:
    """(x, y) of an image that is not blank, in pixels."""
    axis = np.arange(len(image))
    x, y = image.sum(axis=0) @ axis, image.sum(axis=1) @ axis
    return np.array([x, y]) / np.float64(image.sum())


def squash(
    strokes: Iterable[ArrayLike],
    config: InputConfig,
    *,
    share: float,
    offset: tuple[float, float] = (0.0, 0.0),
) -> NDArray[np.float32]:
    """Draw strokes as a page does that shrinks its whole canvas to the image.

    Nothing is fitted to the box or moved to the middle. Like ``render``, it knows no bitmap:
    this is what ideal resampling of the canvas gives.

    Args:
        strokes: each [n, 2], points (x, y), y downward, in any unit.
        config: size and pen width, in pixels of the image.
        share: of the canvas's side that the longest side of the drawing takes, pen included.
        offset: (x, y) of the drawing's middle from the middle of the canvas, in pixels.

    Returns:
        float32 [size, size] in 0..1; all 0 where there is no point at all.

    Raises:
        StrokeError: a stroke is not [n, 2], or has coordinates that are not finite.
    """
    arrays = [points for points in map(_checked, strokes) if len(points)]
    if not arrays:
        return np.zeros((config.size, config.size), np.float32)
    start, end = _segments(_fitted(arrays, share * config.size - config.pen_width))
    middle = (config.size - 1) / 2 + np.array(offset)
    return _coverage(start + middle, end + middle, config).astype(np.float32)

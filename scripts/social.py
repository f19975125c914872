"""Draw the card that stands for a page where a link to it is shared.

Drawn with Pillow alone: to start Matplotlib takes longer than all the cards of a small site.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageDraw

from scripts import contours, faces
from scripts.palette import DARK
from scripts.social_card import HEIGHT, WIDTH, Card

MARGIN = 72
GROUND = "#171a21"
COLOURS = (DARK.ink, DARK.muted, DARK.accent)
# Of each colour on the ground, so that all fit into a palette of 256.
SHADES = 85
# Of pictures in a row, so that one alone is not blown up.
TALLEST = 120
# Lines are drawn so many times as large, and beside their usual width in figures so many times
# as wide: people see a card small.
FINER = 4
PEN = 1.4


def draw(card: Card) -> bytes:
    """The card as a PNG file of `WIDTH` by `HEIGHT` pixels, drawn from this machine's files.

    It has a palette: that is a third of the bytes of full colour, and packing them takes time.
    """
    page = Image.new("L", (WIDTH, HEIGHT))
    _compose(page, card)
    page.putpalette(_palette())
    file = io.BytesIO()
    # A little larger than at best, in half the time.
    page.save(file, format="png", compress_level=3)
    return file.getvalue()


@dataclass(frozen=True)
class Layer:
    """Something in one colour, to be put on a page of indices of the palette.

    Attributes:
        shades: indices.
        mask: where there are any; no two colours are drawn at one place.
    """

    shades: Image.Image
    mask: Image.Image


def _in_colour(drawn: Image.Image, colour: str) -> Layer:
    """What is drawn in grey, as much as there is of a colour at each place."""
    return Layer(drawn.point(_table(colour)), drawn.point([0] + [255] * 255))


def _put(page: Image.Image, layer: Layer, corner: tuple[int, int]) -> None:
    page.paste(layer.shades, corner, layer.mask)


@functools.cache
def _table(colour: str) -> list[int]:
    """For each level of a layer the index of its shade; 0 is the ground."""
    place = COLOURS.index(colour)
    shades = (round(level * (SHADES - 1) / 255) for level in range(1, 256))
    return [0, *(place * SHADES + 1 + shade for shade in shades)]


@functools.cache
def _palette() -> list[int]:
    """The ground, then the shades of every colour."""
    palette = [*ImageColor.getrgb(GROUND)]
    for colour in COLOURS:
        palette += _between(GROUND, colour)
    return palette


def _between(ground: str, colour: str) -> Iterator[int]:
    """The shades from one colour to another, each as its red, green and blue."""
    for shade in range(SHADES):
        share = shade / (SHADES - 1)
        for low, high in zip(ImageColor.getrgb(ground), ImageColor.getrgb(colour), strict=True):
            yield round(low + share * (high - low))


def _compose(page: Image.Image, card: Card) -> None:
    _put(page, _in_colour(Image.new("L", (57, 6), 255), DARK.accent), (MARGIN, MARGIN - 3))
    top = MARGIN + 84
    if card.site:
        _text(page, MARGIN, MARGIN + 46, card.site, 27, colour=DARK.muted)
        top += 32
    top = _lines(page, card.title, top, size=_title_size(card.title), most=2, bold=True)
    top = _lines(page, card.summary, top + 2, size=29, most=2, colour=DARK.muted)
    bottom = HEIGHT - MARGIN - (100 if card.facts else 0)
    if card.images is not None:
        _row(page, card.images, top, bottom)
    _facts(page, card.facts)


def _title_size(title: str) -> int:
    """The largest that leaves the title on one line, or the smallest of two lines."""
    room = WIDTH - 2 * MARGIN
    return next((size for size in (72, 64, 54) if faces.width(title, size, bold=True) <= room), 54)


def _lines(
    page: Image.Image,
    text: str,
    top: int,
    *,
    size: int,
    most: int,
    bold: bool = False,
    colour: str = DARK.ink,
) -> int:
    """Set text in lines of the card's width; gives the place of the line that would follow."""
    for line in wrapped(text, WIDTH - 2 * MARGIN, size, most, bold=bold):
        _text(page, MARGIN, top, line, size, bold=bold, colour=colour)
        top += round(size * (1.15 if bold else 1.4))
    return top


def wrapped(text: str, room: float, size: int, most: int, *, bold: bool = False) -> list[str]:
    """Text in lines no wider than there is room, the last shortened where there are too many."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and faces.width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and faces.width(f"{last}…", size, bold=bold) > room:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last.rstrip(',;:.')}…"]


def _row(page: Image.Image, images: NDArray[np.uint8], top: int, bottom: int) -> None:
    """Maps of images side by side over the card's width, in the middle of the height left."""
    count, height, width = images.shape
    pitch = width + max(1, width // 8)
    scale = min((WIDTH - 2 * MARGIN) / (count * pitch), TALLEST / height, (bottom - top) / height)
    size = (WIDTH - 2 * MARGIN, round(height * scale))
    strip = Image.new("L", (FINER * size[0], FINER * size[1]))
    pen = ImageDraw.Draw(strip)
    for place, image in enumerate(images):
        corner = np.array([place * pitch, 0])
        for line in contours.lines(image):
            points = (line.points + corner) * scale * FINER
            pen.line(
                [*map(tuple, points.tolist())],
                fill=round(255 * line.opacity),
                width=round(PEN * line.width * FINER),
                joint="curve",
            )
    above = round(top + (bottom - top - size[1]) / 2 - 6)
    _put(page, _in_colour(strip.reduce(FINER), DARK.accent), (MARGIN, above))


def _facts(page: Image.Image, facts: Sequence[tuple[str, str]]) -> None:
    shown = facts[:3]
    for place, (label, text) in enumerate(shown):
        left = MARGIN + place * (WIDTH - 2 * MARGIN) // len(shown)
        _text(page, left, HEIGHT - MARGIN - 34, text, 50, bold=True)
        _text(page, left, HEIGHT - MARGIN, label, 23, colour=DARK.muted)


def _text(
    page: Image.Image,
    left: int,
    baseline: int,
    text: str,
    size: int,
    *,
    bold: bool = False,
    colour: str = DARK.ink,
) -> None:
    for sign in text:
        _put(page, _letter(sign, size, bold, colour), (left - size, baseline - 3 * size // 2))
        left += faces.width(sign, size, bold=bold)


@functools.cache
def _letter(sign: str, size: int, bold: bool, colour: str) -> Layer:
    """A letter, drawn once, however many cards it is on.

    It stands its size from the left, and its line three halves of that from the top: there is room
    for what reaches beyond its own width, and below the line.
    """
    drawn = Image.new("L", (faces.width(sign, size, bold=bold) + 2 * size, 2 * size))
    font = faces.font(sign, size, bold=bold)
    ImageDraw.Draw(drawn).text((size, 3 * size // 2), sign, fill=255, font=font, anchor="ls")
    return _in_colour(drawn, colour)

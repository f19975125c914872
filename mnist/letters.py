"""The letters of typefaces as drawings, and which of them look like a digit.

Whether a letter can be told from every digit is decided here, before anything is measured. A
drawing is scaled to the same size whatever it shows, so a capital is no larger than a small
letter: where the two have one shape both stand on the same side. The merged classes of EMNIST
(G. Cohen, S. Afshar, J. Tapson and A. van Schaik, "EMNIST: an extension of MNIST to handwritten
letters", 2017) are the pairs that have, less L, whose capital has a foot that tells it from 1.
"""

from __future__ import annotations

import io
import string
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mnist import skeleton, typefaces
from mnist.drawings import Drawing, Kind
from mnist.typefaces import Typeface

LETTERS: Final = string.ascii_letters
# 0: O o D Q; 1: I i l J j; 2: Z z, Q in script; 3: z in script, B; 4: Y y; 5: S s; 6: b G;
# 7: J; 8: B, g with two loops; 9: g q, and a with its bowl on a stem.
DIGIT_LIKE: Final = "BDGIJOQSYZabgijloqsyz"
UNLIKE: Final = "".join(letter for letter in LETTERS if letter not in DIGIT_LIKE)
# Of those that every typeface has, the ones unlike any digit in every one of them, and unlike a
# shape that scores: a question mark, and a grid, which "#" is, are among these.
SYMBOLS: Final = '"+:=@^~'

# Pixels to the em. Capitals are about 90 pixels high, and a pen is at least 2 pixels wide.
_EM = 128
_INK = 128


def letters(folder: Path, faces: Iterable[Typeface], characters: str = LETTERS) -> list[Drawing]:
    """Each character of each typeface as the pen drew it.

    Args:
        folder: where the typefaces are: `node_modules`, or matplotlib's data for `PRINTED`.
        faces: which typefaces.
        characters: which letters, such as `UNLIKE`, or digits or symbols.

    Returns:
        The characters of the first typeface, then of the second, and so on.

    Raises:
        TypefaceError: a typeface is missing, or not the published one.
    """
    return [
        Drawing(skeleton.strokes(_ink(font, character)), _kind(character), face.name, character)
        for face in faces
        for font in [ImageFont.truetype(io.BytesIO(typefaces.read(folder, face)), _EM)]
        for character in characters
    ]


def _kind(character: str) -> Kind:
    if character in string.digits:
        return "digit"
    return "symbol" if character in SYMBOLS else "letter"


def _ink(font: ImageFont.FreeTypeFont, character: str) -> NDArray[np.bool_]:
    """What a character's ink covers: bool [rows, columns]."""
    left, top, right, bottom = font.getbbox(character)
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), character, fill=255, font=font)
    return np.asarray(image) >= _INK

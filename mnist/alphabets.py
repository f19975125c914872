"""Letters of alphabets that have no part in any score, as drawings that are no digits.

They are shapes that hands came to over centuries, more of them than anyone would think up. A
letter here and there is a digit to the eye, as Cyrillic has one in the shape of a 3:
`mnist.outliers` leaves out what is most like one.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

# Name -> first and last code point of each run of letters in Unicode. DejaVu Sans has all of them.
ALPHABETS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = MappingProxyType(
    {
        "Greek": ((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9)),
        "Cyrillic": ((0x400, 0x481), (0x48A, 0x525)),
        "Armenian": ((0x531, 0x556), (0x561, 0x586)),
        "Hebrew": ((0x5D0, 0x5EA),),
        "Arabic": ((0x621, 0x63A), (0x641, 0x64A)),
        "N'Ko": ((0x7CA, 0x7E7),),
        "Georgian": ((0x10A0, 0x10C5), (0x10D0, 0x10FA), (0x2D00, 0x2D25)),
        "Lisu": ((0xA4D0, 0xA4F7),),
        "Old Italic": ((0x10300, 0x1031E),),
    }
)
# Like a shape that scores, or one that chooses thresholds.
_LIKE_A_SHAPE: Final = {
    "arrow": "𐌙",
    "check mark": "ѴѵѶѷ",
    "grid": "𐌎",
    "heart": "ღ",
    "caret": "Λꓥ\u07cd",
    "key": "\u07d0",
    "pi": "Ππ",
    "trident": "ΨψѰѱ",
}


OTHER_LETTERS: Final = "".join(
    letter
    for first, last in chain.from_iterable(ALPHABETS.values())
    for letter in map(chr, range(first, last + 1))
    if letter not in "".join(_LIKE_A_SHAPE.values())
)
"""The letters of `ALPHABETS`, less those that are like a shape that scores or chooses."""

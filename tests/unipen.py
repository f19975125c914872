"""Pen strokes in the form of the published files, for tests that need no real ones."""

from __future__ import annotations

_HEAD = """\
.INCLUDE        dene.doc

.LEXICON "0" "1" "2" "3" "4" "5" "6" "7" "8" "9"
.HIERARCHY      DIGIT
"""
_DIGIT = """
.SEGMENT DIGIT {at} ? "{label}"
.COMMENT {label} {writer}  {at}
.PEN_DOWN
 100  {height}
 120  200
 {width}  100
.PEN_UP
.DT 100
"""


def unipen(digits: int) -> bytes:
    """A file with so many digits, 0 to 9 in turn, ten a writer, each a little different."""
    drawn = (
        _DIGIT.format(
            at=at, label=at % 10, writer=at // 10, height=300 + at % 89, width=100 + at % 97
        )
        for at in range(digits)
    )
    return (_HEAD + "".join(drawn)).encode("ascii")

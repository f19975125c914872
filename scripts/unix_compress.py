"""Data as Unix compress packs it, in files named .Z: LZW with codes of 9 to 16 bits.

The format has no standard but the program, in its fourth version. After the two bytes of MAGIC
comes one of settings: 0x80, which says that code 256 clears the table, and in the low five bits
the width that codes grow to. The codes follow, lowest bit first, in groups of eight; where the
width changes, and after a clearing, the rest of a group is padding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\x1f\x9d"
"""What such data begins with."""

_HEADER: Final = 3  # bytes
_CLEARS: Final = 0x80
_WIDTHS: Final = range(9, 17)  # bits
_GROUP: Final = 8  # codes
_CLEAR: Final = 256
_FIRST: Final = 257  # code of the first entry; those below _CLEAR are bytes


class CompressError(ValueError):
    """The data cannot be unpacked."""


def uncompress(packed: bytes, limit: int) -> bytes:
    """Unpack data that Unix compress has made.

    There is no checksum in it: what was cut off or changed may still unpack, to something else.

    Args:
        packed: the data, MAGIC first.
        limit: the most bytes to unpack; the memory it takes is in proportion to this.

    Raises:
        CompressError: it is not such data, is corrupt, or holds more than `limit` bytes.
    """
    unpacked = _Unpacked(_widest(packed), limit)
    at = _HEADER
    while at < len(packed):
        group = packed[at : at + unpacked.width]
        at += unpacked.width
        _unpack(group, unpacked)
    return bytes(unpacked.content)


def _widest(packed: bytes) -> int:
    """The width that codes grow to, in bits."""
    if len(packed) < _HEADER or not packed.startswith(MAGIC):
        raise _error(f"data that begins with {MAGIC.hex(' ')}", packed[:_HEADER].hex(" ") or "none")
    settings = packed[len(MAGIC)]
    widest = settings & ~_CLEARS
    if not settings & _CLEARS or widest not in _WIDTHS:
        raise _error("settings of 0x89 to 0x90", f"0x{settings:02x}")
    return widest


def _unpack(group: bytes, unpacked: _Unpacked) -> None:
    """Take the codes of one group, up to where the rest is padding."""
    width = unpacked.width
    for code in _codes(group, width):
        if code == _CLEAR:
            unpacked.clear()
            return
        unpacked.add(code)
        if unpacked.width != width:
            return


def _codes(group: bytes, width: int) -> Iterator[int]:
    bits = int.from_bytes(group, "little")
    for _ in range(min(_GROUP, len(group) * 8 // width)):
        yield bits & ((1 << width) - 1)
        bits >>= width


class _Unpacked:
    """What has been unpacked so far, which is the table of codes as well.

    An entry is what one code stood for and the byte after it. So it is enough to know where in
    the content each code since the last clearing begins, and nothing is kept twice.

    Args:
        widest: the width that codes grow to, in bits.
        limit: of the content, in bytes.
    """

    def __init__(self, widest: int, limit: int) -> None:
        self.content = bytearray()
        self._widest = widest
        self._limit = limit
        self.clear()

    def clear(self) -> None:
        """Forget all entries."""
        self._begins = [len(self.content)]  # of each code that makes an entry, and of the next
        self.width = _WIDTHS[0]

    def add(self, code: int) -> None:
        """Append what a code stands for, and widen the codes to come where entries need it.

        Raises:
            CompressError: there is no such entry, or the content outgrows its limit.
        """
        piece = bytes((code,)) if code < _CLEAR else self._entry(code - _FIRST)
        if len(self.content) + len(piece) > self._limit:
            raise _error(f"at most {self._limit} bytes", "more")
        self.content += piece
        next_entry = _FIRST + len(self._begins) - 1
        if next_entry < 1 << self._widest:
            self._begins.append(len(self.content))
        if next_entry >= 1 << self.width and self.width < self._widest:
            self.width += 1

    def _entry(self, number: int) -> bytes:
        if number + 1 >= len(self._begins):
            raise _error(f"one of {len(self._begins) - 1} entries", f"number {number}")
        begin, end = self._begins[number], self._begins[number + 1]
        piece = bytes(self.content[begin : end + 1])
        # The byte after the newest code is not there yet: it is the first of this very entry.
        return piece + piece[:1] if end == len(self.content) else piece


def _error(expected: str, found: str) -> CompressError:
    return CompressError(f"expected {expected}; found {found}")

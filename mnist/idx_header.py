"""The header of an IDX file: element type and shape, to bytes and back.

The format is Yann LeCun's, given on the page of the data set itself, "The MNIST database of
handwritten digits", http://yann.lecun.com/exdb/mnist/, under "The IDX file format":

    00 00 | element type, 1 byte | number of dimensions n, 1 byte
    size of each dimension, n times 4 bytes
    elements in C order

with every number big-endian. The page has vectors upwards; no dimensions at all, a lone element,
follows from the same rule and is let through.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from types import MappingProxyType
from typing import Any, Final

import numpy as np

ELEMENT_TYPES: Final[Mapping[int, np.dtype[Any]]] = MappingProxyType(
    {
        0x08: np.dtype(">u1"),
        0x09: np.dtype(">i1"),
        0x0B: np.dtype(">i2"),
        0x0C: np.dtype(">i4"),
        0x0D: np.dtype(">f4"),
        0x0E: np.dtype(">f8"),
    }
)
MAGIC_BYTES: Final = 4

_MAX_DIMENSIONS: Final = 0xFF
_MAX_SIZE: Final = 0xFFFFFFFF
_MANY_DIMENSIONS: Final = 8  # more would make a message unreadable


class IdxError(ValueError):
    """The bytes are not IDX, or the array cannot be written as IDX."""


@dataclass(frozen=True)
class Header:
    """What an IDX header says; `dtype` is one of ELEMENT_TYPES."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]

    @property
    def length(self) -> int:
        """Bytes of the header itself."""
        return MAGIC_BYTES + 4 * len(self.shape)

    @property
    def promised(self) -> int:
        """Bytes of the elements that have to follow: exact, however large, as Python's ints are."""
        return prod(self.shape) * self.dtype.itemsize

    def __str__(self) -> str:
        many = len(self.shape) > _MANY_DIMENSIONS
        shape = f"in {len(self.shape)} dimensions" if many else list(self.shape)
        size = "over 10^18 bytes" if self.promised > 10**18 else f"{self.promised} bytes"
        return f"{self.dtype.name} {shape}, {size}"


def parse(content: memoryview) -> Header:
    """The header that IDX bytes begin with; IdxError where they begin with none."""
    magic = bytes(content[:MAGIC_BYTES])
    if len(magic) < MAGIC_BYTES:
        raise IdxError(f"expected a magic number of 4 bytes; found {len(magic)}: it is truncated")
    zeros, code, dimensions = magic[:2], magic[2], magic[3]
    if zeros != b"\x00\x00" or code not in ELEMENT_TYPES:
        codes = ", ".join(f"{code:02x}" for code in ELEMENT_TYPES)
        raise IdxError(
            f"expected a magic number of 00 00, one of {codes}, and the number of dimensions; "
            f"found {magic.hex(' ')}: it is not an IDX file"
        )
    sizes = content[MAGIC_BYTES : MAGIC_BYTES + 4 * dimensions]
    if len(sizes) < 4 * dimensions:
        raise IdxError(
            f"expected {4 * dimensions} bytes of dimension sizes; found {len(sizes)}: "
            "it is truncated"
        )
    return Header(ELEMENT_TYPES[code], struct.unpack(f">{dimensions}I", sizes))


def format_header(header: Header) -> bytes:
    """The header as bytes; IdxError where IDX has no such shape."""
    shape = header.shape
    if len(shape) > _MAX_DIMENSIONS or any(not 0 <= size <= _MAX_SIZE for size in shape):
        raise IdxError(
            f"expected at most {_MAX_DIMENSIONS} dimensions, each 0 to {_MAX_SIZE}; "
            f"found {len(shape)}, from {min(shape)} to {max(shape)}"
        )
    magic = bytes([0, 0, _code(header.dtype), len(shape)])
    return magic + struct.pack(f">{len(shape)}I", *shape)


def element_type(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The IDX element type, big-endian, for an array's type; IdxError where there is none."""
    return ELEMENT_TYPES[_code(dtype)]


def _code(dtype: np.dtype[Any]) -> int:
    for code, known in ELEMENT_TYPES.items():
        if dtype.newbyteorder(">") == known:
            return code
    names = ", ".join(known.name for known in ELEMENT_TYPES.values())
    raise IdxError(f"expected elements of {names}; found {dtype.name}: convert it with astype")

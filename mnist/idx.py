"""IDX, the format MNIST is published in: bytes to arrays and arrays to bytes.

The format itself, and its source, are in `mnist.idx_header`. Nothing that a header says is
believed before it is checked: no memory is set aside for what it merely promises, and a gzip is
expanded to that promise and no further.
"""

import gzip
import io
import mmap
import zlib
from math import prod
from typing import Any, BinaryIO, Final, Protocol, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from mnist.idx_header import MAGIC_BYTES, Header, IdxError, element_type, format_header, parse

__all__ = ["LIMIT", "IdxError", "encode", "read", "read_flat", "unpack", "write"]

LIMIT: Final = 1 << 30
"""The most element bytes taken from a stream or a gzip, unless the caller says otherwise."""

_GZIP_MAGIC: Final = b"\x1f\x8b"  # RFC 1952, section 2.3.1; an IDX file begins 00 00
_CHUNK: Final = 1 << 20


class Readable(Protocol):
    """A binary stream to read, such as an open file."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Writable(Protocol):
    """A binary stream to write; buffered, so that it takes all it is given."""

    def write(self, data: bytes | memoryview, /) -> object:
        """Write all of `data`."""


Buffer: TypeAlias = bytes | bytearray | memoryview | mmap.mmap
Source: TypeAlias = Buffer | Readable


def read(source: Source, *, limit: int = LIMIT) -> NDArray[Any]:
    """The array in an IDX source.

    Args:
        source: IDX bytes, or a binary stream at its beginning; either may be gzip.
        limit: the most element bytes to take from a stream or a gzip.

    Returns:
        A read-only array of the header's shape, big-endian where an element has several bytes;
        for an uncompressed buffer a view of it, not a copy.

    Raises:
        IdxError: the source is not one whole IDX file and nothing else.
    """
    shape, elements = read_flat(source, limit=limit)
    try:
        return elements.reshape(shape)
    except ValueError as error:
        raise IdxError(
            f"expected a shape that NumPy can hold; found one of {len(shape)} dimensions "
            f"({error}): read_flat reads it without shaping it"
        ) from error


def read_flat(source: Source, *, limit: int = LIMIT) -> tuple[tuple[int, ...], NDArray[Any]]:
    """The shape and the elements, [n], of an IDX source: `read` for any number of dimensions.

    IDX has up to 255 dimensions, NumPy 64 (32 before 2.0).
    """
    content = unpack(source, limit=limit)
    header = parse(content)
    return header.shape, np.frombuffer(content[header.length :], header.dtype)


def unpack(source: Source, *, limit: int = LIMIT) -> memoryview:
    """The bytes of an IDX source, read-only and gunzipped where it was gzip.

    Their length is exactly what their header promises; otherwise IdxError, as in `read`.
    """
    content = _content(source, limit)
    header = parse(content)
    found = len(content) - header.length
    if found < header.promised:
        raise IdxError(f"expected elements of {header}; found {found} bytes: it is truncated")
    if found > header.promised:
        raise IdxError(f"expected the end after elements of {header}; found trailing bytes")
    return content


def encode(
    array: NDArray[Any], *, shape: tuple[int, ...] | None = None, compress: bool = False
) -> bytes:
    """The array as IDX bytes; arguments and errors as in `write`."""
    stream = io.BytesIO()
    write(array, stream, shape=shape, compress=compress)
    return stream.getvalue()


def write(
    array: NDArray[Any],
    stream: Writable,
    *,
    shape: tuple[int, ...] | None = None,
    compress: bool = False,
) -> None:
    """Write an array to a binary stream as IDX.

    Args:
        array: uint8, int8, int16, int32, float32 or float64, of either byte order.
        stream: where the bytes go; left open.
        shape: the shape to declare in place of the array's own, for more dimensions than NumPy has.
        compress: write gzip, without a time stamp, so that equal arrays give equal bytes.

    Raises:
        IdxError: IDX has no such element type or shape. Nothing is written.
    """
    header = Header(element_type(array.dtype), array.shape if shape is None else shape)
    start = format_header(header)
    if prod(header.shape) != array.size:
        raise IdxError(f"expected a shape of {array.size} elements; found {header}")
    elements = np.asarray(array, dtype=header.dtype)
    if compress:
        # No name and no time: gzip would write both into its own header.
        with gzip.GzipFile("", "wb", fileobj=cast("BinaryIO", stream), mtime=0) as compressed:
            _write_all(compressed, start, elements)
    else:
        _write_all(stream, start, elements)


def _write_all(stream: Writable, start: bytes, elements: NDArray[Any]) -> None:
    stream.write(start)
    stream.write(elements.reshape(-1).view(np.uint8).data)


def _content(source: Source, limit: int) -> memoryview:
    """The bytes of the source; of a stream or a gzip, at most one more than its header promises."""
    if isinstance(source, bytes | bytearray | memoryview | mmap.mmap):
        content = memoryview(source).cast("B").toreadonly()
        if bytes(content[:2]) != _GZIP_MAGIC:
            return content
        return _gunzip(io.BytesIO(content), limit)
    start = bytearray()
    _fill(start, source, len(_GZIP_MAGIC))
    stream = _Resumed(bytes(start), source)
    return _gunzip(stream, limit) if start == _GZIP_MAGIC else _drain(stream, limit)


def _gunzip(stream: Readable, limit: int) -> memoryview:
    try:
        # GzipFile only reads what it is read from, once through; its annotation asks for more.
        with gzip.GzipFile(fileobj=cast("BinaryIO", stream), mode="rb") as expanded:
            return _drain(expanded, limit)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise IdxError(f"expected a whole gzip file; found a corrupt one ({error})") from error


def _drain(stream: Readable, limit: int) -> memoryview:
    """Header and elements, and one byte more where there is one.

    The memory taken grows with what arrives, not with what the header promises. Reading past the
    last element is what shows trailing bytes, and what makes gzip compare its checksum.
    """
    content = bytearray()
    _fill(content, stream, MAGIC_BYTES)
    _fill(content, stream, MAGIC_BYTES + 4 * content[-1] if len(content) == MAGIC_BYTES else 0)
    header = parse(memoryview(bytes(content)))
    if header.promised > limit:
        raise IdxError(
            f"expected at most {limit} bytes of elements; found a header that promises {header}"
        )
    _fill(content, stream, header.length + header.promised + 1)
    return memoryview(content).toreadonly()


def _fill(content: bytearray, stream: Readable, size: int) -> None:
    """Read until there are `size` bytes or no more come; a stream may give fewer than asked."""
    while len(content) < size:
        chunk = stream.read(min(size - len(content), _CHUNK))
        if not chunk:
            return
        content += chunk


class _Resumed:
    """A stream of which the first bytes were read already: looking at them takes no seeking."""

    def __init__(self, start: bytes, rest: Readable) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if not self._start:
            return self._rest.read(size)
        head, self._start = self._start[:size], self._start[size:]
        return head

"""The JSON contract between what measures and what shows.

UTF-8, sorted keys, a newline at the end, no NaN; validated against `mnist.records` when
read and when written; written to a temporary file and renamed, so that nobody ever sees
half an artefact.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import glob
import hashlib
import json
import os
import tempfile
import zlib
from math import prod
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from mnist.records import Array, FileDigest

T = TypeVar("T")


MOST_BYTES = 1 << 28
"""Of a file, and of an unpacked array."""

UNFINISHED = ".part"
"""What the name of a file ends with while it is written."""


_NUMBERS = frozenset("biuf")  # kinds of NumPy types: truth values, whole numbers, others


class ArtefactError(ValueError):
    """An artefact is missing or is not what its type says."""


class WriteError(OSError):
    """A file cannot be written; the message names it."""


def read(path: Path, kind: type[T]) -> T:
    """Read an artefact and validate it.

    Args:
        path: a JSON file.
        kind: a type of `mnist.records`, or a ``dict`` of one by experiment.

    Raises:
        ArtefactError: no such file, too large, not JSON, or not of that type.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ArtefactError(f"{path}: expected at most {MOST_BYTES} bytes, found {size}")
        return TypeAdapter(kind).validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise ArtefactError(f"{path}: expected an artefact, found no such file") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise ArtefactError(
            f"{path}: {place}: {first['msg']}; {error.error_count()} fault(s) in all. "
            "Restore the file, or delete it and measure again with make build-site"
        ) from error


def write(path: Path, kind: type[T], value: T) -> None:
    """Validate an artefact and put it in place, whole or not at all.

    Raises:
        ArtefactError: the value is not of that type.
        WriteError: it cannot be written; what was there before is untouched.
    """
    write_bytes(path, dump(kind, value))


def dump(kind: type[T], value: T) -> bytes:
    """An artefact as the bytes of its file."""
    adapter = TypeAdapter(kind)
    try:
        plain = adapter.dump_python(value, mode="json", exclude_none=True)
        adapter.validate_python(plain)
    except ValidationError as error:
        raise ArtefactError(f"cannot write an artefact: {error}") from error
    text = json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the target, flush to the disk, and rename over it.

    A process that is killed meanwhile leaves an unfinished file, which the next that writes this
    target removes.

    Raises:
        WriteError: it cannot be written; what was there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(path)
        _replace(path, content)
    except OSError as error:
        raise WriteError(
            f"{path}: expected to write {len(content)} bytes here; found "
            f"{error.strerror or error}; make room, or see who may write there. What was there "
            "before is untouched"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, unfinished = _begin(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            unfinished.chmod(0o644)
            unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # so that the new name outlasts a power cut
    finally:
        os.close(folder)


def _begin(path: Path) -> tuple[int, Path]:
    """A new file beside the target, locked for as long as it is open: its writer lives."""
    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
        with contextlib.suppress(OSError):  # some network drives know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # taken for abandoned before it was locked


def _remove_abandoned(path: Path) -> None:
    """Remove what a writer of the same target has left that was killed."""
    for unfinished in path.parent.glob(f"{glob.escape(f'.{path.name}.')}*{UNFINISHED}"):
        with contextlib.suppress(OSError), unfinished.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            unfinished.unlink()


def digest(content: bytes) -> FileDigest:
    """Size and SHA-256 of a file's content."""
    return FileDigest(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def encode(array: NDArray[Any]) -> Array:
    """An array of any shape and plain type, ready for JSON."""
    packed = zlib.compress(np.ascontiguousarray(array).tobytes(), 9)
    text = base64.b64encode(packed).decode("ascii")
    return Array(dtype=array.dtype.str, shape=list(array.shape), zlib=text)


def decode(array: Array) -> NDArray[Any]:
    """The array that `encode` took.

    Raises:
        ArtefactError: the bytes do not fit the type and shape, or are more than `MOST_BYTES`.
    """
    try:
        kind = np.dtype(array.dtype)
        # Python's own product: NumPy's wraps round, and then a huge shape looks small.
        size = prod(array.shape) * kind.itemsize
        if kind.kind not in _NUMBERS or min(array.shape, default=0) < 0 or size > MOST_BYTES:
            raise ValueError(f"expected plain numbers of at most {MOST_BYTES} bytes")
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(array.zlib, validate=True), size + 1)
        return np.frombuffer(content, kind).reshape(array.shape)
    except (TypeError, ValueError, OverflowError, SyntaxError, zlib.error) as error:
        raise ArtefactError(
            f"expected {array.shape} numbers of type {array.dtype}: {error}"
        ) from error

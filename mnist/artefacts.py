"""The JSON contract between what measures and what shows.

UTF-8, sorted keys, a newline at the end, no NaN; validated against `mnist.records` when
read and when written; written to a temporary file and renamed, so that nobody ever sees
half an artefact.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from mnist.records import Array, FileDigest

T = TypeVar("T")


class ArtefactError(ValueError):
    """An artefact is missing or is not what its type says."""


def read(path: Path, kind: type[T]) -> T:
    """Read an artefact and validate it.

    Args:
        path: a JSON file.
        kind: a type of `mnist.records`, or a ``dict`` of one by experiment.

    Raises:
        ArtefactError: no such file, not JSON, or not of that type.
    """
    try:
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
        OSError: it cannot be written; what was there before is untouched.
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
    """Write beside the target, flush to the disk, and rename over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


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
        ArtefactError: the bytes do not fit the type and shape.
    """
    try:
        kind = np.dtype(array.dtype)
        size = int(np.prod(array.shape)) * kind.itemsize
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(array.zlib, validate=True), size + 1)
        return np.frombuffer(content, kind).reshape(array.shape)
    except (TypeError, ValueError, zlib.error) as error:
        raise ArtefactError(
            f"expected {array.shape} numbers of type {array.dtype}: {error}"
        ) from error

"""Files put into a folder whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_MEGABYTE = 1_000_000


class PlacementError(Exception):
    """The files could not be written; the message names the folder and the reason."""


def place(contents: Mapping[str, memoryview], folder: Path) -> list[str]:
    """Make a folder hold these files, every one with exactly these bytes.

    All are written and flushed to the disk under another folder's name inside `folder` before the
    first is renamed into place. A file that is already right is not touched.

    Returns:
        The names of the files that were written.

    Raises:
        PlacementError: they cannot be written. What this call began is removed again.
    """
    created: list[Path] = []
    try:
        created = _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = [name for name in contents if not _holds(folder / name, contents[name])]
        if wrong:
            _replace({name: contents[name] for name in wrong}, folder)
        return wrong
    except BaseException as error:
        for path in created:  # innermost first; one that is not empty stays
            with suppress(OSError):
                path.rmdir()
        if not isinstance(error, OSError):
            raise
        size = sum(map(len, contents.values())) / _MEGABYTE
        raise PlacementError(
            f"{folder}: expected to write {size:.0f} MB here; found {error.strerror or error}; "
            "make room or give another folder with --into"
        ) from error


def _missing(folder: Path) -> list[Path]:
    """The folders to be made so that there is this one, innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _holds(path: Path, content: memoryview) -> bool:
    if path.is_dir():
        raise IsADirectoryError(None, f"a folder in the way of the file, {path}")
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _replace(contents: Mapping[str, memoryview], folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".incoming-", dir=folder) as incoming:
        for name, content in contents.items():
            with Path(incoming, name).open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for name in contents:
            Path(incoming, name).replace(folder / name)
    _flush_names(folder)


def _flush_names(folder: Path) -> None:
    """Have the renames themselves outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

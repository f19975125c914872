"""MNIST's files in a folder or a zip archive, the ways people have them.

The best-known copy, Kaggle's hojjatk/mnist-dataset, is a zip that holds each file twice, as
`train-images.idx3-ubyte` and as `train-images-idx3-ubyte/train-images-idx3-ubyte`; others have
`train-images-idx3-ubyte.gz`, and folders around all of it. So a file is looked for by its name, in
either spelling, as it is or as gzip, a few folders deep. Members of an archive are read into
memory by name and never extracted: no name in an archive becomes a path.
"""

from __future__ import annotations

import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final

from mnist.dataset import FILES, Content, DataFile, unpack

_DEPTH: Final = 4  # parts of a path: Kaggle's copy within two folders more
# RuntimeError is what zipfile raises for a password and, as NotImplementedError, for an unknown
# compression; the others come from the decompressors.
_CORRUPT: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)


class LocalError(Exception):
    """The folder or archive cannot give the four files; the message names what is wrong."""


def read_local(path: Path) -> dict[str, Content]:
    """The four files in a folder or zip archive, by published name; not verified yet.

    Raises:
        LocalError: there is no such folder or archive, it cannot be read, or lacks a file.
        DatasetError: a file is not a whole IDX file.
    """
    try:
        if path.is_dir():
            return _collect(_folder(path))
        with zipfile.ZipFile(path) as archive:
            return _collect(_archive(path, archive))
    except FileNotFoundError as error:
        raise _error(path, "a folder or zip archive", "nothing", "check the path") from error
    except _CORRUPT as error:
        found = f"a file that is not a whole zip ({error})"
        raise _error(path, "a folder or zip archive", found, "download it again") from error
    except OSError as error:
        raise _unreadable(path, error) from error


@dataclass(frozen=True)
class _Container:
    """The files of a folder or archive that bear one of the names looked for.

    Attributes:
        path: the folder or archive.
        files: path within it -> how to open it.
        unreadable: folders that could not be looked into.
    """

    path: Path
    files: Mapping[PurePosixPath, Callable[[], IO[bytes]]]
    unreadable: list[OSError] = field(default_factory=list)


def _spellings(file: DataFile) -> list[str]:
    """The names a file goes by, the one to prefer first."""
    plain = [file.name, file.name.replace("-idx", ".idx")]
    return plain + [f"{name}.gz" for name in plain]


_NAMES: Final = frozenset(name for file in FILES for name in _spellings(file))


def _folder(root: Path) -> _Container:
    files: dict[PurePosixPath, Callable[[], IO[bytes]]] = {}
    unreadable: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unreadable.append, followlinks=True):
        inner = PurePosixPath(Path(folder).relative_to(root).as_posix())
        deepest = len(inner.parts) + 1 >= _DEPTH
        folders[:] = [] if deepest else [name for name in folders if not name.startswith(".")]
        for name in _NAMES.intersection(names):
            path = Path(folder, name)
            if path.is_file():  # not a pipe, which would be waited for
                files[inner / name] = partial(_open, path)
    return _Container(root, files, unreadable)


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _archive(path: Path, archive: zipfile.ZipFile) -> _Container:
    files: dict[PurePosixPath, Callable[[], IO[bytes]]] = {}
    for member in archive.infolist():
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if inner.name in _NAMES and len(inner.parts) <= _DEPTH and not member.is_dir():
            files[inner] = partial(archive.open, member)
    return _Container(path, files)


def _collect(container: _Container) -> dict[str, Content]:
    chosen = {file.name: _choose(container, file) for file in FILES}
    return {name: _read(container, inner) for name, inner in chosen.items()}


def _choose(container: _Container, file: DataFile) -> PurePosixPath:
    """Of the files that bear a name, the least deep, then the best spelled."""
    names = _spellings(file)
    found = [inner for inner in container.files if inner.name in names]
    if found:
        return min(found, key=lambda inner: (len(inner.parts), names.index(inner.name), inner))
    if container.unreadable:
        error = container.unreadable[0]
        raise _unreadable(Path(error.filename), error)
    expected = f"{names[0]} or {names[1]}, plain or .gz"
    raise _error(container.path, expected, "no such file", "add it, or download the set again")


def _read(container: _Container, inner: PurePosixPath) -> Content:
    path = container.path / inner
    try:
        with container.files[inner]() as stream:
            return unpack(stream, str(path))
    except _CORRUPT as error:
        found = f"one that cannot be unpacked ({error})"
        raise _error(path, "a whole file", found, "download the archive again") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> LocalError:
    found = error.strerror or str(error)
    return _error(path, "to read it", found, "check its permissions and the disk")


def _error(path: Path, expected: str, found: str, remedy: str) -> LocalError:
    return LocalError(f"{path}: expected {expected}; found {found}; {remedy}")

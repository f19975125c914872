"""Files looked for by name in a folder or a zip archive, a few folders deep.

Members of an archive are read as streams and never extracted: no name in an archive becomes a
path on this machine, and whoever reads decides how much of a member to take.
"""

from __future__ import annotations

import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final, TypeVar

T = TypeVar("T")
Opener = Callable[[], IO[bytes]]

_DEPTH: Final = 4  # parts of a path: Kaggle's copy of MNIST within two folders more
_MOST_DIRECTORY: Final = 1 << 20  # bytes; some thousand names
_LONGEST_END: Final = (1 << 16) + 98  # bytes; the longest comment, and what stands before it
# RuntimeError is what zipfile raises for a password and, as NotImplementedError, for an unknown
# compression; the others come from the decompressors.
_CORRUPT: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)


class LocalError(Exception):
    """A folder or archive cannot give what is looked for; the message names what is wrong."""


class MissingError(LocalError):
    """It can be read, and has no file of the names looked for."""


@dataclass(frozen=True)
class Container:
    """The files of a folder or archive that bear one of the names looked for.

    Attributes:
        label: the folder or archive, as an error should put it.
        files: path within it -> how to open it.
        unreadable: folders that could not be looked into.
    """

    label: str
    files: Mapping[PurePosixPath, Opener]
    unreadable: list[OSError] = field(default_factory=list)

    def choose(self, names: Sequence[str], expected: str) -> PurePosixPath:
        """Of the files that bear one of the names, the least deep, then the one named first.

        Args:
            names: those that one file goes by, the one to prefer first.
            expected: what an error calls them.

        Raises:
            MissingError: there is none.
            LocalError: there is none, but a folder could not be looked into.
        """
        found = [inner for inner in self.files if inner.name in names]
        if found:
            return min(found, key=lambda inner: (len(inner.parts), names.index(inner.name), inner))
        if self.unreadable:
            error = self.unreadable[0]
            raise _unreadable(str(error.filename), error)
        found_none = _message(self.label, expected, "no such file", "add it, or download it again")
        raise MissingError(found_none)

    def read(self, inner: PurePosixPath, take: Callable[[IO[bytes], str], T]) -> T:
        """What `take` makes of a file, which it gets as a stream, and with what to call it.

        Raises:
            LocalError: it cannot be read or unpacked.
        """
        label = f"{self.label}/{inner}"
        try:
            with self.files[inner]() as stream:
                return take(stream, label)
        except _CORRUPT as error:
            found = f"one that cannot be unpacked ({error})"
            raise _error(label, "a whole file", found, "download the archive again") from error
        except OSError as error:
            raise _unreadable(label, error) from error


@contextmanager
def open_container(path: Path, names: Collection[str]) -> Iterator[Container]:
    """A folder or zip archive on this machine, searched for files of these names.

    Raises:
        LocalError: there is no such folder or archive, or it cannot be read.
    """
    try:
        if path.is_dir():
            yield _folder(path, names)
        else:
            with path.open("rb") as stream, open_archive(stream, str(path), names) as container:
                yield container
    except FileNotFoundError as error:
        raise _error(str(path), "a folder or zip archive", "nothing", "check the path") from error
    except OSError as error:
        raise _unreadable(str(path), error) from error


@contextmanager
def open_archive(stream: IO[bytes], label: str, names: Collection[str]) -> Iterator[Container]:
    """A zip archive, searched for files of these names.

    Raises:
        LocalError: it is not a whole archive.
    """
    try:
        size = _directory_size(stream)
        if size > _MOST_DIRECTORY:
            expected = f"a list of at most {_MOST_DIRECTORY} bytes of what is in it"
            raise _error(label, expected, str(size), "take an archive of less")
        archive = zipfile.ZipFile(stream)
    except (*_CORRUPT, ValueError) as error:  # ValueError: as in _open_member
        found = f"a file that is not a whole zip ({error})"
        raise _error(label, "a folder or zip archive", found, "download it again") from error
    with archive:
        yield Container(label, _members(archive, names))


def _folder(root: Path, names: Collection[str]) -> Container:
    files: dict[PurePosixPath, Opener] = {}
    unreadable: list[OSError] = []
    for folder, folders, inside in os.walk(root, onerror=unreadable.append, followlinks=True):
        inner = PurePosixPath(Path(folder).relative_to(root).as_posix())
        deepest = len(inner.parts) + 1 >= _DEPTH
        folders[:] = [] if deepest else [name for name in folders if not name.startswith(".")]
        for name in set(names).intersection(inside):
            path = Path(folder, name)
            if path.is_file():  # not a pipe, which would be waited for
                files[inner / name] = partial(_open, path)
    return Container(str(root), files, unreadable)


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _directory_size(stream: IO[bytes]) -> int:
    """Bytes of an archive's list of files as its end gives them, which is where they are read.

    Every name becomes an object, so the list is measured before it is read. 0 where the file does
    not end as an archive does.
    """
    end = stream.seek(0, os.SEEK_END)
    start = max(0, end - _LONGEST_END)
    stream.seek(start)
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    large = tail[max(0, at - 76) : at]  # the same for large archives, and where it is
    if len(large) == 76 and large[-20:].startswith(b"PK\x06\x07"):
        size = max(size % 0xFFFFFFFF, int.from_bytes(large[40:48], "little"))
    return size


def _members(archive: zipfile.ZipFile, names: Collection[str]) -> dict[PurePosixPath, Opener]:
    files: dict[PurePosixPath, Opener] = {}
    for member in archive.infolist():
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if inner.name in names and len(inner.parts) <= _DEPTH and not member.is_dir():
            files[inner] = partial(_open_member, archive, member)
    return files


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    if member.compress_type == zipfile.ZIP_LZMA:
        raise zipfile.BadZipFile("LZMA takes as much memory as a file asks for: pack it otherwise")
    try:
        return archive.open(member)
    except ValueError as error:  # for a name that is not text, or a place before the beginning
        raise zipfile.BadZipFile(str(error)) from error


def _unreadable(label: str, error: OSError) -> LocalError:
    found = error.strerror or str(error)
    return _error(label, "to read it", found, "check its permissions and the disk")


def _error(label: str, expected: str, found: str, remedy: str) -> LocalError:
    return LocalError(_message(label, expected, found, remedy))


def _message(label: str, expected: str, found: str, remedy: str) -> str:
    return f"{label}: expected {expected}; found {found}; {remedy}"

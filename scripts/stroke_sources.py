"""Where the pen strokes can come from: a local copy, or the archive on the web.

Either holds `pendigits-orig.tra` and, maybe, `pendigits-orig.tes`, plain or as Unix compress packs
them, with .Z after the name.
"""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, Protocol

from mnist import pendigits
from mnist.pendigits import LIMIT, PendigitsError, StrokeFile
from scripts.containers import (
    Container,
    LocalError,
    MissingError,
    open_archive,
    open_container,
)
from scripts.download import DownloadError, Patience, download
from scripts.download_progress import DownloadProgress
from scripts.sources import Say, SourceError
from scripts.unix_compress import MAGIC, CompressError, uncompress

# A build goes on without the archive, so it is not waited for as long as for what it needs.
_PATIENCE: Final = Patience(attempts=2, timeout=10.0, deadline=300.0)
_ARCHIVE_LIMIT: Final = 16 << 20  # bytes; the whole data set, packed, is a small part of that


class StrokeSource(Protocol):
    """One place to take the pen strokes from."""

    @property
    def name(self) -> str:
        """What to call it."""

    def read(self, say: Say) -> dict[str, bytes]:
        """The verified bytes of the files, by published name.

        The test file is optional. One that is of no use is left out, and that is said: the
        training file alone has a checksum to hold it against.

        Raises:
            SourceError, PendigitsError: it has no such training file.
        """


@dataclass(frozen=True)
class StrokeCopy:
    """A folder or zip archive on this machine."""

    path: Path
    name: str

    def read(self, say: Say) -> dict[str, bytes]:
        """As `StrokeSource.read`."""
        try:
            with open_container(self.path, _NAMES) as container:
                return _files(container, say)
        except LocalError as error:
            raise SourceError(str(error)) from error


@dataclass(frozen=True)
class StrokeArchive:
    """A zip archive on the web."""

    url: str
    patience: Patience = _PATIENCE

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def read(self, say: Say) -> dict[str, bytes]:
        """As `StrokeSource.read`."""
        with closing(DownloadProgress("pen strokes")) as progress:
            try:
                body = download(self.url, _ARCHIVE_LIMIT, patience=self.patience, report=progress)
            except DownloadError as error:
                raise SourceError(str(error)) from error
        try:
            with open_archive(io.BytesIO(body), self.url, _NAMES) as container:
                return _files(container, say)
        except LocalError as error:
            raise SourceError(str(error)) from error


def _spellings(file: StrokeFile) -> list[str]:
    """The names a file goes by, the one to prefer first."""
    return [file.name, f"{file.name}.Z"]


_NAMES: Final = frozenset(name for file in pendigits.FILES for name in _spellings(file))


def _files(container: Container, say: Say) -> dict[str, bytes]:
    train, test = pendigits.TRAIN, pendigits.TEST
    files = {train.name: _file(container, train)}
    try:
        files[test.name] = _file(container, test)
    except MissingError:
        pass
    except (LocalError, SourceError, PendigitsError) as error:
        say(f"left out: {error}")
    return files


def _file(container: Container, file: StrokeFile) -> bytes:
    expected = " or ".join(_spellings(file))
    return container.read(
        container.choose(_spellings(file), expected), partial(_verified, file=file)
    )


def _verified(stream: IO[bytes], label: str, *, file: StrokeFile) -> bytes:
    content = stream.read(LIMIT + 1)
    if content.startswith(MAGIC):
        content = _unpacked(content, label)
    pendigits.verify(content, file, label)
    return content


def _unpacked(packed: bytes, label: str) -> bytes:
    try:
        return uncompress(packed, LIMIT)
    except CompressError as error:
        raise SourceError(f"{label}: {error}; download it again") from error

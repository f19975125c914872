"""Copies of MNIST in the shapes that people have them in."""

from __future__ import annotations

import gzip
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from mnist.dataset import FILES

NAMES = tuple(file.name for file in FILES)
NOBODY = 65534


def dotted(name: str) -> str:
    """The other spelling: `train-images.idx3-ubyte`."""
    return name.replace("-idx", ".idx")


@cache
def gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=1, mtime=0)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def write_zip(
    path: Path, files: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED
) -> Path:
    with zipfile.ZipFile(path, "w", compression, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder of its own, seen as a user whom permissions bind, which they do not bind root."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o777)
        folder = Path(outer, "folder")
        privileged = os.geteuid() == 0
        if privileged:
            os.seteuid(NOBODY)
        try:
            folder.mkdir()
            yield folder
        finally:
            folder.chmod(0o755)
            if privileged:
                os.seteuid(0)

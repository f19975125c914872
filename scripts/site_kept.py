"""What takes long to make for the site, kept under ``build/`` by what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from scripts.workspace import Workspace

FOLDER = Workspace("full").build / "kept"


def kept(made_from: bytes, make: Callable[[], bytes], folder: Path = FOLDER) -> bytes:
    """What was made from the same before, or is made now.

    A file begins with the digest of the rest, so that one that was written by half or edited by
    hand is made again.

    Args:
        made_from: all that decides what comes out, the code that makes it among it.
        make: makes it.
        folder: where it is kept.
    """
    path = folder / hashlib.sha256(made_from).hexdigest()
    if path.is_file():
        told, _, content = path.read_bytes().partition(b"\n")
        if told == _digest(content):
            return content
    content = make()
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_digest(content) + b"\n" + content)
    return content


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()

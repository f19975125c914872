"""Files by the digest of their content.

Of this module and of `scripts.stamps` only the standard library is asked, for what is up to date
should be found to be so at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

Digests = dict[str, str]
"""Path under a folder, with forward slashes, -> SHA-256 of the file."""

# At the top of the project: what is made from the rest, or comes from elsewhere.
MADE = frozenset({"build", "data", "site"})
ANYWHERE = frozenset({"node_modules", "__pycache__"})
# What else hides behind a dot at the top is environments, and what tools keep.
SHOWN = ".github"


def sources(root: Path) -> Digests:
    """Every file of the project but those that are made from it or installed.

    A page may include a file of any folder, and code may read one, so that none is left out.

    Args:
        root: folder of the project.
    """
    found: Digests = {}
    for each in root.iterdir():
        if each.name in MADE | ANYWHERE or (each.name.startswith(".") and each.name != SHOWN):
            continue
        if each.is_dir():
            found |= {f"{each.name}/{name}": digest for name, digest in everything(each).items()}
        else:
            found[each.name] = sha256(each)
    return found


def everything(folder: Path) -> Digests:
    """Every file of a folder; nothing where there is no such folder."""
    return {path.relative_to(folder).as_posix(): sha256(path) for path in _files(folder)}


def sha256(file: Path) -> str:
    """Of a file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [each for each in folders if each not in ANYWHERE]
        for path in (Path(place, name) for name in names):
            # Editors leave links to nowhere beside what they have open.
            if path.is_file():
                yield path

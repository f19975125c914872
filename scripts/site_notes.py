"""Notes: short pages that others link to by name."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

from scripts.site_once import once_a_build

FOLDER = "notes/"

# Without a closing sequence, or attributes such as { #id }.
_HEADING = re.compile(r"^# +(.+?)(?: +\{[^{}]*\})? *#* *$", re.MULTILINE)


@dataclass(frozen=True)
class Note:
    """A short page that others link to by its name.

    Attributes:
        source: path under the docs folder, with forward slashes.
        title: its first heading.
        summary: one line about it, from the front matter.
        names: what a link may call it, folded: title, file stem and aliases.
        text: its Markdown, without the front matter.
    """

    source: str
    title: str
    summary: str
    names: frozenset[str]
    text: str = ""


@once_a_build
def collect(files: Files) -> tuple[Note, ...]:
    """The notes among a site's files, by title.

    Raises:
        PluginError: a note has no title or no summary.
    """
    notes = [
        _parse(file.src_uri, file.content_string)
        for file in files.documentation_pages()
        if file.src_uri.startswith(FOLDER) and posixpath.basename(file.src_uri) != "index.md"
    ]
    return tuple(sorted(notes, key=lambda note: note.title.casefold()))


@functools.lru_cache(maxsize=4096)
def _parse(source: str, text: str) -> Note:
    body, meta = get_data(text)
    heading = _HEADING.search(body)
    if heading is None:
        raise PluginError(f"{source}: expected a heading '# Title', found none; give the note one")
    if not isinstance(meta.get("summary"), str):
        raise PluginError(
            f"{source}: expected the field 'summary' in its front matter, one line of text, "
            f"found {meta.get('summary')!r}; add it"
        )
    stem = posixpath.splitext(posixpath.basename(source))[0]
    names = [heading[1], stem, stem.replace("-", " "), *meta.get("aliases", [])]
    return Note(source, heading[1], meta["summary"], frozenset(map(fold, names)), body)


def find(name: str, notes: Iterable[Note], place: str) -> Note:
    """The note of that name.

    Args:
        name: what the link says.
        notes: what can be linked to.
        place: file, line and link, for errors.

    Raises:
        PluginError: no note, or more than one, has the name.
    """
    wanted = fold(name)
    found = [note for note in notes if wanted in note.names]
    if len(found) == 1:
        return found[0]
    if not found:
        raise PluginError(
            f"{place}: expected a note of that title, alias or file name below {FOLDER}, "
            "found none; write the note or mend the link"
        )
    raise PluginError(
        f"{place}: expected one note of that name, found "
        f"{', '.join(note.source for note in found)}; use a name that only one of them has"
    )


def fold(name: str) -> str:
    """A name as it is compared: case and the width of spaces do not matter."""
    return " ".join(name.split()).casefold()


def as_list(notes: Iterable[Note], page: str) -> str:
    """The notes as a Markdown definition list of links, for a page at that path."""
    return "\n".join(
        f"- [{note.title}]({posixpath.relpath(note.source, posixpath.dirname(page))}): "
        f"{note.summary}"
        for note in notes
    )

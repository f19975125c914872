"""Notes, and the ``[[wikilinks]]`` that point to them."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

FOLDER = "notes/"

_HEADING = re.compile(r"^# +(.+?) *#* *$", re.MULTILINE)

# What a link may not be looked for in, then the link itself. A code span ends at a run of
# as many backticks as it began with (CommonMark 0.31, section 6.1).
_TOKENS = re.compile(
    r"""
      ^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,}).*?(?:^[ ]*(?P=fence)[`~]*[ ]*$|\Z)   # fenced code
    | (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                             # code span
    | <(?P<tag>pre|code)\b.*?</(?P=tag)>                                           # HTML code
    | <!--.*?-->                                                                   # comment
    | \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\}                                        # template
    | \\\[\[                                                                       # escaped
    | \[\[(?P<name>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\]                    # wikilink
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Note:
    """A short page that others link to by its name.

    Attributes:
        source: path under the docs folder, with forward slashes.
        title: its first heading.
        summary: one line about it, from the front matter.
        names: what a link may call it, case-folded: title, file stem and aliases.
    """

    source: str
    title: str
    summary: str
    names: frozenset[str]


def collect(files: Files) -> list[Note]:
    """The notes among a site's files, by title.

    Raises:
        PluginError: a note has no title or no summary.
    """
    notes = [
        _parse(file.src_uri, file.content_string)
        for file in files.documentation_pages()
        if file.src_uri.startswith(FOLDER) and posixpath.basename(file.src_uri) != "index.md"
    ]
    return sorted(notes, key=lambda note: note.title.casefold())


@functools.lru_cache(maxsize=256)
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
    return Note(source, heading[1], meta["summary"], frozenset(map(_fold, names)))


def resolve(markdown: str, source: str, notes: Sequence[Note], first_line: int = 1) -> str:
    """Turn every ``[[Note]]`` and ``[[Note|label]]`` outside code into a Markdown link.

    Args:
        markdown: text of a page, without its front matter.
        source: the page's path under the docs folder.
        notes: what can be linked to.
        first_line: line of the file on which the text begins, for errors.

    Raises:
        PluginError: no note, or more than one, has the name; says file and line.
    """

    def replace(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0]
        line = first_line + markdown.count("\n", 0, match.start())
        note = _find(name, notes, f"{source}:{line}")
        target = posixpath.relpath(note.source, posixpath.dirname(source))
        return f"[{(match['label'] or name).strip()}]({target})"

    return _TOKENS.sub(replace, markdown)


def _find(name: str, notes: Iterable[Note], place: str) -> Note:
    found = [note for note in notes if _fold(name) in note.names]
    if len(found) == 1:
        return found[0]
    if not found:
        raise PluginError(
            f"{place}: [[{name}]]: expected a note of that title, alias or file name below "
            f"{FOLDER}, found none; write the note or mend the link"
        )
    raise PluginError(
        f"{place}: [[{name}]]: expected one note of that name, found "
        f"{', '.join(note.source for note in found)}; use a name that only one of them has"
    )


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def as_list(notes: Iterable[Note], page: str) -> str:
    """The notes as a Markdown definition list of links, for a page at that path."""
    return "\n".join(
        f"- [{note.title}]({posixpath.relpath(note.source, posixpath.dirname(page))}): "
        f"{note.summary}"
        for note in notes
    )

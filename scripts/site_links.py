"""``[[wikilinks]]``: the notes and headings they point to, the Markdown links they become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from scripts import site_headings, site_notes
from scripts.site_headings import Convert
from scripts.site_notes import Note

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
    | \[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\]                  # wikilink
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Link:
    """A wikilink as it is written.

    Attributes:
        target: what stands before the bar.
        name: of the note, empty for the page itself.
        heading: in that page, empty for the page as a whole.
        label: what is shown.
    """

    target: str
    name: str
    heading: str
    label: str


def _parse(match: re.Match[str]) -> Link | None:
    """The link of a token, if it is one."""
    target: str | None = match["target"]
    if target is None:
        return None
    name, _, heading = (part.strip() for part in target.partition("#"))
    if not heading:
        # The mark belongs to the name then, as in C#.
        return Link(target, target.strip(), "", (match["label"] or target).strip())
    shown = f"{name}: {heading}" if name else heading
    return Link(target, name, heading, (match["label"] or shown).strip())


def resolve(
    markdown: str, source: str, notes: Sequence[Note], convert: Convert, first_line: int = 1
) -> str:
    """Turn every wikilink outside code into a Markdown link.

    ``[[Note]]`` and ``[[Note#heading]]`` point to notes, ``[[#heading]]`` into the page itself;
    each may end in ``|label``.

    Args:
        markdown: text of a page, without its front matter.
        source: the page's path under the docs folder.
        notes: what can be linked to.
        convert: how the site turns Markdown into HTML; asked for the ids of headings, often for
            those of the same text.
        first_line: line of the file on which the text begins, for errors.

    Raises:
        PluginError: no note or heading, or more than one, has the name; says file and line.
    """

    def replace(match: re.Match[str]) -> str:
        link = _parse(match)
        if link is None:
            return match[0]
        line = first_line + markdown.count("\n", 0, match.start())
        place = f"{source}:{line}: [[{link.target}]]"
        text, address = markdown, ""
        if link.name:
            note = site_notes.find(link.name, notes, place)
            text, address = note.text, posixpath.relpath(note.source, posixpath.dirname(source))
        if link.heading:
            address += f"#{site_headings.find(link.heading, _plain(text), convert, place).id}"
        return f"[{link.label}]({address})"

    return _TOKENS.sub(replace, markdown)


def _plain(markdown: str) -> str:
    """A text with what its wikilinks show in their place."""

    def shown(match: re.Match[str]) -> str:
        link = _parse(match)
        return match[0] if link is None else link.label

    return _TOKENS.sub(shown, markdown)


def linked(markdown: str, source: str, notes: Sequence[Note]) -> frozenset[str]:
    """The sources of the notes to which the wikilinks of a text point.

    Args:
        markdown: text of a page, without its front matter.
        source: the page's path under the docs folder, for errors.
        notes: what can be linked to.
    """
    links = filter(None, map(_parse, _TOKENS.finditer(markdown)))
    return frozenset(
        site_notes.find(link.name, notes, f"{source}: [[{link.target}]]").source
        for link in links
        if link.name
    )

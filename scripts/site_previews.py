"""Previews of notes: cards in the page that holds a link, which the link is described by.

`docs/assets/js/note-previews.js` shows them; without it they are read to those who cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from scripts.site_mentions import ANCHOR, address


@dataclass(frozen=True)
class Preview:
    """What a card says.

    Attributes:
        source: path of the note under the docs folder.
        title: of the note.
        summary: one line about it.
        url: of the note, relative to the site.
    """

    source: str
    title: str
    summary: str
    url: str

    @property
    def id(self) -> str:
        """Of the summary; no heading gets such an id, for none has two hyphens in a row."""
        return self.source.removesuffix(".md").replace("/", "--")

    def card(self) -> str:
        """The card as HTML, hidden.

        Of spans, since the search takes the end of an inner `div` for that of the one around all
        cards, which is kept from it.
        """
        return (
            '<p class="note-preview" role="tooltip" hidden><span>'
            f"<strong>{escape(self.title)}</strong> "
            f'<span id="{self.id}">{escape(self.summary)}</span></span></p>'
        )


def add(html: str, url: str, previews: Iterable[Preview]) -> str:
    """Describe the links of a page that point to notes, and append their cards.

    Args:
        html: content of the page.
        url: of the page, relative to the site.
        previews: of the notes that matter here; those that no link points to are left out.
    """
    by_address = {address(preview.url, url): preview for preview in previews}
    found = set()

    def described(match: re.Match[str]) -> str:
        preview = by_address.get(match[1])
        if preview is None:
            return match[0]
        found.add(preview)
        return f'<a aria-describedby="{preview.id}" '

    html = ANCHOR.sub(described, html)
    if not found:
        return html
    listed = "\n".join(preview.card() for preview in by_address.values() if preview in found)
    return f'{html}\n<div class="note-previews" data-search-exclude>\n{listed}\n</div>'

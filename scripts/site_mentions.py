"""Mentions: the pages that link to a note, listed at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from mkdocs.utils import get_relative_url


@dataclass(frozen=True)
class LinkedPage:
    """A page of the site and the notes it links to.

    Attributes:
        source: path under the docs folder.
        title: as the navigation has it.
        url: relative to the site.
        html: its content.
        links: sources of the notes it links to by wikilinks.
    """

    source: str
    title: str
    url: str
    html: str
    links: frozenset[str]


def anchors(url: str, page_url: str) -> re.Pattern[str]:
    """Finds the beginnings of a page's links to an address, or to a place in it.

    Args:
        url: the address, relative to the site.
        page_url: that of the page, relative to the site.
    """
    address = re.escape(escape(get_relative_url(url, page_url)))
    return re.compile(rf'<a (?=(?:[^>]* )?href="{address}["#])')


def mentioning(note: str, pages: Iterable[LinkedPage]) -> list[LinkedPage]:
    """The pages that link to a note, by title; the note's own links do not count."""
    found = (page for page in pages if note in page.links and page.source != note)
    return sorted(found, key=lambda page: (page.title.casefold(), page.source))


def foot(pages: Iterable[LinkedPage], url: str) -> str:
    """HTML for the foot of a page at that address: links to the pages that mention it.

    The heading has no id and the list is kept from the search, or every note would be found by
    the titles of the pages that mention it.
    """
    items = "\n".join(
        f'<li><a href="{escape(get_relative_url(page.url, url))}">{escape(page.title)}</a></li>'
        for page in pages
    )
    if not items:
        return ""
    return (
        '\n<section class="mentions" aria-label="Mentioned in" data-search-exclude>\n'
        f"<h2>Mentioned in</h2>\n<ul>\n{items}\n</ul>\n</section>"
    )

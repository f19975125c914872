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
        links: sources of the notes it links to by wikilinks.
    """

    source: str
    title: str
    url: str
    links: frozenset[str]


# The beginning of a link, and its address without the place in the page that it leads to.
ANCHOR = re.compile(r'<a (?=(?:[^>]* )?href="([^"#]*)["#])')


def address(url: str, page_url: str) -> str:
    """An address as `ANCHOR` finds it in a page; both are given relative to the site."""
    return escape(get_relative_url(url, page_url))


def mentions(pages: Iterable[LinkedPage]) -> dict[str, list[LinkedPage]]:
    """By note the pages that link to it, by title; a note's own links do not count."""
    found: dict[str, list[LinkedPage]] = {}
    for page in sorted(pages, key=lambda page: (page.title.casefold(), page.source)):
        for note in page.links - {page.source}:
            found.setdefault(note, []).append(page)
    return found


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

"""A line below the title of a project's page: whose it is, of what day, how long to read."""

from __future__ import annotations

import math
import re
from html import escape
from html.parser import HTMLParser

from scripts.site_owner import Owner
from scripts.site_projects import About

# Of prose with numbers in it, by adults who read silently.
WORDS_A_MINUTE = 230

# What is looked at or tried, not read word by word.
_UNREAD = frozenset({"pre", "table", "script", "style", "noscript"})
_MARK = "headerlink"
# They have no end, and so nothing in them.
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_WORD = re.compile(r"\w[\w'\u2019.,-]*")
_TITLE_END = re.compile(r"</h1\s*>")


def add(html: str, about: About, owner: Owner) -> str:
    """Put the line below the page's title, or first where the theme writes the title itself.

    Args:
        html: content of a page.
        about: of the project that it belongs to.
        owner: of the site.
    """
    title = _TITLE_END.search(html)
    place = title.end() if title else 0
    return f"{html[:place]}\n{_line(about, owner, minutes(html))}\n{html[place:]}"


def minutes(html: str) -> int:
    """How long a page takes to read, at least one minute; code and tables are not counted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return max(1, math.ceil(reader.words / WORDS_A_MINUTE))


class _Reader(HTMLParser):
    """Counts the words of a page.

    To make a tree of every page, as Beautiful Soup does, takes several times as long.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = 0
        # The name of an element that is not read, and how many of that name are open.
        self._unread = ""
        self._open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        if not self._open and (
            tag in _UNREAD or "hidden" in given or _MARK in (given.get("class") or "").split()
        ):
            self._unread = tag
        if tag == self._unread:
            self._open += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread and self._open:
            self._open -= 1
            if not self._open:
                self._unread = ""

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.words += len(_WORD.findall(data))


def _line(about: About, owner: Owner, length: int) -> str:
    date = about.date
    parts = [
        escape(owner.name),
        f'<time datetime="{date.isoformat()}">{date.day} {date:%B %Y}</time>',
        f"{length} min read",
    ]
    return f'<p class="reading" data-search-exclude>{" · ".join(filter(None, parts))}</p>'

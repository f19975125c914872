"""A line below the title of a project's page: whose it is, of what day, how long to read."""

from __future__ import annotations

import math
import re
from html import escape

from bs4 import BeautifulSoup

from scripts.site_owner import Owner
from scripts.site_projects import About

# Of prose with numbers in it, by adults who read silently.
WORDS_A_MINUTE = 230

# What is looked at or tried, not read word by word.
_UNREAD = "pre, table, script, style, noscript, .headerlink, [hidden]"
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
    page = BeautifulSoup(html, "html.parser")
    for element in page.select(_UNREAD):
        element.extract()
    words = len(_WORD.findall(page.get_text(" ")))
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _line(about: About, owner: Owner, length: int) -> str:
    date = about.date
    parts = [
        escape(owner.name),
        f'<time datetime="{date.isoformat()}">{date.day} {date:%B %Y}</time>',
        f"{length} min read",
    ]
    return f'<p class="reading" data-search-exclude>{" · ".join(filter(None, parts))}</p>'

"""A line below the title of a project's page: whose it is, of what day, how long to read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from html import escape, unescape

from scripts.site_owner import Owner
from scripts.site_projects import About

# Of prose with numbers in it, by adults who read silently.
WORDS_A_MINUTE = 230

# What is looked at or tried, not read word by word.
_UNREAD = frozenset({"pre", "table", "noscript"})
_MARK = "headerlink"
# They have no end, and so nothing in them.
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# A tag; or a comment or code, in which there is none.
_TAG = re.compile(
    r"""<!--.*?--> | <(script|style)\b.*?</\1\s*>
      | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|\S+))?""")
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
    words = sum(len(_WORD.findall(unescape(text))) for text in _read(html))
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _read(html: str) -> Iterator[str]:
    """What is read of a page, from one tag to the next.

    To parse every page takes several times as long, and to make a tree of it longer still.
    """
    # The name of an element that is not read, and how many of that name are open.
    unread, opened = "", 0
    end = 0
    for tag in _TAG.finditer(html):
        if not opened:
            yield html[end : tag.start()]
        end = tag.end()
        name = (tag["name"] or "").lower()
        if not name or name in _VOID:
            continue
        if tag["end"]:
            opened -= name == unread and opened > 0
        else:
            if not opened:
                unread = name if _is_unread(name, tag["attributes"]) else ""
            opened += name == unread
    if not opened:
        yield html[end:]


def _is_unread(name: str, attributes: str) -> bool:
    if name in _UNREAD:
        return True
    if "hidden" not in attributes and _MARK not in attributes:
        return False
    given = dict(_ATTRIBUTE.findall(attributes))
    return "hidden" in given or _MARK in given.get("class", "").strip("\"'").split()


def _line(about: About, owner: Owner, length: int) -> str:
    date = about.date
    parts = [
        escape(owner.name),
        f'<time datetime="{date.isoformat()}">{date.day} {date:%B %Y}</time>',
        f"{length} min read",
    ]
    return f'<p class="reading" data-search-exclude>{" · ".join(filter(None, parts))}</p>'

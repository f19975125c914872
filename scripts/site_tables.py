"""Tables as the pages have them, each in a box that scrolls.

The theme would put a table without a class into boxes of its own once the page is there, and the
browser would lay out all of them a second time.
"""

from __future__ import annotations

import re

CLASS = "table-grid"
_TABLE = re.compile(
    r'(?P<box><div class="table-scroll"[^>]*>\s*)?<table>(?P<rows>.*?)</table>', re.DOTALL
)


def boxed(html: str) -> str:
    """The content of a page, in which each table has a class and, if it has none, its box."""
    return _TABLE.sub(_boxed, html)


def _boxed(found: re.Match[str]) -> str:
    table = f'<table class="{CLASS}">{found["rows"]}</table>'
    if found["box"]:
        return found["box"] + table
    return f'<div class="table"><div class="table-scroll" data-label="A table">{table}</div></div>'

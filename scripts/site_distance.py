"""Which part of a long page is far from its top: no window shows it when the page is opened.

A browser may leave it for later (theme.css), which for what a reader sees at once would mean that
it moves.
"""

from __future__ import annotations

import re

# More than the highest window shows beside one another: some fifty lines of text.
FAR = 4_000
CLASS = "far"
_TAG = re.compile(r"<[^>]*>")
_SECTION = re.compile(r"(?m)^<h2 (?=id=)")


def mark(html: str) -> str:
    """The content of a page, in which the first section that is far from the top has a class."""
    read, last = 0, 0
    for section in _SECTION.finditer(html):
        read += len(_TAG.sub("", html[last : section.start()]))
        last = section.start()
        if read > FAR:
            return f'{html[:last]}<h2 class="{CLASS}" {html[section.end() :]}'
    return html

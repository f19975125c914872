"""Names for the parts of a page that the theme leaves without one.

Whoever hears a page goes from landmark to landmark, and is told the name of each.
"""

from __future__ import annotations

import re

# The theme names these after a label that is not shown beside them, and which then does not count.
_SECTION = re.compile(
    r'(<nav class="md-nav"[^>]*?) aria-labelledby="[^"]*"([^>]*>\s*'
    r'<label class="md-nav__title"[^>]*>)(.*?)(</label>)',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_UNNAMED = {
    '<nav class="md-tags"': '<nav class="md-tags" aria-label="Topics"',
    'data-md-component="search" role="dialog"': (
        'data-md-component="search" role="dialog" aria-label="Search"'
    ),
}


def named(html: str) -> str:
    """A part of a page as the theme makes it, with a name for each landmark and dialog."""
    for without, with_name in _UNNAMED.items():
        html = html.replace(f"{without}>", f"{with_name}>")
    # An order of the keyboard that is empty is none.
    return _SECTION.sub(_by_title, html).replace(' tabindex=""', "")


def _by_title(found: re.Match[str]) -> str:
    title = " ".join(_TAG.sub("", found[3]).split())
    return f'{found[1]} aria-label="{title}"{found[2]}{found[3]}{found[4]}'

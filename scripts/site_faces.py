"""The typefaces that a page shows, to be fetched along with it.

`docs/overrides/partials/faces.html` has text drawn with a face only if it is there at once.
"""

from __future__ import annotations

import re

FOLDER = "assets/fonts"

# By file: what of a page's content is set in it. The first is what everything else is set in.
_FACES = {
    "source-sans-3.woff2": "",
    "source-sans-3-italic.woff2": r"<(em|i|cite|dfn|var)\b",
    "source-code-pro.woff2": r"<(code|kbd|pre|samp)\b",
}


def shown(html: str) -> list[str]:
    """Addresses of the faces that some content is set in, relative to the site."""
    return [f"{FOLDER}/{name}" for name, sign in _FACES.items() if re.search(sign, html)]

"""Links that lead away from the site, marked as such: on paper their address stands beside them.

The address itself does not tell: instant navigation writes those of the site's own pages in full.
"""

from __future__ import annotations

import re

_LINK = r'<a (?=[^>]*\bhref="https?://)(?![^>]*\brel=)'


def mark(html: str, site_url: str) -> str:
    """Give the links to other sites ``rel="external"``.

    Args:
        html: content of a page.
        site_url: where the site is; its own pages may be linked to in full.
    """
    own = rf'(?![^>]*\bhref="{re.escape(site_url)})' if site_url else ""
    return re.sub(_LINK + own, '<a rel="external" ', html)

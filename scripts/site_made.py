"""Rendered tables, figures and paragraphs on the pages: each leads to the runs that made it.

Their fragments say what they were made from, see `scripts.made_from`; here a link is added to the
caption, or behind a paragraph.
"""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from typing import Final

from mkdocs.utils import get_relative_url

from scripts.artefact_fields import NO_RUN
from scripts.site_measured import run_address

ARTEFACTS: Final = "artefacts"

_PART: Final = re.compile(
    r"""<(?P<tag>div|figure|span)\b(?P<attributes>[^>]*\bdata-rendered="[^>]*)>
        (?P<content>\s*(?:<div\b.*?</div>)?.*?)</(?P=tag)>  # a table has a box within""",
    re.VERBOSE | re.DOTALL,
)
_ARTEFACT: Final = re.compile(r'(?<=data-artefact=")[^"]*')
_RUN: Final = re.compile(r'(?<=data-run=")[^"]*')
# The end of what stands below a figure or a table.
_CAPTION: Final = re.compile(r"</figcaption>|</p>\s*$")


def links(html: str, project: str, url: str) -> str:
    """A page's content whose rendered parts lead to their runs.

    Args:
        html: the content.
        project: folder of the page's project under the docs folder.
        url: of the page, relative to the site.
    """
    return _PART.sub(lambda part: _linked(part, project, url), html)


def _linked(part: re.Match[str], project: str, url: str) -> str:
    def addresses(told: re.Match[str]) -> str:
        files = (posixpath.join(project, ARTEFACTS, each) for each in unescape(told[0]).split())
        return escape(" ".join(get_relative_url(each, url) for each in files))

    tag, content = part["tag"], part["content"]
    runs = _RUN.search(part["attributes"])
    keys = [each for each in (runs[0].split() if runs else ()) if each != NO_RUN]
    if keys:
        content = _with_link(content, tag, run_address(keys[0], url))
    return f"<{tag}{_ARTEFACT.sub(addresses, part['attributes'])}>{content}</{tag}>"


def _with_link(content: str, tag: str, address: str) -> str:
    if tag == "span":
        return (
            f'{content}<a class="made made--mark" href="{address}" data-search-exclude>'
            "<span>How this paragraph was made</span></a>"
        )
    link = (
        f'<a class="made made--caption" href="{address}" data-search-exclude>How this was made</a>'
    )
    end = _CAPTION.search(content)
    if end is None:
        below = f'<p class="table-caption">{link}</p>\n'
        return content.rstrip() + "\n" + below
    return f"{content[: end.start()]} {link}{content[end.start() :]}"

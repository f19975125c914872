"""The demo's modules, asked for together with the page that holds a demo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from mkdocs.utils import get_relative_url

from scripts.workspace import PROJECT

# One that waits to be touched may never be: its modules are not asked for before the page's own.
_ELEMENT = re.compile(r"<digit-demo(?=[\s>])(?![^>]*\sload=\"touch\")")
_BUNDLE = PurePosixPath(PROJECT.as_posix()) / "bundle"
# Fetched when a visitor opens the panel that it fills.
_LATER = {"insight.js"}


def preload(html: str, page_url: str, addresses: Iterable[str]) -> str:
    """Name the modules that a demo on the page will ask for one after another.

    A browser then has them all after the time of one answer. In the page's body, so that they
    come along with instant navigation too.

    Args:
        html: content of a page.
        page_url: where the page is, relative to the site.
        addresses: of the site's files, relative to it.
    """
    if not _ELEMENT.search(html):
        return html
    links = (
        f'<link rel="modulepreload" href="{get_relative_url(module, page_url)}">\n'
        for module in modules(addresses)
    )
    return "".join(links) + html


def modules(addresses: Iterable[str]) -> list[str]:
    """Those of the site's files that a demo begins with."""
    return sorted(
        address.as_posix()
        for address in map(PurePosixPath, addresses)
        if address.parent == _BUNDLE and address.suffix == ".js" and address.name not in _LATER
    )

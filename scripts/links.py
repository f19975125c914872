"""Links of a built site's files: what each names, and on which line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

# By element: the attributes that hold one address, other than `src` and `poster` of anything.
ADDRESSES = {"a": "href", "area": "href", "form": "action", "object": "data", "use": "href"}
# Of `<link>`: what only tells where a page lives or who it is related to is not fetched.
RELATIONS = {"canonical", "alternate", "author", "license", "next", "prev", "search"}
# Whatever these properties of a `<meta>` hold is an address.
PROPERTIES = {"og:url", "og:image", "twitter:image"}

CSS_ADDRESS = re.compile(
    r"""/\*.*?\*/ | (?:url\(\s* | @import\s+)
        (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<bare>[^"')\s]+) )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Link:
    """An address as a file of the site writes it.

    ``file`` is relative to the site's folder; ``loaded`` tells an address that a browser
    fetches along with the page from one that a visitor may follow.
    """

    file: str
    line: int
    address: str
    loaded: bool


def of_html(file: str, page: BeautifulSoup) -> Iterator[Link]:
    """Every link of a page, in its order: attributes, styles, metadata."""
    for tag in page.find_all(True):
        line = tag.sourceline or 0
        for address, loaded in _of_tag(tag):
            yield Link(file, line, address.strip(), loaded)
        for css in (tag.get("style"), tag.string if tag.name == "style" else None):
            yield from (Link(file, line, each, True) for _, each in _css_addresses(str(css or "")))


def of_css(file: str, text: str) -> Iterator[Link]:
    """Every ``url()`` and ``@import`` of a stylesheet."""
    for start, address in _css_addresses(text):
        yield Link(file, 1 + text.count("\n", 0, start), address, True)


def of_sitemap(file: str, text: str) -> Iterator[Link]:
    """Every page that a sitemap names."""
    for found in re.finditer(r"<loc>(.*?)</loc>", text):
        yield Link(file, 1 + text.count("\n", 0, found.start()), found[1].strip(), False)


def ids(page: BeautifulSoup) -> frozenset[str]:
    """What an address of the page may have after its ``#``."""
    named = [each["name"] for each in page.select("a[name]")]
    return frozenset(str(each) for each in [*(tag["id"] for tag in page.select("[id]")), *named])


def _of_tag(tag: Tag) -> Iterator[tuple[str, bool]]:
    """Addresses of one element's attributes, each with whether it is fetched with the page."""
    for attribute in ("src", "poster"):
        if tag.has_attr(attribute):
            yield _text(tag[attribute]), True
    if tag.has_attr("srcset"):
        for candidate in re.split(r",\s+", _text(tag["srcset"]).strip()):
            yield candidate.split()[0] if candidate.split() else "", True
    attribute = ADDRESSES.get(tag.name, "")
    if attribute and tag.has_attr(attribute):
        yield _text(tag[attribute]), tag.name in {"object", "use"}
    if tag.name == "link" and tag.has_attr("href"):
        yield (
            _text(tag["href"]),
            not RELATIONS & {each.lower() for each in tag.get_attribute_list("rel")},
        )
    if tag.name == "meta" and _text(tag.get("property") or tag.get("name")) in PROPERTIES:
        yield _text(tag.get("content")), False


def _css_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Where each address of a stylesheet stands, and the address; none of a comment's."""
    for found in CSS_ADDRESS.finditer(text):
        if found.lastgroup is not None:
            yield found.start(), found[found.lastgroup]


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")

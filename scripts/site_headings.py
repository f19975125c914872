"""The headings of a page, with the ids that its HTML gives them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from scripts.site_notes import fold

Convert = Callable[[str], str]
"""Markdown to HTML, with the extensions of the site."""

_TEMPLATE = re.compile(r"\{[{%#]")
# By functions, not by selectors: to set those up takes longer than all headings of a site.
_LEVELS = re.compile(r"^h[1-6]$")
_FOOTNOTE = re.compile(r"^fnref")


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to.

    Attributes:
        text: as it is read.
        id: of its element.
    """

    text: str
    id: str


def converter(config: MkDocsConfig) -> Convert:
    """How a site turns Markdown into HTML; a text that it was asked for before it knows."""
    # To set up its extensions takes longer than most texts.
    made = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return functools.cache(lambda text: str(made.reset().convert(text)))


def headings(markdown: str, convert: Convert) -> list[Heading]:
    """The headings of a text in its order.

    They come from the text's HTML, so that repeated headings, markup in them and ids of their
    own are what they will be on the page. What a template will make of a heading is not known
    yet; such headings are left out.
    """
    soup = BeautifulSoup(convert(markdown), "html.parser")
    found = (_heading(each) for each in soup.find_all(_LEVELS, id=True))
    return [each for each in found if not _TEMPLATE.search(each.text)]


def _heading(element: Tag) -> Heading:
    # The link to itself and footnotes are not of its text.
    for extra in element.find_all(class_="headerlink") + element.find_all("sup", id=_FOOTNOTE):
        extra.decompose()
    return Heading(" ".join(element.get_text().split()), str(element["id"]))


def find(wanted: str, markdown: str, convert: Convert, place: str) -> Heading:
    """The heading of a text that has that text itself, markup and case aside, or that id.

    Args:
        wanted: what the link says.
        markdown: of the page that is linked to.
        convert: how the site turns it into HTML.
        place: file, line and link, for errors.

    Raises:
        PluginError: no heading, or more than one, is meant.
    """
    there = headings(markdown, convert)
    # Written as in its source, a heading may have markup and straight quotes.
    asked = {fold(each.text) for each in headings(f"# {wanted}", convert)} | {fold(wanted)}
    found = [each for each in there if {fold(each.text), fold(each.id)} & asked]
    if len(found) == 1:
        return found[0]
    if not found:
        has = ", ".join(f'"{each.text}"' for each in there) or "none"
        raise PluginError(
            f"{place}: expected a heading of that text, found none; the page's headings are: "
            f"{has}; mend the link"
        )
    ids = ", ".join(f"#{each.id}" for each in found)
    raise PluginError(
        f"{place}: expected one heading of that text, found {len(found)}: {ids}; "
        "link to one of them by its id"
    )

"""The style of the built pages: one sheet within each, of what the site has rules for."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError

from scripts import style_sheet
from scripts.site_kept import kept
from scripts.style_sheet import Group, Other, Rule, StyleError

# A page links to its sheets by these, one after the other and before any script.
_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+)">\n?')
_TAG = re.compile(rb"<[a-zA-Z][^>]*>")
_END_OF_ITEM = b"</li>"
# What holds no tags, whatever it looks like.
_CODE = (b"script", b"style")
_WORD = re.compile(r"[\w-]+")
_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)""")

# Of the theme's: what has the browser style every element below one whose attribute or class
# changes, which happens to the page as a whole when the theme's script starts, and is most of what
# a large page takes to start. What it says of tables is said of those without a class, and pages
# have none (scripts/site_tables.py).
_LEFT_OUT = ("[data-md-color-switching]", "table:not([class])")
# What trims.
_TRIMMER = (Path(__file__), Path(style_sheet.__file__))
_LIBRARY = "tinycss2"
# Libraries that put nothing into a page.
_SILENT = ("lunr", "tfjs")


class Styles:
    """The style sheets that every page links to, put into the pages.

    A page is then drawn when it is there, and its links are not read a second time: the theme's
    script gives each another address. All get the same, so that instant navigation keeps it.

    Args:
        site: folder of the built site.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._tags: set[bytes] = set()
        # The parts of the page that was seen last.
        self._last: set[bytes] = set()
        # Of the pages, by what sheets they link to, the first.
        self._linking: dict[tuple[str, ...], Path] = {}

    def see(self, page: Path, head: str, body: bytes) -> None:
        """Note the sheets that a page links to, and its tags."""
        linked = tuple(_linked(self._site, page, head))
        if not linked:
            return
        self._linking.setdefault(linked, page)
        # Pages that follow each other have most of the navigation, and that most of a page's
        # tags, in common.
        parts = {*_without_code(head.encode() + body).split(_END_OF_ITEM)}
        for part in parts - self._last:
            self._tags.update(_TAG.findall(part))
        self._last = parts

    def made(self, page: Path, head: str) -> str:
        """The head of a page with the style in place of its links; without any it stays.

        Raises:
            PluginError: pages link to different sheets, or a sheet cannot stand in a page.
        """
        first = _LINK.search(head)
        if first is None:
            return head
        return head[: first.start()] + self._style + _LINK.sub("", head[first.start() :])

    @functools.cached_property
    def _style(self) -> str:
        sheets = {path: path.read_text(encoding="utf-8") for path in self._sheets()}
        names = _names([b"\n".join(self._tags).decode(), *_scripts(self._site)])
        style = kept(_told(sheets, names), lambda: _trimmed(sheets, names).encode())
        return f"<style>{style.decode()}</style>\n"

    def _sheets(self) -> list[Path]:
        """The files of the style sheets, in their order."""
        if len(self._linking) > 1:
            names = " and ".join(
                str(page.relative_to(self._site)) for page in self._linking.values()
            )
            raise PluginError(f"expected all pages to link to the same style sheets, found {names}")
        return [Path(each) for each in next(iter(self._linking))]


def _without_code(html: bytes) -> bytes:
    for name in _CODE:
        before, *others = html.split(b"<%b" % name)
        html = before + b"".join(each.partition(b"</%b>" % name)[2] for each in others)
    return html


def _linked(site: Path, page: Path, head: str) -> Iterator[str]:
    folder = page.parent
    for address in _LINK.findall(head):
        # A page that is shown at any address has them from the root of its host.
        if address.startswith("/"):
            yield _from_root(site, urlsplit(address).path)
        else:
            yield os.path.normpath(f"{folder}/{address}")


def _from_root(site: Path, path: str) -> str:
    steps = path.strip("/").split("/")
    for start in range(len(steps)):
        found = site.joinpath(*steps[start:])
        if found.is_file():
            return str(found)
    raise PluginError(f"expected a style sheet {path} in the site, found none")


def _scripts(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*.js")):
        if not any(each in path.relative_to(site).as_posix() for each in _SILENT):
            yield path.read_text(encoding="utf-8")


def _names(texts: Iterable[str]) -> set[str]:
    """Every word of the pages' tags and of the scripts, which may put it into one."""
    return {word for text in texts for word in _WORD.findall(text)}


def _told(sheets: Mapping[Path, str], names: set[str]) -> bytes:
    """All that decides what is left of the sheets."""
    code = [path.read_text(encoding="utf-8") for path in _TRIMMER]
    return "\0".join([version(_LIBRARY), *code, *sheets.values(), *sorted(names)]).encode()


def _trimmed(sheets: Mapping[Path, str], names: set[str]) -> str:
    parts: list[Rule | Group | Other] = []
    for path, css in sheets.items():
        address = _ADDRESS.search(css)
        if address:
            raise PluginError(
                f"{path.name}: expected no url() of another file, for this stands in pages at "
                f"different addresses, found {address[1]}"
            )
        try:
            parts += style_sheet.parse(css)
        except StyleError as error:
            raise PluginError(f"{path.name}: {error}") from error
    return style_sheet.trimmed(parts, names, _LEFT_OUT)

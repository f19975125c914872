"""A built site as a visitor's browser would find it: which links of its files lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from scripts import links
from scripts.links import Link

# A host shows it under any address, so its own address says nothing.
NOT_FOUND = "404.html"
INDEX = "index.html"
# Addresses that lead to no file; a page may not run code from one.
ELSEWHERE = {"mailto", "tel"}


class SiteError(ValueError):
    """A folder is not a built site."""


class BuiltSite:
    """The files of a built site, and the address that it was built for.

    Raises:
        SiteError: the folder has no front page, or the front page tells no address.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = (path for path in folder.rglob("*") if path.is_file())
        # Compared as text: some file systems find a file by a name in other letters.
        self.files = frozenset(path.relative_to(folder).as_posix() for path in found)
        if INDEX not in self.files:
            raise SiteError(f"expected a built site in {folder}, found no {INDEX}: run make site")
        pages = (name for name in sorted(self.files) if name.endswith(".html"))
        self._pages = {name: self._parse(name) for name in pages}
        self._ids = {name: links.ids(page) for name, page in self._pages.items()}
        self.address = self._told_address()

    def links(self) -> Iterator[Link]:
        """Every link of every page, stylesheet and sitemap."""
        for name, page in self._pages.items():
            yield from links.of_html(name, page)
        for name in sorted(self.files):
            if name.endswith(".css"):
                yield from links.of_css(name, self._read(name))
            elif name == "sitemap.xml":
                yield from links.of_sitemap(name, self._read(name))

    def fault(self, link: Link) -> str | None:
        """What is wrong with a link, in words; ``None`` where nothing is."""
        try:
            written, target = urlsplit(link.address), urlsplit(self._resolved(link))
            _ = target.port  # raises where it is no number
        except ValueError as error:
            return f"expected an address, found one that is malformed: {error}"
        if link.loaded and written.scheme == "data":
            return None
        if written.scheme in ELSEWHERE and not link.loaded:
            return None if written.path else "expected somebody after the colon, found nobody"
        if target.scheme not in {"http", "https"} or (written.scheme and not written.hostname):
            return "expected a file of the site or an address with http: or https:"
        if link.file == NOT_FOUND and not written.netloc and written.path[:1] not in {"", "/"}:
            return "expected an address from the site's root: this page is shown at any address"
        if (target.scheme, target.netloc) != (self.address.scheme, self.address.netloc):
            return "expected a file of the site, found another host" if link.loaded else None
        return self._fault_inside(target)

    def _fault_inside(self, target: SplitResult) -> str | None:
        """What is wrong with an address on the site's own host."""
        root, path = unquote(self.address.path), unquote(target.path or "/")
        if not path.startswith(root):
            return f"expected an address below {root}, where the site is, found {path}"
        name = path.removeprefix(root)
        if not name or name.endswith("/"):
            name += INDEX
        if name not in self.files:
            if f"{name}/{INDEX}" in self.files:
                return f"expected a slash at the end: {name} is a folder"
            return f"expected a file {name} in the site, found none"
        fragment = unquote(target.fragment).partition(":~:")[0]
        if name in self._ids and fragment not in {"", "top"} | self._ids[name]:
            return f"expected an element with id '{fragment}' in {name}, found none"
        return None

    def _resolved(self, link: Link) -> str:
        """The address in full, as a browser makes it from where the file is."""
        own = urljoin(self.address.geturl(), link.file.removesuffix(INDEX))
        return urljoin(own, link.address)

    def _told_address(self) -> SplitResult:
        told = self._pages[INDEX].select_one("link[rel=canonical][href]")
        address = urlsplit(str(told["href"]) if told else "")
        if not (address.scheme and address.netloc and address.path.endswith("/")):
            raise SiteError(
                f"{self._folder / INDEX}: expected the site's address in its canonical link, with "
                f"a slash at the end, found {address.geturl() or 'none'}; set SITE_URL and build"
            )
        return address

    def _parse(self, name: str) -> BeautifulSoup:
        return BeautifulSoup(self._read(name), "html.parser")

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")

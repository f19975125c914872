"""What the built pages get when all of them are there, because it depends on all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Change(Protocol):
    """Something that is decided by all pages together, and that each of them then gets."""

    def see(self, page: Path, html: bytes) -> None:
        """Take from a page what it has a part in deciding."""

    def made(self, page: Path, html: bytes) -> bytes:
        """A page with the change; all pages have been seen by then."""


def apply(site: Path, changes: Sequence[Change]) -> None:
    """Make changes to every page of a built site, in this order.

    Pages are seen as they were built, and stay bytes: to make text of them and bytes again takes
    longer than what is looked for.
    """
    pages = sorted(site.rglob("*.html"))
    # Read twice: all pages of a large site at once would take as much memory as they are long.
    for page in pages:
        html = _read(page)
        for change in changes:
            change.see(page, html)
    for page in pages:
        html = _read(page)
        for change in changes:
            html = change.made(page, html)
        page.write_bytes(html)


def _read(page: Path) -> bytes:
    """A page whose lines end as a browser takes them to, on which the hash of a script depends."""
    return page.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")

"""What the built pages get when all of them are there, because it depends on all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

_END_OF_HEAD = b"</head>"


class Change(Protocol):
    """Something that is decided by all pages together, and that the head of each then gets."""

    def see(self, page: Path, head: str, body: bytes) -> None:
        """Take from a page what it has a part in deciding."""

    def made(self, page: Path, head: str) -> str:
        """The head of a page with the change; all pages have been seen by then."""


def apply(site: Path, changes: Sequence[Change]) -> None:
    """Make changes to the head of every page of a built site, in this order.

    Pages are seen as they were built, and their bodies stay bytes: to make text of them and bytes
    again takes longer than what is looked for.
    """
    pages = sorted(site.rglob("*.html"))
    # Read twice: all pages of a large site at once would take as much memory as they are long.
    for page in pages:
        head, body = _parts(page.read_bytes())
        for change in changes:
            change.see(page, head, body)
    for page in pages:
        # Written over: a file that is emptied first, a file system may write out at once.
        with page.open("r+b") as file:
            head, body = _parts(file.read())
            for change in changes:
                head = change.made(page, head)
            file.seek(0)
            file.writelines([head.encode(), body])
            file.truncate()


def _parts(html: bytes) -> tuple[str, bytes]:
    """Head and body of a page; the body begins with the end of the head."""
    if b"\r" in html:
        # As a browser takes lines to end, on which the hash of a script depends.
        html = html.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    end = html.find(_END_OF_HEAD)
    place = end if end >= 0 else len(html)
    return html[:place].decode(), html[place:]

"""The content security policy of the built pages: what a page may load, and which scripts run."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError

_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"""\btype\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
# Blocks of any other type are data, which no policy has to allow.
_RUN = {b"module", b"text/javascript", b"application/javascript"}

# A policy holds for what comes after it, and the encoding is to be told in the first 1024 bytes.
_CHARSET = re.compile(r"<meta charset=[^>]+>")


class Policy:
    """One and the same policy for every page.

    With instant navigation the page that a visitor came by stays in force, so that it has to
    allow the scripts of all.

    Args:
        site: folder of the built site.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._scripts: set[bytes] = set()

    def see(self, page: Path, head: str, body: bytes) -> None:
        """Note a page's scripts."""
        self._scripts.update(inline_scripts(head.encode()), inline_scripts(body))

    def made(self, page: Path, head: str) -> str:
        """The head of a page with the policy.

        Raises:
            PluginError: it does not tell its encoding.
        """
        charset = _CHARSET.search(head)
        if charset is None:
            name = page.relative_to(self._site)
            raise PluginError(f"{name}: expected <meta charset=...> in its head, found none")
        return head[: charset.end()] + self._tag + head[charset.end() :]

    @functools.cached_property
    def _tag(self) -> str:
        content = policy(self._scripts)
        return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


def inline_scripts(html: bytes) -> list[bytes]:
    """The text of each script that a page carries itself."""
    found = []
    for attributes, text in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind is None or kind[1].lower() in _RUN):
            found.append(text)
    return found


def policy(scripts: Iterable[bytes]) -> str:
    """Everything from the site itself, and of scripts in the pages only the given ones.

    Styles may stand in a page: the theme sets some on elements, and they run nothing.
    """
    hashes = sorted(f"'sha256-{_digest(script)}'" for script in scripts)
    rules = {
        "default-src": ["'self'"],
        # WebAssembly, which runs the demo's network, is compiled code of this site.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def _digest(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()

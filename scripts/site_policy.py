"""The content security policy of the built pages: what a page may load, and which scripts run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
# Blocks of any other type are data, which no policy has to allow.
_RUN = {"module", "text/javascript", "application/javascript"}

# A policy holds for what comes after it, and the encoding is to be told in the first 1024 bytes.
_CHARSET = re.compile(r"<meta charset=[^>]+>")


def apply(site: Path) -> None:
    """Give every page of a built site one and the same policy.

    With instant navigation the page that a visitor came by stays in force, so that it has to
    allow the scripts of all.

    Raises:
        PluginError: a page does not tell its encoding.
    """
    # Read twice: all pages of a large site at once would take as much memory as they are long.
    pages = sorted(site.rglob("*.html"))
    scripts = {script for path in pages for script in inline_scripts(_read(path))}
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'
    for path in pages:
        html = _insert(_read(path), tag, path.relative_to(site))
        path.write_text(html, encoding="utf-8", newline="")


def inline_scripts(html: str) -> list[str]:
    """The text of each script that a page carries itself."""
    found = []
    for attributes, text in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and (kind is None or kind[1].lower() in _RUN):
            found.append(text)
    return found


def policy(scripts: Iterable[str]) -> str:
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


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _insert(html: str, tag: str, page: Path) -> str:
    charset = _CHARSET.search(html)
    if charset is None:
        raise PluginError(f"{page}: expected <meta charset=...> in its head, found none")
    return html[: charset.end()] + tag + html[charset.end() :]

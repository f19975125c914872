"""The pictures of a page: how large each is, so that nothing moves when it comes."""

from __future__ import annotations

import base64
import os
import re
import struct
from pathlib import Path
from urllib.parse import unquote, urlsplit

_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_FIRST = re.compile(r'<p class="(?:hero|card)-picture">.*?</p>', re.DOTALL)
_MODE = re.compile(r"#only-(light|dark)$")
_SIZED = re.compile(r"\s(width|height)=")
_INSIDE = "data:image/png;base64,"
_SVG = re.compile(rb'<svg\b[^>]*?\swidth="(\d+)(?:px)?"[^>]*?\sheight="(\d+)(?:px)?"')
_PNG = b"\x89PNG\r\n\x1a\n"


def early(html: str) -> str:
    """Have the picture at the head of a page, or of its first card, fetched before all scripts.

    It is looked at first. The one of the visitor's palette: each would be fetched late else, when
    it is known which is shown, or both were.
    """
    first = _FIRST.search(html)
    return _preloads(first[0]) + html if first else html


def _preloads(picture: str) -> str:
    links = (
        f'<link rel="preload" as="image" fetchpriority="high" href="{source}"'
        f' media="(prefers-color-scheme: {mode[1]})">\n'
        for source in _SOURCE.findall(picture)
        if (mode := _MODE.search(source))
    )
    return "".join(links)


def sized(html: str, folder: Path) -> str:
    """Tell width and height of every image that does not.

    Args:
        html: content of a page.
        folder: what the addresses of its images start from.

    Raises:
        ValueError: the size of an image cannot be told.
    """
    return _IMAGE.sub(lambda found: _with_size(found[0], folder), html)


def _with_size(tag: str, folder: Path) -> str:
    source = _SOURCE.search(tag)
    if source is None or len(_SIZED.findall(tag)) == 2:
        return tag
    if source[1].startswith(_INSIDE):
        width, height = size(base64.b64decode(source[1].removeprefix(_INSIDE)), "a picture")
    elif urlsplit(source[1]).scheme:
        return tag
    else:
        # A page's own folder is there only once it is built.
        path = Path(os.path.normpath(folder / unquote(urlsplit(source[1]).path)))
        width, height = size(path.read_bytes(), path.name)
    start = _SIZED.sub(" data-\\1=", tag).removeprefix("<img")
    return f'<img width="{width}" height="{height}"{start}'


def size(content: bytes, name: str) -> tuple[int, int]:
    """Width and height of a picture in pixels.

    Raises:
        ValueError: it is no PNG, and no SVG that tells them.
    """
    if content.startswith(_PNG):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    found = _SVG.search(content)
    if found is None:
        raise ValueError(
            f"{name}: expected a PNG, or an SVG with width and height in pixels, found neither; "
            "write width and height where the page shows it"
        )
    return int(found[1]), int(found[2])

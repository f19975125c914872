from __future__ import annotations

import base64
import re
import struct
from pathlib import Path

import pytest

from scripts.site_images import early, size, sized

SVG = b'<svg xmlns="x" width="480" height="224" viewBox="0 0 480 224"></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 7, 9)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "a.svg").write_bytes(SVG)
    return tmp_path / "notes"


def test_an_image_is_given_the_size_of_its_file(page: Path) -> None:
    html = '<p><img alt="A" src="../a.svg#only-dark" /></p>'
    assert sized(html, page) == (
        '<p><img width="480" height="224" alt="A" src="../a.svg#only-dark" /></p>'
    )


def test_an_image_within_the_page_is_given_its_size(page: Path) -> None:
    source = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert 'width="7" height="9"' in sized(f'<img alt="A" src="{source}"/>', page)


@pytest.mark.parametrize(
    "html",
    ['<img src="gone.svg" width="1" height="2">', '<img src="https://e.example/a.png">', "<p>img"],
)
def test_what_tells_its_size_or_is_elsewhere_stays_as_it_is(page: Path, html: str) -> None:
    assert sized(html, page) == html


@pytest.mark.parametrize("content", [b"GIF89a", b'<svg viewBox="0 0 1 1">', b'<svg width="2cm">'])
def test_a_picture_of_unknown_size_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"a\.svg: expected a PNG, or an SVG with width"):
        size(content, "a.svg")


def test_every_image_of_the_site_has_a_text_and_a_size(site_dir: Path) -> None:
    found = 0
    for path in site_dir.rglob("*.html"):
        for tag in re.findall(r"<img\b[^>]*>", path.read_text(encoding="utf-8")):
            found += 1
            told = dict(re.findall(r'\s(alt|width|height)="([^"]*)"', tag))
            assert {"alt", "width", "height"} <= told.keys(), (path.name, tag[:300])
            assert int(told["width"]) * int(told["height"]) > 0
            assert "No description" not in told["alt"]
    assert found > 50


@pytest.mark.parametrize("first", ["hero", "card"])
def test_the_first_picture_is_fetched_early_in_the_palette_that_is_shown(first: str) -> None:
    images = "".join(f'<img alt="" src="a.{mode}.svg#only-{mode}" />' for mode in ("light", "dark"))
    html = f'<h1>A</h1><p class="{first}-picture">{images}</p>' + (
        '<p class="card-picture"><img alt="" src="b.light.svg#only-light" /></p>'
    )
    links = "".join(
        '<link rel="preload" as="image" fetchpriority="high" '
        f'href="a.{mode}.svg#only-{mode}" media="(prefers-color-scheme: {mode})">\n'
        for mode in ("light", "dark")
    )
    assert early(html) == links + html

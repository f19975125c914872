"""Made-up sites with one fault each, and one without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.check_links import main

HEAD = '<link rel="canonical" href="https://example.org/portfolio/">\n'
SOUND = {
    "index.html": HEAD + '<a href="notes/#first">Notes</a> <a href="/portfolio/notes/">Too</a>',
    "notes/index.html": '<h2 id="first"></h2><a href="..">Home</a><img src="../a%20b.svg?v=2">',
    "404.html": '<link rel="stylesheet" href="/portfolio/style.css"><a href="#">Top</a>',
    "style.css": '@font-face { src: url("fonts/a.woff2") }',
    "sitemap.xml": "<loc>https://example.org/portfolio/notes/</loc>",
    "fonts/a.woff2": "",
    "a b.svg": "",
}

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    def run(**files: str) -> tuple[int, str]:
        for name, text in (SOUND | files).items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        code = main([str(tmp_path)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_sound_site_passes(check: Check) -> None:
    code, said = check()
    assert code == 0
    assert "all 9 links of the site lead somewhere (https://example.org/portfolio/)" in said


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        (
            "notes/index.html",
            '\n<a href="x/">X</a>',
            "notes/index.html:2: x/: expected a file notes/x/",
        ),
        ("index.html", HEAD + '<a href="notes/#no">X</a>', "index.html:2: notes/#no: expected an"),
        ("index.html", HEAD + '<a href="notes">X</a>', "expected a slash at the end: notes is"),
        ("index.html", HEAD + '<a href="Notes/">X</a>', "expected a file Notes/index.html in"),
        ("index.html", HEAD + '<a href="/notes/">X</a>', "expected an address below /portfolio/"),
        ("index.html", HEAD + '<a href="../">X</a>', "expected an address below /portfolio/"),
        ("index.html", HEAD + '<img src="a.png">', "expected a file a.png in the site"),
        ("index.html", HEAD + '<script src="https://cdn.example/x.js">', "found another host"),
        ("index.html", HEAD + '<script src="//cdn.example/x.js">', "found another host"),
        ("index.html", HEAD + '<a href="htps://example.com">X</a>', "with http: or https:"),
        ("index.html", HEAD + '<a href="https://">X</a>', "with http: or https:"),
        (
            "index.html",
            HEAD + '<a href="https://example.com:x/">X</a>',
            "found one that is malformed",
        ),
        ("index.html", HEAD + '<a href="javascript:x()">X</a>', "with http: or https:"),
        ("index.html", HEAD + '<a href="mailto:">X</a>', "expected somebody after the colon"),
        ("404.html", '<a href="notes/">X</a>', "404.html:1: notes/: expected an address from the"),
        (
            "style.css",
            "\na { background: url(b.png) }",
            "style.css:2: b.png: expected a file b.png",
        ),
        ("sitemap.xml", "<loc>https://example.org/portfolio/gone/</loc>", "expected a file gone/"),
    ],
)
def test_fault_is_named_with_its_place(check: Check, name: str, text: str, complaint: str) -> None:
    code, said = check(**{name: text})
    assert code == 1
    assert complaint in said


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://example.com/x?y#z">X</a>',
        '<a href="mailto:someone@example.org">X</a>',
        '<a href="#">X</a>',
        '<a href="#top">X</a>',
        '<a href="notes/#:~:text=first">X</a>',
        '<img src="data:image/png;base64,AA==">',
        '<a href="style.css#anything">X</a>',
    ],
)
def test_sound_link_passes(check: Check, link: str) -> None:
    code, said = check(**{"index.html": HEAD + link})
    assert code == 0, said


def test_site_at_the_root_of_a_domain_is_checked_against_the_root(check: Check) -> None:
    root = {name: text.replace("/portfolio/", "/") for name, text in SOUND.items()}
    code, said = check(**root)
    assert code == 0, said
    code, said = check(**root | {"404.html": '<img src="/portfolio/a b.svg">'})
    assert code == 1
    assert "404.html:1: /portfolio/a b.svg: expected a file portfolio/a b.svg" in said


@pytest.mark.parametrize("head", ["", '<link rel="canonical" href="/portfolio/">'])
def test_site_that_does_not_tell_its_address_is_refused(check: Check, head: str) -> None:
    code, said = check(**{"index.html": head})
    assert code == 2
    assert "expected the site's address in its canonical link" in said


def test_folder_that_is_no_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "found no index.html: run make site" in capsys.readouterr().err

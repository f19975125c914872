from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Browser

from scripts import site_after
from scripts.site_styles import Styles

PAGE = '<head>{}</head><body><p class="lead">Text</p></body>'


def link(address: str) -> str:
    return f'<link rel="stylesheet" href="{address}">\n'


def apply(site: Path) -> None:
    site_after.apply(site, [Styles(site)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A front page, one below it, and the one that is shown at any address."""
    for name, start in {"index.html": "", "notes/index.html": "../", "404.html": "/at/"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(link(f"{start}a.css") + link(f"{start}b.css") + "<title>"))
    (tmp_path / "a.css").write_text("p { top: 0 } .gone { top: 0 } .made { top: 0 }")
    (tmp_path / "b.css").write_text(".lead { top: 1px }")
    (tmp_path / "a.js").write_text("element.classList.add('made')")
    return tmp_path


def test_every_page_holds_the_style_that_it_linked_to(site: Path) -> None:
    apply(site)
    style = "<style>p{top:0}.made{top:0}.lead{top:1px}</style>\n"
    for page in site.rglob("*.html"):
        assert page.read_text() == PAGE.format(f"{style}<title>"), page


def test_a_style_that_was_kept_is_not_that_of_other_names(site: Path) -> None:
    front = site / "index.html"
    linked = front.read_text()
    apply(site)
    front.write_text(linked.replace("lead", "gone"))
    for page in ("notes/index.html", "404.html"):
        (site / page).unlink()
    apply(site)
    assert "<style>p{top:0}.gone{top:0}.made{top:0}</style>" in front.read_text()


def test_names_in_scripts_and_styles_of_a_page_are_none_of_its_tags(site: Path) -> None:
    front = site / "index.html"
    code = "<script>const a = '<p class=gone>'</script><style>/* <p class=gone> */</style>"
    front.write_text(front.read_text().replace("<body>", f"<body>{code}"))
    apply(site)
    assert ".gone" not in front.read_text()


def test_what_two_pages_have_in_common_is_in_the_style_of_both(site: Path) -> None:
    for page in site.rglob("*.html"):
        page.write_text(page.read_text().replace("<body>", "<body><li class='gone'></li>"))
    apply(site)
    for page in site.rglob("*.html"):
        assert ".gone{top:0}" in page.read_text(), page


def test_a_page_without_sheets_stays_as_it_is_and_decides_nothing(site: Path) -> None:
    bare = "<head></head><p class='gone'>"
    (site / "bare.html").write_text(bare)
    apply(site)
    assert (site / "bare.html").read_text() == bare
    assert ".gone" not in (site / "index.html").read_text()


def test_pages_with_different_sheets_are_refused(site: Path) -> None:
    (site / "index.html").write_text(PAGE.format(link("a.css")))
    with pytest.raises(PluginError, match=r"same style sheets.*404\.html and index\.html"):
        apply(site)


def test_a_sheet_that_needs_another_file_is_refused(site: Path) -> None:
    (site / "b.css").write_text("p { background: url(data:,) url('picture.png') }")
    with pytest.raises(PluginError, match=r"b\.css: expected no url\(\).*found picture\.png"):
        apply(site)


def test_a_malformed_sheet_is_named(site: Path) -> None:
    (site / "b.css").write_text("}")
    with pytest.raises(PluginError, match=r"b\.css: line 1"):
        apply(site)


def test_a_sheet_that_is_not_there_is_named(site: Path) -> None:
    (site / "404.html").write_text(PAGE.format(link("/at/c.css")))
    with pytest.raises(PluginError, match=r"expected a style sheet /at/c\.css"):
        apply(site)


def test_no_page_waits_for_a_style_sheet_or_a_script(site_dir: Path) -> None:
    for page in site_dir.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert 'rel="stylesheet"' not in html, page
        for script in re.findall(r"<script\b[^>]*\ssrc=[^>]*>", html):
            assert re.search(r'\sdefer\b|type="module"', script), (page, script)


def test_all_pages_have_the_same_style_so_that_it_stays_from_page_to_page(site_dir: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in site_dir.rglob("*.html")]
    assert len(pages) > 25
    assert len({max(re.findall(r"<style>.*?</style>", html, re.S), key=len) for html in pages}) == 1


def test_the_theme_still_has_what_is_left_out() -> None:
    import material

    from scripts.site_styles import _LEFT_OUT

    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    css = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.min.css"))
    assert all(part in css for part in _LEFT_OUT)


def test_no_page_has_a_table_without_the_class_that_its_style_is_for(site_dir: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in site_dir.rglob("*.html")]
    tables = [tag for html in pages for tag in re.findall(r"<table[^>]*>", html)]
    assert len(tables) > 20
    assert all("class=" in tag for tag in tables)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 26, 33)")]
)
def test_the_first_visit_begins_in_the_colours_of_the_system(
    chromium: Browser, site_url: str, scheme: str, ground: str
) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    # The theme's script, which would set them later, does not come.
    page.route("**/bundle.*.min.js", lambda route: route.abort())
    page.goto(site_url)
    found = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert found == ground

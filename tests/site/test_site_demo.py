from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from scripts.site_demo import preload
from scripts.workspace import PROJECT

BUNDLE = f"{PROJECT.as_posix()}/bundle"
FILES = [
    f"{BUNDLE}/demo.js",
    f"{BUNDLE}/insight.js",
    f"{BUNDLE}/digit-demo.css",
    f"{BUNDLE}/shared-A.js",
    "assets/tfjs/tfjs.js",
]
DEMO = '<p>Draw</p><digit-demo experiments="demo"></digit-demo>'


def preloaded(html: str) -> list[str]:
    links = BeautifulSoup(html, "html.parser").select("link[rel=modulepreload]")
    return [str(link["href"]) for link in links]


def test_a_page_with_a_demo_names_the_modules_that_it_begins_with() -> None:
    html = preload(DEMO, f"{PROJECT.as_posix()}/", FILES)
    assert html.endswith(DEMO)
    assert preloaded(html) == ["bundle/demo.js", "bundle/shared-A.js"]


def test_addresses_are_relative_to_the_page() -> None:
    assert preloaded(preload(DEMO, "", FILES))[0] == f"{BUNDLE}/demo.js"


def test_a_page_without_a_demo_is_left_alone() -> None:
    assert preload("<p>&lt;digit-demo&gt;</p>", "about/", FILES) == "<p>&lt;digit-demo&gt;</p>"


def test_modules_of_a_demo_that_waits_to_be_touched_are_not_hurried() -> None:
    waiting = DEMO.replace("experiments", 'load="touch" experiments')
    assert preload(waiting, "", FILES) == waiting
    assert preloaded(preload(waiting + DEMO, "", FILES)) != []


def test_the_sites_pages_name_files_that_are_there(site_dir: Path) -> None:
    naming = [page for page in site_dir.rglob("*.html") if preloaded(page.read_text())]
    assert site_dir / PROJECT / "index.html" in naming
    for page in naming:
        for address in preloaded(page.read_text()):
            assert (page.parent / address).is_file()
    assert site_dir / "about/index.html" not in naming

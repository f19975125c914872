"""The site's typefaces: its own, fetched with the page, and never a line moved by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from scripts.site_faces import FOLDER, shown
from scripts.workspace import Workspace
from tests.waiting import until

TEXT, ITALIC, MONO = (
    f"{FOLDER}/{name}"
    for name in ("source-sans-3.woff2", "source-sans-3-italic.woff2", "source-code-pro.woff2")
)
PRELOAD = re.compile(r'<link rel="preload" as="font"[^>]* crossorigin href="([^"]+)"')
FACE = re.compile(r'src: url\("([^"]+)"\)')

# Where text is nearly all, where the demo is, and where tables and figures are.
PAGES = ["", "notes/convolution/", "projects/", "projects/handwritten-digits/"]
SHIFTS = """globalThis.shifts = [];
new PerformanceObserver((list) => globalThis.shifts.push(
  ...list.getEntries().map(({ value }) => value)))
  .observe({ type: 'layout-shift', buffered: true });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
LOADED = """() => [...document.fonts].some((face) => face.status === 'loaded')
  && [...document.fonts].every((face) => face.status !== 'loading')"""


def test_page_needs_the_faces_that_its_content_is_set_in() -> None:
    assert shown("<p>Plain.</p>") == [TEXT]
    assert shown("<p>An <em>aside</em>.</p>") == [TEXT, ITALIC]
    assert shown('<pre id="a"><code>1</code></pre>') == [TEXT, MONO]
    assert shown("<embed><iframe></iframe><codec></codec>") == [TEXT]


@pytest.mark.parametrize("name", ["index.html", "404.html", "notes/convolution/index.html"])
def test_faces_are_files_of_the_site_with_their_licence(site_dir: Path, name: str) -> None:
    page = (site_dir / name).read_text(encoding="utf-8")
    preloaded, declared = PRELOAD.findall(page), FACE.findall(page)
    assert preloaded
    assert set(preloaded) <= set(declared)
    # The page that is shown for any address names everything from the root of the host.
    folder = (site_dir / name).parent
    for address in declared:
        place = FOLDER + address.partition(FOLDER)[2]
        assert (site_dir / place).read_bytes().startswith(b"wOF2")
        assert name == "404.html" or (folder / address).resolve() == (site_dir / place).resolve()
    licence = (site_dir / FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Adobe" in licence
    assert "SIL OPEN FONT LICENSE" in licence


def test_faces_are_asked_for_before_the_style_sheets(site_dir: Path) -> None:
    page = (site_dir / "index.html").read_text(encoding="utf-8")
    assert page.index('as="font"') < page.index("<style>")


@pytest.fixture(params=[360, 800, 1440])
def screen(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_no_line_moves_when_faces_and_scripts_come_late(
    screen: Page, site_url: str, path: str
) -> None:
    """The faces come after the first drawing, then the theme's script; nothing may move."""
    faces: list[Route] = []
    scripts: list[Route] = []
    screen.add_init_script(SHIFTS)
    screen.route("**/*.woff2", lambda route: faces.append(route))
    screen.route("**/*.js", lambda route: scripts.append(route))
    screen.goto(site_url + path, wait_until="commit")
    until(screen, PAINTED)
    assert faces
    for route in faces:
        route.continue_()
    until(screen, LOADED)
    screen.unroute("**/*.js")
    for route in scripts:
        route.continue_()
    screen.wait_for_load_state("networkidle")
    assert sum(screen.evaluate("globalThis.shifts")) == 0


@pytest.mark.browser
def test_text_is_set_in_the_faces_where_they_come_in_time(page: Page, site_url: str) -> None:
    # The second view of a site has them at hand.
    page.goto(f"{site_url}notes/convolution/", wait_until="networkidle")
    page.goto(f"{site_url}notes/convolution/", wait_until="networkidle")
    # A variable face goes by the name of its first instance.
    assert any(face.startswith("Source Sans 3") for face in used_faces(page, "article p"))


def used_faces(page: Page, selector: str) -> set[str]:
    """The faces that Chromium drew an element's text with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": found["nodeId"]})["fonts"]
    return {font["familyName"] for font in fonts}


def test_every_face_of_the_sources_is_named_by_the_pages(site_dir: Path) -> None:
    page = (site_dir / "index.html").read_text(encoding="utf-8")
    kept = {path.name for path in (Workspace("full").docs / FOLDER).glob("*.woff2")}
    assert {address.rpartition("/")[2] for address in FACE.findall(page)} == kept

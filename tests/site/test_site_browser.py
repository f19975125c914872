"""The full site in Chromium: it asks nobody else for anything, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from scripts.workspace import Workspace
from tests.waiting import until

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "about/",
    "guide/",
    "tags/",
    "notes/",
    "notes/dropout/",
    "projects/",
    "runs/",
    "projects/handwritten-digits/",
    "projects/handwritten-digits/explore/",
    "projects/handwritten-digits/handwriting/",
    "projects/handwritten-digits/model-card/",
]


@pytest.fixture(params=["light", "dark"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


def walk(page: Page, url: str) -> None:
    """Open a page and scroll through it, so that what is loaded late is loaded."""
    page.goto(url, wait_until="networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    for position in range(0, height, 700):
        page.evaluate("y => window.scrollTo(0, y)", position)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_from_its_own_site_alone_and_without_error(
    phone: Page, site_url: str, path: str
) -> None:
    elsewhere: list[str] = []
    errors: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((site_url, "data:", "blob:")):
            elsewhere.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    phone.on("request", on_request)
    phone.on("console", on_console)
    phone.on("pageerror", lambda error: errors.append(str(error)))
    walk(phone, site_url + path)
    assert elsewhere == []
    assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_page_is_no_wider_than_a_phone(phone: Page, site_url: str, path: str) -> None:
    phone.goto(site_url + path)
    too_wide = phone.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide == 0


def test_figures_are_shown_in_the_colours_of_the_page(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}projects/handwritten-digits/")
    scheme = phone.evaluate("document.body.dataset.mdColorScheme")
    wanted = {"default": "light", "slate": "dark"}[scheme]
    shown = phone.locator("article figure img:visible")
    project = Workspace("full").project
    page = (project / "index.md").read_text(encoding="utf-8")
    names = (path.name.split(".")[0] for path in (project / "figures").glob("*.light.svg"))
    assert shown.count() == len([name for name in names if f'rendered("{name}")' in page])
    for picture in shown.all():
        picture.scroll_into_view_if_needed()
        assert f".{wanted}.svg" in str(picture.get_attribute("src"))
        until(phone, "image => image.naturalWidth > 0", picture.element_handle())


def test_notes_are_reached_from_the_report_without_a_reload(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}projects/handwritten-digits/", wait_until="networkidle")
    phone.evaluate("window.stayed = true")
    phone.locator("article a", has_text="convolutional neural network").first.click()
    phone.locator("h1", has_text="Convolutional neural network").wait_for()
    assert phone.url == f"{site_url}notes/convolutional-neural-network/"
    assert phone.evaluate("window.stayed") is True

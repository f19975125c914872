"""What answers for an address that has no page, as GitHub Pages serves it: at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def lost(
    chromium: Browser, site_url: str, site_dir: Path, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A phone on which every address below ``lost/`` has no page."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 700}, color_scheme=request.param
    )

    def answer(route: Route) -> None:
        route.fulfill(status=404, content_type="text/html", path=site_dir / "404.html")

    context.route(f"{site_url}lost/**", answer)
    yield context.new_page()
    context.close()


def test_it_tells_what_was_asked_for_and_offers_what_is_like_it(lost: Page, site_url: str) -> None:
    errors: list[str] = []
    lost.on("pageerror", lambda error: errors.append(str(error)))
    lost.goto(f"{site_url}lost/deep/in/callibration/", wait_until="networkidle")
    expect(lost.locator("missing-page code")).to_have_text("/portfolio/lost/deep/in/callibration/")
    assert lost.evaluate("document.documentElement.scrollWidth") == 320
    lost.locator("missing-page a").first.click()
    expect(lost).to_have_url(f"{site_url}notes/calibration/")
    expect(lost.locator("h1")).to_have_text("Calibration¶")
    assert errors == []


def test_it_searches_for_what_was_asked_for(lost: Page, site_url: str) -> None:
    lost.goto(f"{site_url}lost/max-pooling", wait_until="networkidle")
    field = lost.locator(".search-form input")
    expect(field).to_have_value("max pooling")
    field.press("Enter")
    found = lost.locator("[data-md-component=search-result] article h1")
    expect(found.first).to_have_text("Max pooling")


def test_address_is_shown_as_text_and_never_as_markup(lost: Page, site_url: str) -> None:
    lost.goto(f"{site_url}lost/%3Cimg%20src=x%3E/%E0%A4%A", wait_until="networkidle")
    assert lost.locator("missing-page img").count() == 0
    expect(lost.locator("missing-page code")).to_contain_text("lost/%3Cimg")
    expect(lost.locator("article ul a", has_text="Projects")).to_be_visible()


def test_search_engines_leave_it_out(site_dir: Path) -> None:
    html = (site_dir / "404.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>No such page – Portfolio</title>" in html

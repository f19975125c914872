"""The demo's page, open in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.demo_page import DemoPage

Open = Callable[..., DemoPage]


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Makes pages; afterwards none of them may have thrown an error that nobody caught."""
    contexts = []
    errors: list[str] = []

    def make(**options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def open_demo(new_page: Callable[..., Page], site_url: str) -> Open:
    """Opens the demo's page; options go to the browser's context."""

    def open_(**options: object) -> DemoPage:
        page = DemoPage(new_page(**options), site_url)
        page.open()
        return page

    return open_


@pytest.fixture
def demo(open_demo: Open) -> DemoPage:
    """The demo, loaded and blank."""
    page = open_demo()
    page.wait_for("blank")
    return page

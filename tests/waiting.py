"""Waiting for what a page does by itself."""

from __future__ import annotations

import time

from playwright.sync_api import ElementHandle, Page

PATIENCE = 30.0
"""Seconds."""


def until(page: Page, predicate: str, arg: ElementHandle | str | float | None = None) -> None:
    """Wait until a function of the page's says so.

    Playwright's own way makes code of text in the page, which the site's policy forbids.

    Raises:
        TimeoutError: it has not said so for `PATIENCE`.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(predicate, arg):
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url}: expected {predicate} within {PATIENCE:.0f} s")
        page.wait_for_timeout(20)

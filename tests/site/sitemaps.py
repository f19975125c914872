"""The site map that instant navigation reads, for where a test serves the site."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route


def serve_sitemap(page: Page, site_url: str) -> None:
    """Tell a page of the same pages at another address than the one that they were built for."""

    def answer(route: Route) -> None:
        text = route.fetch().text()
        home = re.search("<loc>(.+?)</loc>", text)
        assert home is not None
        route.fulfill(body=text.replace(home[1], site_url))

    page.route("**/sitemap.xml", answer)

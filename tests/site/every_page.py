"""Every page of the built site, opened in one browser, and what is found wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

from scripts.workspace import ROOT
from tests.waiting import until

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}

# What a page must not do, told by the browser itself.
_WATCH = """addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  console.error(`refused: ${effectiveDirective} ${blockedURI}`));"""

_RULES = """async () => {
  const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
  if (passes.length === 0) return ['axe looked at nothing'];
  return violations.flatMap(({ id, nodes }) => nodes.map(
    ({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""

# What is wider than its box can have the focus once the page has heard of its size.
_SETTLED = """() => [...document.querySelectorAll('.table-scroll, pre > code')].every(
  (box) => box.scrollWidth <= box.clientWidth || box.hasAttribute('tabindex'))"""


def addresses(site: Path) -> list[str]:
    """Of all pages, relative to the site; that of a folder without its file."""
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [each.removesuffix("index.html") for each in found]


@contextmanager
def watched(browser: Browser, url: str, scheme: str) -> Iterator[tuple[Page, list[str]]]:
    """A page in colours that a visitor asks for, and what it says or asks for that it should not.

    Nothing moves, so that nothing is looked at half way.
    """
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(_WATCH)
    page = context.new_page()
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(f"{page.url}: {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            faults.append(f"{page.url}: asked for {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    yield page, faults
    context.close()


def broken_rules(page: Page, sizes: tuple[ViewportSize, ...] = (PHONE, DESK)) -> list[str]:
    """What axe finds wrong with a page that is open, at several sizes of the window.

    Raises:
        TimeoutError: what is wider than its box cannot be scrolled by keyboard.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = []
    for size in sizes:
        page.set_viewport_size(size)
        until(page, _SETTLED)
        found += [f"{page.url} at {size['width']}: {each}" for each in page.evaluate(_RULES)]
    return found

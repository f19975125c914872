"""Every state that a visitor may meet the demo in, each reached as a visitor reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Route

from tests.browser.demo_page import DemoPage
from tests.browser.made_up_networks import CLASSES, answering, committed, serve
from tests.waiting import until

SEVEN = [[[20, 15], [80, 15], [45, 95]]]
SEVENTEEN = [[[0, 0], [0, 90]], [[50, 0], [110, 0], [75, 90]]]
READING = {"not_a_digit": 0.5, "unsure": 0.6}
# A machine that does other things as well; in milliseconds.
SLOW = 120_000
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
PASTE_TEXT = """(canvas) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'no picture');
  canvas.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })); }"""


def _mostly(place: int, share: float) -> list[float]:
    """Probabilities of eleven classes, what one of them leaves shared by the others."""
    rest = (1 - share) / (len(CLASSES) - 1)
    return [share if at == place else rest for at in range(len(CLASSES))]


UNSURE = answering("unsure", _mostly(4, 0.5), READING)
NONE = answering("none", _mostly(10, 0.75), READING)


def walk(demo: DemoPage, site_dir: Path) -> Iterator[str]:
    """Go from state to state; gives the name of each while the page is in it.

    Networks whose answer is known stand in for the one that people's drawings taught: one that
    is always unsure, then one that always finds no digit.
    """
    page = demo.page
    page.add_init_script(NO_CLIPBOARD)
    baseline = committed(site_dir, "baseline")
    serve(page, demo.site_url, {"demo": UNSURE, "baseline": baseline})
    yield from _loading(demo)
    yield "blank"
    demo.ink.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    yield "keyboard pen"
    demo.draw(SEVEN)
    demo.wait_for("unsure")
    yield "unsure"
    _choose(demo, "baseline")
    demo.wait_for("digit")
    yield "digit"
    demo.press("share")
    demo.demo.get_by_role("textbox").wait_for()
    yield "link offered"
    demo.ink.evaluate(PASTE_TEXT)
    demo.demo.locator(".dd-warning").wait_for()
    yield "image refused"
    yield from _panel(demo)
    demo.press("clear")
    demo.draw(SEVENTEEN)
    demo.wait_for("several")
    yield "several"
    demo.press("sample")
    demo.demo.get_by_text("of MNIST").wait_for()
    yield "test digit"
    serve(page, demo.site_url, {"demo": NONE, "baseline": baseline})
    page.reload()
    demo.wait_for("blank")
    demo.draw(SEVEN)
    demo.wait_for("not-a-digit")
    yield "not-a-digit"
    page.route("**/baseline/*.bin", lambda route: route.fulfill(body=b"none of it"))
    _choose(demo, "baseline")
    demo.wait_for("error")
    yield "error"


def _loading(demo: DemoPage) -> Iterator[str]:
    held: list[Route] = []
    demo.page.route("**/*.bin", lambda route: held.append(route))
    with demo.page.expect_request("**/*.bin", timeout=SLOW):
        demo.open()
    demo.ink.wait_for()
    demo.page.wait_for_load_state("load")
    yield "loading"
    demo.page.unroute("**/*.bin")
    for route in held:
        route.fallback()
    demo.wait_for("blank")


def _panel(demo: DemoPage) -> Iterator[str]:
    panel = demo.demo.locator("details")
    panel.locator("summary").click()
    panel.locator(".dd-section").first.wait_for()
    settled = "section => section.getAttribute('aria-busy') !== 'true'"
    until(demo.page, f"() => [...document.querySelectorAll('.dd-section')].every({settled})")
    yield "panel open"
    panel.get_by_role("radio").last.check()
    panel.get_by_role("switch").check()
    demo.next_frame()
    yield "panel open, squashed"
    panel.locator("summary").click()


def _choose(demo: DemoPage, experiment: str) -> None:
    demo.demo.locator(f".dd-models input[value='{experiment}']").check()

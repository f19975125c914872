"""The demo for everyone: rules of accessibility, the keyboard alone, fingers, small screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.workspace import ROOT
from tests.browser.demo_page import DemoPage
from tests.browser.demo_states import UNSURE, walk
from tests.browser.made_up_networks import committed, serve
from tests.waiting import until

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
STATES = 13
# What a finger hits; a line of running text is as high as it is.
FINGER = 44
TARGETS = "button, summary, label, input[readonly]"
# From one thing to the next.
MOST_TABS = 20

NewPage = Callable[..., Page]


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the demos of a page."""
    if page.evaluate("globalThis.axe === undefined"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        """async () => {
          const { violations, passes } = await axe.run('digit-demo');
          if (passes.length === 0) return ['axe looked at nothing'];
          return violations.flatMap(({ id, nodes }) => nodes.map(
            ({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`)); }"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_breaks_a_rule(
    new_page: NewPage, site_url: str, site_dir: Path, scheme: str
) -> None:
    demo = DemoPage(new_page(color_scheme=scheme), site_url)
    found = {state: faults(demo.page) for state in walk(demo, site_dir)}
    assert len(found) == STATES
    assert {state: rules for state, rules in found.items() if rules} == {}


def too_small(demo: DemoPage) -> list[str]:
    """What can be pressed, but is less wide or high than a finger."""
    small: list[str] = demo.demo.evaluate(
        """(demo, [targets, finger]) => [...demo.querySelectorAll(targets)]
          .filter((target) => target.checkVisibility())
          .map((target) => [target, target.getBoundingClientRect()])
          .filter(([, { width, height }]) => Math.min(width, height) < finger - 0.01)
          .map(([target, { width, height }]) => `${target.textContent}: ${width} x ${height}`)""",
        [TARGETS, FINGER],
    )
    return small


def test_on_a_small_screen_every_state_fits_and_can_be_touched(
    new_page: NewPage, site_url: str, site_dir: Path
) -> None:
    size = {"width": 320, "height": 640}
    demo = DemoPage(new_page(viewport=size, has_touch=True), site_url)
    widest = "document.documentElement.scrollWidth"
    for state in walk(demo, site_dir):
        assert (state, too_small(demo)) == (state, [])
        assert (state, demo.page.evaluate(widest)) == (state, size["width"])


class Keys:
    """Someone who has a keyboard and nothing else."""

    def __init__(self, demo: DemoPage) -> None:
        self._demo = demo
        self._press = demo.page.keyboard.press

    def press(self, *keys: str) -> None:
        for key in keys:
            self._press(key)
        self._demo.next_frame()

    def skip(self) -> None:
        """Pass over the header and the navigation, by the page's first link."""
        self._press("Tab")
        self._press("Enter")
        until(self._demo.page, "() => document.activeElement.id === 'content'")

    def go_to(self, target: str, *, back: bool = False) -> None:
        """Press Tab until the focus is on what a selector names."""
        presses = 0
        while not self._is_at(f"digit-demo {target}"):
            if presses == MOST_TABS:
                pytest.fail(f"{target} is not reached by {MOST_TABS} presses of Tab")
            self._press("Shift+Tab" if back else "Tab")
            presses += 1

    def use(self, action: str, *, back: bool = False) -> None:
        self.go_to(f"button[data-action='{action}']", back=back)
        self.press("Enter")

    def _is_at(self, target: str) -> bool:
        return bool(
            self._demo.page.evaluate("(target) => document.activeElement.matches(target)", target)
        )


# The pen begins in the middle, a quarter down.
TO_SEVEN = ["ArrowLeft"] * 3
SEVEN = [" ", *["ArrowRight"] * 7, *["End", "ArrowDown"] * 5, " "]
TO_ONE = [*["ArrowLeft"] * 6, *["ArrowUp"] * 10]
ONE = [" ", *["ArrowDown"] * 10, " "]


def test_everything_is_done_by_keyboard_alone(
    new_page: NewPage, site_url: str, site_dir: Path
) -> None:
    page = new_page(**CLIPBOARD)
    demo, panel = DemoPage(page, site_url), page.locator("digit-demo details")
    serve(page, site_url, {"demo": UNSURE, "baseline": committed(site_dir, "baseline")})
    demo.open()
    keys = Keys(demo)
    keys.skip()
    keys.go_to("canvas.ink")
    demo.wait_for("blank")
    keys.press(*TO_SEVEN, *SEVEN)
    assert demo.data("state") == "unsure"
    keys.go_to("input[type='radio']")
    keys.press("ArrowRight")
    page.wait_for_selector("digit-demo[data-value='7']")
    keys.go_to("canvas.ink", back=True)
    keys.press(*TO_ONE, *ONE)
    assert demo.data("value") == "17"

    keys.use("share")
    demo.demo.locator(".dd-message", has_text="is copied").wait_for()
    assert "#ink=1" in page.evaluate("navigator.clipboard.readText()")
    keys.go_to("button[data-action='digit']")
    keys.press("Enter")
    assert demo.sees_label() == "Digit 1 of 2, made 28 by 28 pixels"
    keys.press("Tab", "Space")
    assert demo.sees_label() == "Digit 2 of 2, made 28 by 28 pixels"

    keys.go_to("summary")
    keys.press("Enter")
    panel.get_by_role("radio").first.wait_for()
    keys.go_to("details input[type='radio']")
    before = page.evaluate("document.activeElement.value")
    keys.press("ArrowLeft")
    assert page.evaluate("document.activeElement.value") != before
    keys.go_to("details input[type='checkbox']")
    keys.press("Space")
    assert demo.data("input") == "squashed"
    keys.press("Space")
    assert demo.data("value") == "17"

    keys.use("undo", back=True)
    assert demo.data("value") == "7"
    keys.use("clear")
    assert demo.data("state") == "blank"
    keys.use("sample")
    demo.demo.get_by_text("of MNIST").wait_for()
    demo.wait_for("digit")

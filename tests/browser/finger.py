"""Fingers on a telephone, as the operating system tells of them."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page

from tests.browser.demo_page import DemoPage, Strokes

PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}

Place = tuple[float, float]


class Fingers:
    """Those of one hand; each goes by a number of its own, the first being 0."""

    def __init__(self, page: Page) -> None:
        self._device = page.context.new_cdp_session(page)
        self._down: dict[int, Place] = {}

    def touch(self, places: Mapping[int, Place]) -> None:
        """Put fingers down."""
        self._down |= places
        self._send("touchStart", self._down)

    def move(self, places: Mapping[int, Place]) -> None:
        """Move fingers that are down."""
        self._down |= places
        self._send("touchMove", self._down)

    def lift(self, *fingers: int) -> None:
        """Lift these fingers, or all."""
        lifted = {finger: self._down.pop(finger) for finger in fingers or list(self._down)}
        # Chromium takes an end without any point for that of all, one with points for theirs.
        self._send("touchEnd", lifted if self._down else {})

    def cancel(self) -> None:
        """What the system does that takes a touch for its own gesture, or for a palm."""
        self._down.clear()
        self._send("touchCancel", {})

    def unzoom(self) -> None:
        """Show the page as large as it was."""
        self._device.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})

    def draw(self, demo: DemoPage, strokes: Strokes) -> None:
        """Draw point by point."""
        for stroke in demo.placed(strokes):
            self.touch({0: stroke[0]})
            for point in stroke[1:]:
                self.move({0: point})
            self.lift()
        demo.next_frame()

    def _send(self, kind: str, places: Mapping[int, Place]) -> None:
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in places.items()]
        self._device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

"""The page with the demo, as its tests handle it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from playwright.sync_api import Locator, Page, TimeoutError

PATH = "projects/handwritten-digits/"
# The share of the drawing area that a replayed digit fills.
FILL = 0.7

Strokes = Sequence[ArrayLike]


class DemoPage:
    """One page, and the first demo on it."""

    def __init__(self, page: Page, site_url: str) -> None:
        self.page = page
        self.site_url = site_url
        self.demo: Locator = page.locator("digit-demo").first
        self.ink = self.demo.locator("canvas.ink")

    def open(self) -> None:
        """Go there, as somebody who does something."""
        self.page.goto(self.site_url + PATH)
        self.page.keyboard.press("Shift")

    def wait_for(self, state: str) -> None:
        """Until the demo is in that state for somebody who is there, and shows it every second."""
        wanted = f"digit-demo[data-state='{state}']"
        for _ in range(60):
            self.page.keyboard.press("Shift")
            with suppress(TimeoutError):
                self.page.wait_for_selector(wanted, timeout=1_000)
                return
        raise TimeoutError(f"expected {wanted} within a minute")

    def press(self, action: str) -> None:
        self.demo.locator(f"button[data-action='{action}']").click()
        self.next_frame()

    def next_frame(self) -> None:
        """Until a reading of what has been drawn so far is there."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def data(self, name: str) -> str | None:
        return self.demo.get_attribute(f"data-{name}")

    def read(self, strokes: Strokes) -> dict[str, Any]:
        """The element's own method."""
        plain = [np.asarray(stroke).tolist() for stroke in strokes]
        detail: dict[str, Any] = self.demo.evaluate(
            "(element, strokes) => element.read(strokes)", plain
        )
        return detail

    def seen(self) -> NDArray[np.uint8]:
        """What the page shows as the network's input, uint8 [28, 28]."""
        encoded = self.demo.locator("canvas.sees").evaluate(
            """(canvas) => {
              const { data } = canvas.getContext('2d').getImageData(
                0, 0, canvas.width, canvas.height);
              return btoa(String.fromCharCode(...data.filter((_, at) => at % 4 === 0)));
            }"""
        )
        pixels = np.frombuffer(base64.b64decode(encoded), np.uint8)
        return pixels.reshape(28, 28)

    def sees_label(self) -> str | None:
        """What a screen reader says of the network's input."""
        return self.demo.locator("canvas.sees").get_attribute("aria-label")

    def has_ink(self) -> bool:
        return bool(
            self.ink.evaluate(
                """(canvas) => canvas.getContext('2d')
                  .getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value)"""
            )
        )

    def draw(self, strokes: Strokes) -> None:
        """Draw with the mouse, point by point."""
        mouse = self.page.mouse
        for stroke in self.placed(strokes):
            mouse.move(*stroke[0])
            mouse.down()
            for point in stroke[1:]:
                mouse.move(*point)
            mouse.up()
        self.next_frame()

    def placed(self, strokes: Strokes) -> list[list[tuple[float, float]]]:
        """Strokes in coordinates of the window, in the middle of the drawing area."""
        self.ink.evaluate(
            "(canvas) => canvas.scrollIntoView({block: 'center', behavior: 'instant'})"
        )
        box = self.ink.bounding_box()
        assert box is not None
        points = np.concatenate([np.asarray(stroke, dtype=float) for stroke in strokes])
        low, high = points.min(axis=0), points.max(axis=0)
        scale = FILL * box["width"] / (max(high - low) or 1)
        centre = np.array([box["x"], box["y"]]) + box["width"] / 2
        return [
            [tuple(point) for point in (np.asarray(stroke) - (low + high) / 2) * scale + centre]
            for stroke in strokes
        ]

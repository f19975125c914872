"""The panel below the demo, as its tests handle it."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator

from tests.browser.demo_page import DemoPage, Strokes
from tests.waiting import until

# Pixels of a step's canvas for one of the image, and one of those that no mark is drawn on.
ZOOM, UNMARKED = 8, 2

Shares = list[NDArray[np.float64]]


class InsidePage:
    """The panel of a demo."""

    def __init__(self, demo: DemoPage) -> None:
        self.demo = demo
        self.page = demo.page
        self.panel: Locator = demo.demo.locator("details[data-panel='inside']")
        self.summary = self.panel.locator("summary")
        self.switch = self.panel.get_by_role("switch")
        self.cells = self.section("steps").locator("tbody td")

    def section(self, name: str) -> Locator:
        return self.panel.locator(f"[data-section='{name}']")

    def open(self) -> None:
        self.summary.click()
        self.section("steps").wait_for()

    def close(self) -> None:
        self.summary.click()
        self.section("steps").wait_for(state="hidden")
        self.demo.next_frame()

    def settle(self) -> None:
        """Until all that is shown is of what was drawn last."""
        self.demo.next_frame()
        until(
            self.page,
            """(panel) => [...panel.querySelectorAll('[aria-busy]')].every(
              (part) => part.ariaBusy === 'false')""",
            self.panel.element_handle(),
        )

    def caption(self, section: str) -> str:
        return str(self.section(section).locator(".dd-caption").first.text_content())

    def step(self, at: int) -> NDArray[np.uint8]:
        """What a step shows, uint8 [28, 28], without the marks on it."""
        canvas = self.section("steps").locator("canvas").nth(at)
        return pixels_of(canvas)[UNMARKED::ZOOM, UNMARKED::ZOOM, 0]

    def draw_at(self, strokes: Strokes) -> Shares:
        """Draw with the mouse at these places of the drawing area, in shares of its side.

        Returns:
            Where the strokes came to be: a mouse is on whole pixels of the window.
        """
        ink = self.demo.ink
        ink.evaluate("(canvas) => canvas.scrollIntoView({block: 'center', behavior: 'instant'})")
        box = ink.bounding_box()
        assert box is not None
        corner, side = np.array([box["x"], box["y"]]), box["width"]
        placed = [np.round(np.asarray(stroke) * side + corner) for stroke in strokes]
        mouse = self.page.mouse
        for stroke in placed:
            mouse.move(*stroke[0])
            mouse.down()
            for point in stroke[1:]:
                mouse.move(*point)
            mouse.up()
        self.demo.next_frame()
        return [(stroke - corner) / side for stroke in placed]


def pixels_of(canvas: Locator) -> NDArray[np.uint8]:
    """uint8 [height, width, 4]."""
    encoded: dict[str, Any] = canvas.evaluate(
        """(canvas) => {
          const { data, width, height } = canvas.getContext('2d').getImageData(
            0, 0, canvas.width, canvas.height);
          const text = Array.from(data, (value) => String.fromCharCode(value)).join('');
          return { text: btoa(text), width, height }; }"""
    )
    pixels = np.frombuffer(base64.b64decode(encoded["text"]), np.uint8)
    return pixels.reshape(encoded["height"], encoded["width"], 4)

"""Draw the icon for home screens from the site's mark; run after changing the mark.

Telephones show no SVG there, round the corners themselves and put black behind what is
transparent.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from mnist.artefacts import write_bytes
from scripts import browser
from scripts.progress import guarded, say
from scripts.workspace import ROOT, Workspace, parser

MARK = Path("assets/favicon.svg")
ICON = Path("assets/touch-icon.png")
SIDE = 180
_MARGIN = 28


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the icon was drawn."""
    docs = Workspace(parser(__doc__).parse_args(argv).profile).docs
    write_bytes(docs / ICON, draw((docs / MARK).read_text(encoding="utf-8")))
    say(f"{(docs / ICON).relative_to(ROOT)}: drawn")
    return 0


def draw(mark: str) -> bytes:
    """A mark, as SVG, in its light colours on white: a PNG, 180 pixels a side."""
    inner = SIDE - 2 * _MARGIN
    style = f"body {{ margin: {_MARGIN}px }} svg {{ display: block; width: {inner}px }}"
    path = str(browser.find())
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=path, args=[*browser.FLAGS])
        size = ViewportSize(width=SIDE, height=SIDE)
        page = launched.new_page(viewport=size, color_scheme="light")
        page.set_content(f"<style>{style}</style>{mark}")
        picture: bytes = page.screenshot()
        launched.close()
    return picture


if __name__ == "__main__":
    raise SystemExit(main())

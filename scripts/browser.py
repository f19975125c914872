"""Find a Chromium or Chrome for tests and benchmarks, or install one; prints its path.

In this order: the environment's CHROME_PATH, a browser on PATH, the one Playwright has or
can download, Debian's package where this is root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.progress import guarded

# It fetches nothing of its own accord, and starts as root too.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class BrowserError(ValueError):
    """No browser can be had."""


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Print the browser's path; 2 where none can be had."""
    print(find())
    return 0


def find() -> Path:
    """The first browser that is there or can be installed.

    Raises:
        BrowserError: there is none; the message says how to get one.
    """
    for candidate in _candidates():
        if candidate and os.access(candidate, os.X_OK):
            return Path(candidate)
    raise BrowserError(
        "expected Chromium or Chrome for the browser tests and found none; install one, or set "
        "CHROME_PATH to its executable"
    )


def _candidates() -> Iterator[str | None]:
    given = os.environ.get("CHROME_PATH")
    if given:
        if not os.access(given, os.X_OK):
            raise BrowserError(f"CHROME_PATH: expected an executable, found {given}")
        yield given
    yield from map(shutil.which, NAMES)
    yield _of_playwright()
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    yield _of_playwright()
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update", "--quiet"])
        _try(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
        yield shutil.which("chromium")


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _try(command: Sequence[str]) -> None:
    """Run an installer; whether it worked shows in whether there is a browser then."""
    print(f"installing a browser: {' '.join(command[-3:])}", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=False)


if __name__ == "__main__":
    raise SystemExit(main())

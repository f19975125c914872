"""What a person sees while a file downloads."""

from __future__ import annotations

import sys
from typing import Final, TextIO

_WIDTH: Final = 30
_QUARTERS: Final = 4
_MEGABYTE: Final = 1_000_000


class DownloadProgress:
    """A bar on a terminal; elsewhere a line for each quarter, which suits a log.

    Args:
        title: what is being downloaded.
        stream: where to show it; standard error if not given.
    """

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self._title = title
        self._stream = stream or sys.stderr
        self._bar = self._stream.isatty()
        self._shown = ""

    def __call__(self, received: int, total: int | None) -> None:
        """Show that `received` bytes of `total` have arrived."""
        share = min(received / total, 1.0) if total else 0.0
        amount = f"{received / _MEGABYTE:.1f} MB"
        if total:
            amount = f"{amount} of {total / _MEGABYTE:.1f} MB"
        if self._bar:
            filled = "#" * round(share * _WIDTH)
            self._show(amount, f"\r{self._title} [{filled:<{_WIDTH}}] {amount} ")
        elif quarters := int(share * _QUARTERS):
            self._show(str(quarters), f"{self._title}: {amount}\n")

    def close(self) -> None:
        """End the line of a bar."""
        if self._bar and self._shown:
            self._stream.write("\n")

    def _show(self, state: str, text: str) -> None:
        if state != self._shown:
            self._shown = state
            self._stream.write(text)
            self._stream.flush()

"""What a person sees while a long stage runs."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Sequence


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


class Countdown:
    """The time left, when as much work as was done takes as long again.

    Args:
        total: work to come, in whatever unit.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()

    def left(self, done: int = 1) -> str:
        """Count more work as done, and tell the time left, such as ``3:07``."""
        self._done += done
        elapsed = time.monotonic() - self._started
        return duration(elapsed / self._done * (self._total - self._done))


def duration(seconds: float) -> str:
    """A duration as minutes and seconds, such as ``3:07``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def guarded(main: Callable[[Sequence[str] | None], int]) -> Callable[..., int]:
    """A command that ends on an expected error with one line and exit code 2.

    Expected are errors about files and values that a person can mend; anything else is a
    fault of the program and keeps its traceback.
    """

    @functools.wraps(main)
    def run(argv: Sequence[str] | None = None) -> int:
        try:
            return main(argv)
        except (OSError, ValueError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            print("interrupted; the same command goes on from here", file=sys.stderr)
            return 130

    return run

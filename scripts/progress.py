"""What a person sees while a long stage runs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


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

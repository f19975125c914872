"""What a person sees while a long stage runs."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Sequence

from mnist.records import Epoch


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


class EpochProgress:
    """A line an epoch, with the time left over all the epochs of all the folds.

    Args:
        total: epochs to come.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()

    def report(self, what: str, epoch: Epoch, epochs: int) -> None:
        """Say what an epoch measured, and how long the rest will take."""
        self._done += 1
        measured = f"loss {epoch.loss:.4f}, accuracy {epoch.accuracy:.4f}"
        if epoch.validation_loss is not None and epoch.validation_accuracy is not None:
            measured += (
                f"; validation loss {epoch.validation_loss:.4f}, "
                f"accuracy {epoch.validation_accuracy:.4f}"
            )
        say(
            f"{what}, epoch {epoch.number}/{epochs}: {measured} "
            f"({epoch.seconds:.0f} s, {duration(self._left())} left)"
        )

    def _left(self) -> float:
        elapsed = time.monotonic() - self._started
        return elapsed / self._done * (self._total - self._done)


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

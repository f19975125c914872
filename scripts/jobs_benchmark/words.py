"""What the benchmark measured, as a reader knows it."""

from __future__ import annotations

from mnist.records import Ratio
from scripts.formats import THIN, count_of
from scripts.site_benchmark.records import Effort


def crew(workers: int | None) -> str:
    """Who does the jobs."""
    return "None, in turn" if workers is None else str(workers)


def told(workers: int) -> str:
    """So many workers within a sentence."""
    return "one worker" if workers == 1 else count_of(workers, "worker", "workers")


def times(ratio: Ratio) -> str:
    """A ratio with its interval; ``1`` beside itself."""
    if ratio.low == ratio.high == 1:
        return "1"
    return f"{ratio.value:.2f}{THIN}× ({ratio.low:.2f}–{ratio.high:.2f})"


def busy(effort: Effort) -> str:
    """How many cores were busy on average."""
    return f"{effort.processor / effort.median:.1f}"


def microseconds(duration: float) -> str:
    """Seconds as microseconds: 0.000077 gives ``77 µs``."""
    return f"{duration * 1e6:.0f}{THIN}µs"

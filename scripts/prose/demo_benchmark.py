"""What the benchmark of the demo says, whatever it found."""

from __future__ import annotations

from collections.abc import Callable

from mnist.records import BenchmarkSide, DemoBenchmark
from scripts.demo_benchmark.sides import in_text, kilobytes, milliseconds, sent
from scripts.formats import listed, percent

# Medians that differ by less are told as the same.
ALIKE = 0.05

# Shares that a reader pictures better as "so many times".
PLAIN = 2.0


def texts(result: DemoBenchmark) -> dict[str, str]:
    """The paragraphs by their names on the page."""
    return {
        "demo-size-findings": sizes(result),
        "demo-time-findings": times(result),
    }


def sizes(result: DemoBenchmark) -> str:
    """How much is loaded, and how much more it would be."""
    shipped, *others = _apart(result)
    rivals = listed(
        f"{kilobytes(sent(side))} with {in_text(side)} ({_times(sent(side), sent(shipped))})"
        for side in others
    )
    return (
        f"Up to its first reading, this demo loads {kilobytes(sent(shipped))}: "
        f"{kilobytes(sent(shipped, 'code'))} of code, {kilobytes(sent(shipped, 'runtime'))} of "
        f"library and {kilobytes(sent(shipped, 'network'))} of network. With the same network, "
        f"unrounded, it would be {rivals}.\n"
    )


def times(result: DemoBenchmark) -> str:
    """How long one waits, and how much longer it would be."""
    shipped, *others = result.sides

    def compared(measure: Callable[[BenchmarkSide], float]) -> str:
        mine = measure(shipped)
        return listed(
            f"{milliseconds(measure(side))} with {in_text(side)} ({_times(measure(side), mine)})"
            for side in others
        )

    return (
        f"The first reading is there {milliseconds(shipped.from_start.median)} after the start of "
        f"the script; it would be {compared(lambda side: side.from_start.median)}. One image takes "
        f"the demo's network {milliseconds(shipped.reading.median)}; it would take "
        f"{compared(lambda side: side.reading.median)}.\n"
    )


def _apart(result: DemoBenchmark) -> list[BenchmarkSide]:
    """The sides that load something else than one before them."""
    found: list[BenchmarkSide] = []
    for side in result.sides:
        if all(side.files != each.files for each in found):
            found.append(side)
    return found


def _times(theirs: float, ours: float) -> str:
    """How a number compares with ours, in words that fit whichever is larger."""
    ratio = theirs / ours
    if abs(ratio - 1) < ALIKE:
        return "about the same"
    if ratio >= PLAIN:
        return f"{ratio:.1f} times as much"
    more = ratio > 1
    return f"{percent(abs(ratio - 1), 0)} {'more' if more else 'less'}"

"""Tables of the demo's benchmark: a column a side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mnist.records import BenchmarkSide, DemoBenchmark, Timing
from scripts.demo_benchmark.host import TYPES
from scripts.demo_benchmark.sides import (
    KILOBYTE,
    ROLES,
    kilobytes,
    milliseconds,
    sent,
    sent_with_brotli,
    strictest_reading,
    title,
)
from scripts.formats import THIN, listed, percent, thousands
from scripts.markdown import NONE, Align, Table

MET, MISSED = "met", "missed"


def tables(result: DemoBenchmark) -> dict[str, Table]:
    """Every one by its name on the page."""
    return {
        "demo-size-table": sizes(result),
        "demo-time-table": times(result),
        "demo-aims-table": aims(result),
    }


def sizes(result: DemoBenchmark) -> Table:
    """Bytes over the wire, by what they are for."""
    sides = result.sides
    return Table(
        columns=_columns(sides),
        rows=[
            [name, *(thousands(sent(side, role)) for side in sides)] for role, name in ROLES.items()
        ],
        summary=[["All, in bytes", *(thousands(sent(side)) for side in sides)]],
        caption=f"{_least(sides, sent, kilobytes)} loads least. Files that the browser requested "
        "up to the first reading, compressed with gzip. A host that speaks Brotli would send "
        f"{_listed(sides, lambda side: kilobytes(sent_with_brotli(side)))}; one that compresses "
        "text and WebAssembly alone, "
        f"{_listed(sides, lambda side: kilobytes(_sent_with_plain_weights(side)))}. The demo's "
        "code counts for every side, for each would need it.",
    )


def times(result: DemoBenchmark) -> Table:
    """How long a visitor waits."""
    sides = result.sides
    answers: dict[str, Callable[[BenchmarkSide], str]] = {
        "Start of the script to first reading": lambda side: _spread(side.from_start),
        "Click to first reading": lambda side: _spread(side.from_click),
        "One image": lambda side: _spread(side.reading),
        "One image, 95th percentile": lambda side: milliseconds(side.reading.p95),
        "One drawing": lambda side: _spread(side.drawing) if side.drawing else NONE,
        "One drawing, 95th percentile": lambda side: (
            milliseconds(side.drawing.p95) if side.drawing else NONE
        ),
        "Same digit as this demo": lambda side: percent(side.same_digit / side.reading.count),
    }
    return Table(
        columns=_columns(sides),
        rows=[[name, *map(answer, sides)] for name, answer in answers.items()],
        caption="The first reading comes soonest with "
        f"{_least(sides, lambda side: side.from_start.median, milliseconds)}, and one image is "
        f"read quickest with {_least(sides, lambda side: side.reading.median, milliseconds)}. "
        "Numbers are medians, and below them the quartiles: a quarter is faster than the first, a "
        f"quarter slower than the second. {thousands(sides[0].from_start.count)} starts, as many "
        f"clicks and {thousands(sides[0].reading.count)} readings a side, in turn. A drawing goes "
        "from its strokes to the answer, an image only through the network.",
    )


def aims(result: DemoBenchmark) -> Table:
    """What the demo was to keep to, beside what was found."""
    shipped, aim = result.sides[0], result.run.config["aims"]
    size, start = sent(shipped), shipped.from_start.median
    reading = strictest_reading(shipped).p95
    hoped = f"{kilobytes(aim['transfer'])}, better {kilobytes(aim['hoped_transfer'])}"
    rows = [
        ["Over the wire", hoped, kilobytes(size), _verdict(size, aim["transfer"])],
        [
            "First reading after the start of the script",
            milliseconds(aim["first_reading"]),
            milliseconds(start),
            _verdict(start, aim["first_reading"]),
        ],
        [
            "One drawing, 95th percentile",
            f"{aim['reading']:g}{THIN}ms",
            milliseconds(reading),
            _verdict(reading, aim["reading"]),
        ],
    ]
    return Table(
        columns={"Measure": "left", "At most": "right", "Found": "right", "Aim": "left"},
        rows=rows,
        caption=f"{_met(rows)} A kilobyte (KB) has {thousands(KILOBYTE)} bytes. The aims were set "
        "before anything was measured.",
    )


def _sent_with_plain_weights(side: BenchmarkSide) -> int:
    """Bytes over the wire where files of no known type are sent as they are."""
    return sum(file.gzip if Path(file.path).suffix in TYPES else file.bytes for file in side.files)


def _verdict(found: float, most: float) -> str:
    return MET if found <= most else MISSED


def _met(rows: list[list[str]]) -> str:
    """How many aims were met, and which were not."""
    missed = [name for name, *_, aim in rows if aim == MISSED]
    if not missed:
        return f"All {len(rows)} aims are met."
    names = listed(f"*{name}*" for name in missed)
    return f"Of {len(rows)} aims {len(rows) - len(missed)} are met; missed: {names}."


def _least(
    sides: list[BenchmarkSide],
    measure: Callable[[BenchmarkSide], float],
    write: Callable[..., str],
) -> str:
    """The side with the least of something, and how much that is."""
    least = min(sides, key=measure)
    return f"*{title(least)}* ({write(measure(least))})"


def _columns(sides: list[BenchmarkSide]) -> dict[str, Align]:
    columns: dict[str, Align] = {"Measure": "left"}
    for side in sides:
        columns[title(side)] = "right"
    return columns


def _spread(timing: Timing) -> str:
    """A median with the quartiles on a line of their own."""
    unit = milliseconds(timing.upper)
    low = milliseconds(timing.lower).removesuffix("ms").rstrip()
    return f"{milliseconds(timing.median)}<br><small>{low}–{unit}</small>"


def _listed(sides: list[BenchmarkSide], answer: Callable[[BenchmarkSide], str]) -> str:
    return ", ".join(map(answer, sides))

"""What the demo weighs and how fast it is, beside others: ``demo_benchmark.json``."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from mnist.records.run import Run
from mnist.records.strict import STRICT

Role = Literal["code", "runtime", "network"]


@dataclass(frozen=True, config=STRICT)
class Transfer:
    """A file that the browser requested.

    Attributes:
        path: on the benchmark's server.
        role: the demo's own code, the library that runs the network, or the network.
        bytes: of the file.
        gzip: bytes of the response's body as it was sent.
        brotli: bytes as a host that speaks Brotli would send it.
    """

    path: str
    role: Role
    bytes: int
    gzip: int
    brotli: int


@dataclass(frozen=True, config=STRICT)
class Timing:
    """Durations in milliseconds; ``lower`` and ``upper`` are the quartiles."""

    count: int
    lowest: float
    lower: float
    median: float
    upper: float
    p95: float
    highest: float


@dataclass(frozen=True, config=STRICT)
class BenchmarkSide:
    """One way to run the network in a browser.

    Attributes:
        runtime: library and version.
        backend: what of the library computes.
        files: all that the first reading took.
        from_start: from the start of the side's script to the first reading.
        from_click: from a click to the first reading, the demo's code being there.
        reading: one image, once everything is loaded.
        drawing: one drawing, from its strokes, of the side that takes them.
        same_digit: how many of the images it takes for the digit that the first side says.
        largest_difference: of any probability from that of the first side.
    """

    name: str
    runtime: str
    backend: str
    files: list[Transfer]
    from_start: Timing
    from_click: Timing
    reading: Timing
    same_digit: int
    largest_difference: float
    drawing: Timing | None = None


@dataclass(frozen=True, config=STRICT)
class BrowserScore:
    """The test images as the browser reads them with the shipped weights."""

    count: int
    correct: int
    accuracy: float


@dataclass(frozen=True, config=STRICT)
class DemoBenchmark:
    """``demo_benchmark.json``.

    Attributes:
        browser: name and version.
        experiment: whose network is run.
        sides: the shipped demo, then what it is compared with.
    """

    run: Run
    browser: str
    experiment: str
    sides: list[BenchmarkSide]
    score: BrowserScore

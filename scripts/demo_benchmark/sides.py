"""The sides of the benchmark as a reader knows them, and their sums."""

from __future__ import annotations

from mnist.records import BenchmarkSide, Timing
from mnist.records.demo_benchmark import Role
from scripts.formats import THIN, thousands

TITLES = {
    "shipped": "This demo",
    "full": "Whole TensorFlow.js",
    "full-cpu": "The same, CPU backend",
    "onnx": "ONNX Runtime",
}

_IN_TEXT = {
    "shipped": "this demo",
    "full": "the whole TensorFlow.js",
    "full-cpu": "its CPU backend",
}

ROLES: dict[Role, str] = {
    "code": "The demo's own code",
    "runtime": "Library that runs the network",
    "network": "The network",
}

KILOBYTE = 1000


def title(side: BenchmarkSide) -> str:
    """Its name at the head of a column."""
    return TITLES[side.name]


def in_text(side: BenchmarkSide) -> str:
    """Its name within a sentence, after those before it."""
    return _IN_TEXT.get(side.name, title(side))


def sent(side: BenchmarkSide, role: Role | None = None) -> int:
    """Bytes over the wire with gzip: of one role, or of all."""
    return sum(file.gzip for file in side.files if role in (None, file.role))


def sent_with_brotli(side: BenchmarkSide) -> int:
    """Bytes over the wire with Brotli."""
    return sum(file.brotli for file in side.files)


def strictest_reading(side: BenchmarkSide) -> Timing:
    """A reading as a visitor waits for it: from the strokes, where the side takes them."""
    return side.drawing or side.reading


def kilobytes(size: int) -> str:
    """Bytes as kilobytes: 181499 gives ``181 KB``."""
    return f"{thousands(round(size / KILOBYTE))}{THIN}KB"


def milliseconds(duration: float) -> str:
    """As many digits as matter: ``1,232 ms``, ``8.3 ms``, ``0.45 ms``."""
    digits = 0 if duration >= 100 else 1 if duration >= 10 else 2
    return f"{duration:,.{digits}f}{THIN}ms"

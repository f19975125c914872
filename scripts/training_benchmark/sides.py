"""The sides of the benchmark as a reader knows them, and what follows from their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from mnist.records import Ratio, StepPart, TimedTraining, TrainingSide
from scripts.formats import THIN

TITLES = {
    "ours": "This project",
    "keras": "Plain Keras",
    "keras-xla": "Plain Keras with XLA",
    "torch": "PyTorch",
    "torch-tuned": "Tuned PyTorch",
}

MEGABYTE = 1_000_000


def title(side: TrainingSide) -> str:
    """Its name at the head of a row."""
    return TITLES[side.name]


def in_text(side: TrainingSide) -> str:
    """Its name within a sentence."""
    name = title(side)
    return name if name == "PyTorch" else name[0].lower() + name[1:]


def reached(training: TimedTraining, accuracy: float) -> float | None:
    """Seconds of training up to the first epoch that ends with an accuracy, if any does."""
    for seconds, found in zip(training.seconds, training.accuracies, strict=True):
        if found >= accuracy:
            return seconds
    return None


def rate(parts: Sequence[StepPart]) -> float:
    """Thousand million floating-point operations a second that parts do; 0 if they take no time."""
    spent = sum(each.milliseconds for each in parts)
    return sum(each.operations for each in parts) / spent / 1e6 if spent else 0.0


def megabytes(size: float) -> str:
    """Bytes as megabytes: 812345678 gives ``812 MB``."""
    return f"{size / MEGABYTE:,.0f}{THIN}MB"


def seconds(duration: float) -> str:
    """As many digits as matter: ``127 s``, ``12.7 s``, ``1.27 s``."""
    digits = 0 if duration >= 100 else 1 if duration >= 10 else 2
    return f"{duration:,.{digits}f}{THIN}s"


def milliseconds(duration: float) -> str:
    """With two digits after the point: ``1.27 ms``."""
    return f"{duration:.2f}{THIN}ms"


def times(ratio: Ratio) -> str:
    """A ratio with its interval: ``1.52 × (1.48–1.57)``."""
    return f"{ratio.value:.2f}{THIN}× ({ratio.low:.2f}–{ratio.high:.2f})"

"""What a browser was seen to take, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist.abstention import DIGITS
from scripts.demo_benchmark.host import Sent


@dataclass
class Trials:
    """What was measured of a side; durations in milliseconds.

    Attributes:
        about: ``runtime`` and ``backend``.
        sent: all that one start requested.
        drawings: readings of strokes, by the side that takes them.
        probabilities: of every image that was read, one row each.
    """

    about: dict[str, str] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    from_start: list[float] = field(default_factory=list)
    from_click: list[float] = field(default_factory=list)
    readings: list[float] = field(default_factory=list)
    drawings: list[float] = field(default_factory=list)
    probabilities: list[list[float]] = field(default_factory=list)


def compare(trials: Sequence[Trials]) -> list[tuple[int, float]]:
    """How each side's answers compare with those of the first.

    Returns:
        For each: how many images it takes for the same digit, and the largest difference of
        any probability.
    """
    answers: list[NDArray[Any]] = [np.array(each.probabilities) for each in trials]
    digits = [each[:, :DIGITS].argmax(axis=1) for each in answers]
    return [
        (int((mine == digits[0]).sum()), float(np.abs(each - answers[0]).max()))
        for mine, each in zip(digits, answers, strict=True)
    ]

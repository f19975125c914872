"""What the project measures; its source and `CONFIG` are in the key of the result.

To begin with, how the error of an estimate of pi shrinks with the number of random points: a
small experiment that is done at once. Put your own in its place.
"""

from __future__ import annotations

import numpy as np
from pydantic.dataclasses import dataclass

from mnist.records import Run
from mnist.records.strict import STRICT
from scripts.runs import Finish


@dataclass(frozen=True, config=STRICT)
class Config:
    """Every knob of the experiment."""

    points: tuple[int, ...]
    repeats: int
    seed: int


CONFIG = Config(points=(100, 1_000, 10_000, 100_000), repeats=40, seed=1)


@dataclass(frozen=True, config=STRICT)
class Row:
    """How far estimates from so many points were from pi, as shares of it."""

    points: int
    mean_error: float
    largest_error: float


@dataclass(frozen=True, config=STRICT)
class Measured:
    """What is written into the artefact, and how it was made."""

    rows: list[Row]
    best_error: float
    run: Run


def measure(config: Config, finish: Finish) -> Measured:
    """Measure with these knobs.

    Args:
        config: the knobs.
        finish: gives the finished run; call it when all is measured.
    """
    random = np.random.default_rng(config.seed)
    rows = [_row(points, config.repeats, random) for points in config.points]
    best = min(row.mean_error for row in rows)
    return Measured(rows=rows, best_error=best, run=finish(seed=config.seed))


def _row(points: int, repeats: int, random: np.random.Generator) -> Row:
    errors = [_error(points, random) for _ in range(repeats)]
    return Row(points=points, mean_error=float(np.mean(errors)), largest_error=max(errors))


def _error(points: int, random: np.random.Generator) -> float:
    """How far one estimate is from pi, as a share of it.

    Of random points in a square, pi / 4 lie within a quarter of a circle.
    """
    inside = (random.random((points, 2)) ** 2).sum(axis=1) <= 1
    return abs(4 * float(inside.mean()) / float(np.pi) - 1)

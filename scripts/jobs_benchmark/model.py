"""How time and memory grow with folds, images and workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

import numpy as np
from numpy.typing import NDArray

# Learning from an image takes it forward, and back twice: to the weights and to the layer before.
LEARNING = 3


def passes(folds: int, images: int, epochs: int) -> int:
    """How often an image goes through the network in a cross-validation.

    Each fold learns from all images but its share in every epoch, and scores that share; in the
    end it scores all.
    """
    learned = epochs * images * (folds - 1)
    scored = epochs * images + images * folds
    return LEARNING * learned + scored


@dataclass(frozen=True)
class Parts:
    """Seconds of jobs one after another: ``start + fold * folds + each * passes``.

    Attributes:
        start: what it takes to begin, whatever there is.
        fold: what every fold adds, whatever its images.
        each: what every pass of an image adds.
    """

    start: float
    fold: float
    each: float

    def at(self, folds: int, through: int) -> float:
        """Seconds of so many folds and passes."""
        return self.start + self.fold * folds + self.each * through


@dataclass(frozen=True)
class Split:
    """Seconds of jobs with workers: ``shared + alone * turns``.

    Attributes:
        shared: what uses all cores by then, however many workers there are.
        alone: what uses one core at a time, with one worker.
    """

    shared: float
    alone: float

    def at(self, share: float) -> float:
        """Seconds where what uses one core takes such a share of the time, see `turns`."""
        return self.shared + self.alone * share


@dataclass(frozen=True)
class Room:
    """Bytes of memory with workers: ``lead + worker * workers``.

    Attributes:
        lead: of the process that leads them.
        worker: of each.
    """

    lead: float
    worker: float

    def at(self, workers: int) -> float:
        """Bytes with so many workers."""
        return self.lead + self.worker * workers

    def reaches(self, limit: float) -> float:
        """The number of workers at which it comes to a limit; infinite if it never does."""
        return max(limit - self.lead, 0) / self.worker if self.worker > 0 else inf


def turns(workers: int, cores: int, jobs: int) -> float:
    """How long jobs that use one core each take, as a share of what one worker takes.

    No more than there are cores go on at a time.
    """
    return ceil(jobs / min(workers, cores, jobs)) / jobs


def parts(sizes: Sequence[tuple[int, int]], seconds: Sequence[float]) -> Parts:
    """The parts of what was measured; ``sizes`` are folds and passes."""
    return Parts(*least_shares([(1, folds, through) for folds, through in sizes], seconds))


def split(shares: Sequence[float], seconds: Sequence[float]) -> Split:
    """The parts of what was measured with workers; ``shares`` are those of `turns`."""
    return Split(*least_shares([(1, share) for share in shares], seconds))


def room(workers: Sequence[int], sizes: Sequence[float]) -> Room:
    """The parts of the memory that so many workers held."""
    return Room(*least_shares([(1, count) for count in workers], sizes))


def least_shares(terms: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """The factors, none negative, whose sums are off by the least squared shares.

    Args:
        terms: a row for every value, as long as there are factors.
        values: what was measured, above 0.

    Raises:
        ValueError: something is not above 0.
    """
    rows, found = np.asarray(terms, float), np.asarray(values, float)
    if not (found > 0).all():
        raise ValueError(f"expected quantities above 0, found {list(values)}")
    used = list(range(rows.shape[1]))
    while True:
        solved: NDArray[np.float64]
        solved, *_ = np.linalg.lstsq(rows[:, used] / found[:, None], np.ones_like(found))
        if (solved >= 0).all():
            break
        del used[int(solved.argmin())]
    factors = np.zeros(rows.shape[1])
    factors[used] = solved
    return [float(each) for each in factors]

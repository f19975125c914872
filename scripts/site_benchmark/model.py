"""How a quantity grows with the number of projects, and where it comes to a limit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Model:
    """A quantity of the number ``n`` of projects: ``fixed + each * n + pairs * n**2``.

    Attributes:
        fixed: what it is without any.
        each: what a project adds by itself.
        pairs: what it adds for every project that there is: every page names all in its
            navigation.
    """

    fixed: float
    each: float
    pairs: float

    def at(self, projects: float) -> float:
        """The quantity for so many projects."""
        return self.fixed + self.each * projects + self.pairs * projects**2

    def reaches(self, limit: float) -> float:
        """The number of projects at which it comes to a limit; infinite if it never does."""
        if self.fixed >= limit:
            return 0.0
        if self.pairs > 0:
            below = self.each**2 + 4 * self.pairs * (limit - self.fixed)
            return (math.sqrt(below) - self.each) / (2 * self.pairs)
        return (limit - self.fixed) / self.each if self.each > 0 else float("inf")


def fit(projects: Sequence[int], values: Sequence[float]) -> Model:
    """The model that is off by the least shares of what was measured.

    With fewer than three numbers of projects, and where it would be negative, there is no term
    of pairs.

    Args:
        projects: how many there were.
        values: what was measured of each, above 0.
    """
    counts, found = np.asarray(projects, float), np.asarray(values, float)
    terms = np.stack([np.ones_like(counts), counts, counts**2], axis=1)
    for most in (3, 2, 1):
        if most > len(counts):
            continue
        shares = terms[:, :most] / found[:, None]
        solved, *_ = np.linalg.lstsq(shares, np.ones_like(found), rcond=None)
        if (solved >= 0).all():
            return Model(*(float(each) for each in np.pad(solved, (0, 3 - most))))
    raise ValueError(f"expected quantities above 0, found {list(values)}")

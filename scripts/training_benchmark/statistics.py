"""Medians, ratios and differences with what they may be off by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from mnist.records import Difference, Ratio, Spread

RESAMPLES = 10_000
CONFIDENCE = 0.95


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles."""
    lower, median, upper = (float(each) for each in np.percentile(values, [25, 50, 75]))
    return Spread(len(values), lower, median, upper)


def ratio(values: Sequence[float], base: Sequence[float]) -> Ratio:
    """Median over median, of what was measured in the same rounds.

    The interval is a bootstrap over whole rounds: what slowed one down, slowed both sides.
    """
    above, below = np.array(values), np.array(base)
    rounds = np.random.default_rng(0).integers(len(above), size=(RESAMPLES, len(above)))
    found = np.median(above[rounds], axis=1) / np.median(below[rounds], axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return Ratio(float(np.median(above) / np.median(below)), float(low), float(high))


def gain(values: Sequence[float], base: Sequence[float]) -> Difference:
    """What values are more than others of the same rounds, with Student's t for the interval.

    Raises:
        ValueError: there are fewer than two rounds, from which no noise can be told.
    """
    if len(values) < 2:
        raise ValueError(f"expected at least two rounds, found {len(values)}")
    gains = np.array(values) - np.array(base)
    value, error = float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(len(gains)))
    reach = error * float(stats.t.ppf((1 + CONFIDENCE) / 2, len(gains) - 1))
    interval = (value - reach, value + reach)
    return Difference(value, interval, within_noise=interval[0] <= 0 <= interval[1])

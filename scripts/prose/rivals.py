"""What augmentation brings on the whole protocol."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import numpy as np

from mnist.config import AUGMENTED, BASELINE
from mnist.records import CrossValidation, TestScore
from scripts.formats import percent, signed, thousands
from scripts.results import Scores

# As usual, what chance does less often than once in twenty times is put down to something else.
CHANCE = 0.05


def texts(protocol: Mapping[str, Scores]) -> dict[str, str]:
    """The paragraph by its name on the page; none while the two have not both been measured."""
    both = {BASELINE.name, AUGMENTED.name} <= protocol.keys()
    return {"augmented": augmented(protocol)} if both else {}


def augmented(protocol: Mapping[str, Scores]) -> str:
    """The folds and the test images, of the one experiment and the other."""
    one, other = protocol[BASELINE.name], protocol[AUGMENTED.name]
    return (
        f"{_folds(one.cross_validation, other.cross_validation)} "
        f"{_test(one.evaluation.test, other.evaluation.test)}\n"
    )


def _folds(one: CrossValidation, other: CrossValidation) -> str:
    gains = np.array([b.accuracy - a.accuracy for a, b in zip(one.folds, other.folds, strict=True)])
    mean, low, high = (100 * float(each) for each in (gains.mean(), gains.min(), gains.max()))
    return (
        f"In {np.sum(gains > 0)} of {len(gains)} folds the augmented network reads more of the "
        f"same validation images; on average its accuracy is {abs(mean):.2f} percentage points "
        f"{'higher' if mean >= 0 else 'lower'} ({signed(low)} to {signed(high)} from fold to fold)."
    )


def _test(one: TestScore, other: TestScore) -> str:
    """Only images that one reads and the other does not tell the two apart."""
    first, second = ({each.index for each in score.misread} for score in (one, other))
    lost, gained = len(second - first), len(first - second)
    chance = sign_test(gained, lost)
    verdict = (
        "no more than chance explains"
        if chance > CHANCE
        else f"more than chance explains, {'for' if gained > lost else 'against'} augmentation"
    )
    return (
        f"Of the {thousands(one.count)} test images {thousands(len(first & second))} are misread "
        f"by both final networks, {thousands(gained)} only by the baseline and {thousands(lost)} "
        f"only by the augmented one. A fair coin would fall as unevenly in {_share(chance)} of "
        f"all trials: {verdict}."
    )


def _share(chance: float) -> str:
    least = 0.001
    return f"less than {percent(least, 1)}" if chance < least else percent(chance, 1)


def sign_test(one: int, other: int) -> float:
    """Probability that a fair coin falls as unevenly as this or more, either way.

    The exact test of McNemar (1947) for two classifiers on the same images.
    """
    count, fewer = one + other, min(one, other)
    tail = sum(comb(count, each) for each in range(fewer + 1))
    return min(1.0, tail / 2 ** (count - 1)) if count else 1.0

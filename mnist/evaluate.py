"""Labels and probabilities -> accuracy, intervals, confusion, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from mnist.records import CalibrationBin, ClassScore

# 97.5th percentile of the standard normal distribution: two-sided 95 % intervals.
Z_95 = 1.959963984540054

# Keras clips probabilities here before it takes the logarithm.
EPSILON = 1e-7


@dataclass(frozen=True)
class Score:
    """How well probabilities fit labels.

    Attributes:
        count: images scored.
        correct: images whose most probable class is the label.
        loss: mean cross-entropy in nats.
    """

    count: int
    correct: int
    loss: float

    @property
    def accuracy(self) -> float:
        """Share of images read correctly, 0 to 1."""
        return self.correct / self.count


def score(labels: NDArray[np.uint8], probabilities: NDArray[np.float32]) -> Score:
    """Score probabilities float32 [n, classes] against labels uint8 [n].

    Raises:
        ValueError: the two differ in length, or there is nothing to score.
    """
    if len(labels) != len(probabilities) or len(labels) == 0:
        raise ValueError(
            "expected as many rows of probabilities as labels, and at least one, "
            f"found {len(probabilities)} and {len(labels)}"
        )
    of_label = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    return Score(
        count=len(labels),
        correct=int(np.sum(probabilities.argmax(axis=1) == labels)),
        loss=float(-np.log(np.clip(of_label, EPSILON, 1.0)).mean()),
    )


def wilson_interval(correct: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval of a share (E. B. Wilson, 1927).

    Args:
        correct: successes, 0 to count.
        count: trials, at least 1.
        z: standard normal quantile; the default gives 95 %.
    """
    share = correct / count
    spread = z * sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    middle = share + z**2 / (2 * count)
    scale = 1 + z**2 / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def confusion_matrix(
    labels: NDArray[np.uint8], predicted: NDArray[np.intp], classes: int
) -> NDArray[np.intp]:
    """Counts, [classes, classes]: row is the true class, column the predicted one."""
    counts = np.zeros((classes, classes), dtype=np.intp)
    np.add.at(counts, (labels, predicted), 1)
    return counts


def class_scores(confusion: NDArray[np.intp]) -> list[ClassScore]:
    """Precision, recall and F1 of each class; 0 where nothing was predicted or present."""
    hits = np.diag(confusion)
    predicted, support = confusion.sum(axis=0), confusion.sum(axis=1)
    return [
        ClassScore(
            digit=digit,
            precision=_share(hits[digit], predicted[digit]),
            recall=_share(hits[digit], support[digit]),
            f1=_share(2 * hits[digit], predicted[digit] + support[digit]),
            support=int(support[digit]),
        )
        for digit in range(len(confusion))
    ]


def calibration(
    labels: NDArray[np.uint8], probabilities: NDArray[np.float32], bins: int = 15
) -> list[CalibrationBin]:
    """The filled bins of a reliability diagram, confidence cut into equal widths.

    Fifteen bins as in Guo et al., "On Calibration of Modern Neural Networks" (2017).
    """
    confidence = probabilities.max(axis=1).astype(np.float64)
    hit = probabilities.argmax(axis=1) == labels
    # Bins are closed at the top: a confidence of exactly 1 belongs to the last one.
    index = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return [
        CalibrationBin(
            lower=number / bins,
            upper=(number + 1) / bins,
            count=int(inside.sum()),
            confidence=float(confidence[inside].mean()),
            accuracy=float(hit[inside].mean()),
        )
        for number in range(bins)
        if (inside := index == number).any()
    ]


def expected_calibration_error(bins: list[CalibrationBin]) -> float:
    """Mean gap between confidence and accuracy over all images, 0 to 1 (Guo et al., 2017)."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.accuracy) for each in bins) / total


def mistakes(labels: NDArray[np.uint8], probabilities: NDArray[np.float32]) -> NDArray[np.intp]:
    """Indices of the misread images, the most confident mistake first, int [m]."""
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    confidence = probabilities[wrong].max(axis=1)
    return wrong[np.argsort(-confidence, kind="stable")]


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0

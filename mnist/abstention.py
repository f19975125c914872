"""When no digit is named: the states of a reading, and thresholds found on validation data."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.metrics import roc_auc_score

from mnist.evaluate import score
from mnist.records import Reading

DIGITS = 10

State = Literal["digit", "unsure", "not-a-digit"]
Probabilities = NDArray[np.float32]
Scores = NDArray[np.float64]

_SMALLEST = 1e-12
# How finely the thresholds are tried: 41 of each, from refusing nothing to the whole allowance.
_STEPS = 41


def states(probabilities: Probabilities, reading: Reading | None) -> NDArray[np.str_]:
    """The state of every reading, as ``demo/reading.js`` decides it: `State` [n].

    Args:
        probabilities: [n, 10], or [n, 11] with "not a digit" as the last class.
        reading: the thresholds; without them there is always a digit.
    """
    result = np.full(len(probabilities), "digit", dtype="<U11")
    if reading is None:
        return result
    result[_digit(probabilities) < reading.unsure] = "unsure"
    result[_none(probabilities) >= reading.not_a_digit] = "not-a-digit"
    return result


def refused(probabilities: Probabilities, reading: Reading | None) -> NDArray[np.bool_]:
    """Whether no digit is named, bool [n]."""
    if reading is None:
        return np.zeros(len(probabilities), bool)
    return _refused(_digit(probabilities), _none(probabilities), reading)


def auroc(digits: Probabilities, others: Probabilities) -> float:
    """How well the probability of the likeliest digit tells digits from other drawings.

    The area under the receiver operating characteristic: the chance that a random digit gets
    a higher one than a random drawing of another kind. 0.5 is guessing, 1 is perfect.
    """
    labels = np.repeat([1, 0], [len(digits), len(others)])
    return float(roc_auc_score(labels, np.concatenate([_digit(digits), _digit(others)])))


def temper(probabilities: Probabilities, temperature: float) -> Probabilities:
    """Softmax of the logits divided by a temperature; above 1 it makes less sure."""
    logits = np.log(np.maximum(probabilities, _SMALLEST)) / temperature
    scaled = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Probabilities = (scaled / scaled.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def fit_temperature(labels: NDArray[np.uint8], probabilities: Probabilities) -> float:
    """The temperature of the least cross-entropy (Guo et al., 2017), between 0.1 and 10."""
    found = minimize_scalar(
        lambda power: score(labels, temper(probabilities, float(np.exp(power)))).loss,
        bounds=(np.log(0.1), np.log(10.0)),
        method="bounded",
    )
    return float(np.exp(found.x))


def fit_reading(digits: list[tuple[Probabilities, float]], others: Probabilities) -> Reading:
    """The thresholds that refuse most other drawings at an agreed cost in digits.

    Args:
        digits: sets of digits, [n, 11] each, and the share of each that may be refused.
        others: drawings that are no digits, [n, 11].

    Raises:
        ValueError: there are no digits, or no other drawings.
    """
    if not digits or not len(others):
        raise ValueError("expected digits and other drawings to set thresholds by, found none")
    everything = np.concatenate([each for each, _ in digits])
    shares = np.linspace(0, max(allowed for _, allowed in digits), _STEPS)
    pairs = [
        Reading(not_a_digit=float(none), unsure=float(unsure))
        for none in _just_above(np.quantile(_none(everything), 1 - shares))
        for unsure in np.quantile(_digit(everything), shares)
    ]
    scores = [(_digit(each), _none(each), allowed) for each, allowed in digits]
    affordable = [
        pair
        for pair in pairs
        if all(_refused(digit, none, pair).mean() <= allowed for digit, none, allowed in scores)
    ]
    digit, none = _digit(others), _none(others)
    return max(affordable, key=lambda pair: float(_refused(digit, none, pair).mean()))


def _refused(digit: Scores, none: Scores, reading: Reading) -> NDArray[np.bool_]:
    """From the probabilities of the likeliest digit and of there being none, bool [n]."""
    result: NDArray[np.bool_] = (digit < reading.unsure) | (none >= reading.not_a_digit)
    return result


def _just_above(thresholds: Scores) -> Scores:
    """So that a drawing exactly at the threshold is not refused."""
    above: Scores = np.clip(np.nextafter(thresholds, 2.0), 0.0, 1.0)
    return above


def _digit(probabilities: Probabilities) -> Scores:
    """Probability of the likeliest digit, [n]."""
    best: Scores = probabilities[:, :DIGITS].max(axis=1).astype(np.float64)
    return best


def _none(probabilities: Probabilities) -> Scores:
    """Probability of "not a digit", [n]; under every threshold where there is no such class."""
    if probabilities.shape[1] == DIGITS:
        return np.full(len(probabilities), -1.0)
    return probabilities[:, DIGITS].astype(np.float64)

"""Tests of mnist.abstention."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.abstention import auroc, fit_reading, fit_temperature, refused, states, temper
from mnist.evaluate import calibration, expected_calibration_error, score
from mnist.records import Reading

FIXTURE = Path(__file__).parent / "fixtures" / "reading.json"
CASES: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))

Probabilities = NDArray[np.float32]


def answers(confidence: NDArray[np.float64], none: NDArray[np.float64]) -> Probabilities:
    """Probabilities [n, 11] of a digit 0, of a digit 1 and of there being none."""
    result = np.zeros((len(confidence), 11), np.float32)
    result[:, 0], result[:, 10] = confidence, none
    result[:, 1] = 1 - confidence - none
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_states_are_those_of_the_page(case: dict[str, Any]) -> None:
    thresholds = Reading(**case["reading"]) if case["reading"] else None
    # Not rounded to float32: the cases lie as near to the thresholds as 1e-7.
    assert states(np.array([case["probabilities"]]), thresholds).tolist() == [case["state"]]


def test_what_is_not_named_is_refused() -> None:
    reading = Reading(not_a_digit=0.5, unsure=0.6)
    given = answers(np.array([0.9, 0.55, 0.1]), np.array([0.0, 0.1, 0.8]))
    assert refused(given, reading).tolist() == [False, True, True]
    assert not refused(given, None).any()


def test_a_temperature_of_one_changes_nothing_and_a_high_one_makes_less_sure() -> None:
    given = answers(np.array([0.9, 0.7]), np.array([0.05, 0.1]))
    assert temper(given, 1.0) == pytest.approx(given, abs=1e-6)
    assert (temper(given, 2.0).max(axis=1) < given.max(axis=1)).all()
    assert temper(given, 2.0).sum(axis=1) == pytest.approx(1)
    assert (temper(given, 5.0).argmax(axis=1) == given.argmax(axis=1)).all()


def test_the_temperature_of_an_overconfident_reader_is_found() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 2, (20_000, 10))
    true = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(10, p=each) for each in true], np.uint8)
    overconfident = temper(true.astype(np.float32), 1 / 1.7)
    assert fit_temperature(labels, overconfident) == pytest.approx(1.7, rel=0.03)
    mended = temper(overconfident, fit_temperature(labels, overconfident))
    error = expected_calibration_error(calibration(labels, mended))
    assert error < expected_calibration_error(calibration(labels, overconfident)) / 4
    assert score(labels, mended).loss < score(labels, overconfident).loss


def test_separation_is_one_where_perfect_and_a_half_where_none() -> None:
    sure, torn = (
        answers(np.full(50, 0.9), np.zeros(50)),
        answers(np.full(50, 0.4), np.full(50, 0.5)),
    )
    assert auroc(sure, torn) == 1
    assert auroc(torn, sure) == 0
    assert auroc(sure, sure) == 0.5


def test_thresholds_refuse_what_they_can_within_the_allowance() -> None:
    rng = np.random.default_rng(2)
    digits = answers(1 - rng.beta(1, 60, 5000), np.zeros(5000))
    digits[:, 10], digits[:, 1] = digits[:, 1] / 2, digits[:, 1] / 2
    others = answers(rng.uniform(0, 0.2, 2000), rng.uniform(0.2, 0.8, 2000))
    strict, lax = (fit_reading([(digits, share)], others) for share in (0.001, 0.05))
    assert refused(digits, strict).mean() <= 0.001
    assert refused(digits, lax).mean() <= 0.05
    assert refused(others, strict).mean() > 0.5
    assert refused(others, lax).mean() >= refused(others, strict).mean()


def test_every_set_of_digits_has_its_own_allowance() -> None:
    rng = np.random.default_rng(3)
    easy = answers(rng.uniform(0.95, 1, 2000), np.zeros(2000))
    hard = answers(rng.uniform(0.5, 1, 2000), np.zeros(2000))
    others = answers(rng.uniform(0.3, 0.9, 500), np.zeros(500))
    found = fit_reading([(easy, 0.01), (hard, 0.1)], others)
    assert refused(easy, found).mean() <= 0.01
    assert refused(hard, found).mean() <= 0.1
    assert refused(hard, found).mean() > 0.05


def test_thresholds_need_drawings_of_both_kinds() -> None:
    some = answers(np.array([0.9]), np.array([0.0]))
    with pytest.raises(ValueError, match="found none"):
        fit_reading([], some)
    with pytest.raises(ValueError, match="found none"):
        fit_reading([(some, 0.1)], some[:0])

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support

from mnist import evaluate
from mnist.train import Labelled
from scripts.evaluate import score_test

RANDOM = np.random.default_rng(7)


def drawn(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels and probabilities that fit them fairly well."""
    labels = RANDOM.integers(0, 10, count).astype(np.uint8)
    scores = RANDOM.normal(size=(count, 10)) + 2 * np.eye(10)[labels]
    powers = np.exp(scores)
    return labels, (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def test_score_agrees_with_scikit_learn() -> None:
    labels, probabilities = drawn(500)
    measured = evaluate.score(labels, probabilities)
    assert measured.correct == (probabilities.argmax(axis=1) == labels).sum()
    assert measured.accuracy == measured.correct / 500
    of_label = probabilities[np.arange(500), labels].astype(np.float64)
    rows = np.stack([1 - of_label, of_label], axis=1)
    expected = log_loss(np.ones(500), rows, labels=[0, 1])
    assert measured.loss == pytest.approx(expected, rel=1e-6)


def test_a_certain_mistake_has_a_finite_loss() -> None:
    measured = evaluate.score(np.array([1], np.uint8), np.eye(10, dtype=np.float32)[[0]])
    assert measured.loss == pytest.approx(-np.log(1e-7))


@pytest.mark.parametrize(("labels", "rows"), [(3, 2), (0, 0)])
def test_scoring_what_does_not_fit_is_refused(labels: int, rows: int) -> None:
    with pytest.raises(ValueError, match=f"found {rows} and {labels}"):
        evaluate.score(np.zeros(labels, np.uint8), np.zeros((rows, 10), np.float32))


def test_wilson_interval_gives_the_published_example() -> None:
    # Newcombe (1998), table I: 81 of 263, and 0 of 20.
    assert evaluate.wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert evaluate.wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@given(st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share_and_stays_in_range(pair: tuple[int, int]) -> None:
    correct, count = pair
    low, high = evaluate.wilson_interval(correct, count)
    assert 0 <= low <= correct / count + 1e-12
    assert correct / count - 1e-12 <= high <= 1


def test_confusion_and_class_scores_agree_with_scikit_learn() -> None:
    labels, probabilities = drawn(700)
    predicted = probabilities.argmax(axis=1)
    confusion = evaluate.confusion_matrix(labels, predicted, 10)
    assert np.array_equal(confusion, confusion_matrix(labels, predicted, labels=range(10)))
    expected = precision_recall_fscore_support(labels, predicted, labels=range(10))
    for ours, precision, recall, f1, support in zip(
        evaluate.class_scores(confusion), *expected, strict=True
    ):
        assert (ours.precision, ours.recall, ours.f1) == pytest.approx((precision, recall, f1))
        assert ours.support == support


def test_a_class_that_never_occurs_scores_zero() -> None:
    confusion = evaluate.confusion_matrix(np.array([0], np.uint8), np.array([0]), 2)
    absent = evaluate.class_scores(confusion)[1]
    assert (absent.precision, absent.recall, absent.f1, absent.support) == (0, 0, 0, 0)


def test_calibration_of_two_known_bins() -> None:
    labels = np.array([0, 0, 1, 0], np.uint8)
    confidence = np.array([1.0, 0.95, 0.95, 0.55], np.float32)
    probabilities = np.stack([confidence, 1 - confidence], axis=1)
    low, high = evaluate.calibration(labels, probabilities, bins=2), []
    assert [each.count for each in low] == [4]
    bins = evaluate.calibration(labels, probabilities, bins=10)
    low, high = bins
    assert (low.lower, low.upper, low.count, low.accuracy) == (0.5, 0.6, 1, 1.0)
    assert (high.lower, high.upper, high.count) == (0.9, 1.0, 3)
    assert high.accuracy == pytest.approx(2 / 3)
    expected = (1 * abs(1 - 0.55) + 3 * abs(2 / 3 - 2.9 / 3)) / 4
    assert evaluate.expected_calibration_error(bins) == pytest.approx(expected, abs=1e-6)


def test_every_image_falls_into_one_bin() -> None:
    labels, probabilities = drawn(900)
    assert sum(each.count for each in evaluate.calibration(labels, probabilities)) == 900


def test_the_most_confident_mistake_comes_first() -> None:
    labels = np.array([0, 1, 1, 0], np.uint8)
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [0.8, 0.2], [0.2, 0.8]], np.float32)
    assert evaluate.mistakes(labels, probabilities).tolist() == [2, 3, 1]


def test_a_digit_taken_for_none_is_read_but_counts_against_the_confidence() -> None:
    probabilities = np.zeros((4, 11), np.float32)
    probabilities[:, [3, 10]] = 0.9, 0.1
    probabilities[0, [3, 10]] = 0.2, 0.8
    test = Labelled(np.zeros((4, 28, 28), np.uint8), np.full(4, 3, np.uint8))
    measured = score_test(test, probabilities)
    assert measured.accuracy == 1
    assert [(each.count, each.accuracy) for each in measured.bins] == [(1, 0), (3, 1)]
    assert measured.ece == pytest.approx((0.8 + 3 * 0.1) / 4)

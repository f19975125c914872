"""Tests of mnist.handwriting."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.abstention import Probabilities, states
from mnist.artefacts import decode
from mnist.config import HandwritingConfig, InputConfig
from mnist.drawings import Drawing
from mnist.handwriting import (
    STANDARD,
    interval_over_writers,
    moved,
    named,
    pen,
    rate,
    score_digits,
    score_others,
    shown,
    squashed,
)
from mnist.records import DrawnDigits, Reading
from mnist.strokes import PenDigit, render

IMAGE = InputConfig()
CONFIG = HandwritingConfig(pen_widths=(2.0, 3.0), sizes=(0.4, 0.8), offsets=(4.0,))
BAR = (np.array([[0.0, 0.0], [1.0, 9.0]]),)
RING = (np.stack([np.cos(t := np.linspace(0, 2 * np.pi, 40)), np.sin(t)], axis=1),)
DIGITS = [PenDigit(1, 3, 1, BAR), PenDigit(0, 3, 2, RING), PenDigit(0, 8, 1, RING)]
READING = Reading(not_a_digit=0.5, unsure=0.6)


@pytest.fixture(scope="module")
def ways() -> dict[str, NDArray[np.uint8]]:
    return shown(DIGITS, IMAGE, CONFIG)


def says(digits: list[int], confidence: float = 0.9) -> Probabilities:
    """Probabilities [n, 11] that name these digits; 10 names none."""
    answers = np.full((len(digits), 11), (1 - confidence) / 10, np.float32)
    answers[np.arange(len(digits)), digits] = confidence
    return answers


@pytest.fixture(scope="module")
def scored(ways: dict[str, NDArray[np.uint8]]) -> DrawnDigits:
    """Writer 3's zero is read as a 6, and anything small as nothing at all."""
    standard = says([1, 6, 0])
    answers = {way: standard for way in ways} | {squashed(0.4): says([4, 4, 4])}
    return score_digits(DIGITS, answers, states(standard, READING), ways[STANDARD], CONFIG)


def test_every_way_shows_every_digit(ways: dict[str, NDArray[np.uint8]]) -> None:
    assert set(ways) == {
        STANDARD,
        pen(2.0),
        pen(3.0),
        squashed(0.4),
        squashed(0.8),
        moved(4.0),
    }
    assert all(images.shape == (3, 28, 28) for images in ways.values())
    assert all(images.any(axis=(1, 2)).all() for images in ways.values())


def test_ways_differ_as_they_say(ways: dict[str, NDArray[np.uint8]]) -> None:
    ink = {way: float(images.sum(dtype=np.float64)) for way, images in ways.items()}
    assert ink[pen(2.0)] < ink[STANDARD] < ink[pen(3.0)]
    assert ink[squashed(0.4)] < ink[squashed(0.8)]
    rows, columns = np.nonzero(ways[moved(4.0)][0])
    assert columns.mean() == pytest.approx(13.5 + 4, abs=0.6)
    rows, columns = np.nonzero(ways[moved(4.0)][1])
    assert rows.mean() == pytest.approx(13.5 + 4, abs=0.6)


def test_size_and_place_of_a_drawing_do_not_reach_the_network() -> None:
    """Why a normalised drawing is scored once for all sizes and places."""
    for strokes in (BAR, RING):
        elsewhere = [points * 0.31 + np.array([120.0, -40.0]) for points in strokes]
        assert render(elsewhere, IMAGE) == pytest.approx(render(strokes, IMAGE), abs=1e-6)


def test_accuracy_by_writer_and_digit(scored: DrawnDigits) -> None:
    assert (scored.accuracy.hits, scored.accuracy.count) == (2, 3)
    assert [(each.writer, each.read.share) for each in scored.by_writer] == [(3, 0.5), (8, 1.0)]
    assert scored.by_digit[0].share == 0.5
    assert scored.by_digit[1].share == 1.0
    assert scored.confusion[0][6] == 1


def test_a_digit_that_nobody_drew_has_no_rate(scored: DrawnDigits) -> None:
    assert scored.by_digit[5] is None


def test_conditions_are_scored_one_by_one(scored: DrawnDigits) -> None:
    assert [each.value for each in scored.by_size] == [0.4, 0.8]
    assert [each.squashed and each.squashed.hits for each in scored.by_size] == [0, 2]
    assert {each.normalised.hits for each in scored.by_size} == {2}
    assert scored.raw_squash.hits == 2


def test_the_misread_are_shown_as_the_network_saw_them(
    scored: DrawnDigits, ways: dict[str, NDArray[np.uint8]]
) -> None:
    assert [(each.what, each.who, each.read) for each in scored.misread] == [("0", "writer 3", "6")]
    assert np.array_equal(decode(scored.misread_images), ways[STANDARD][1:2])


def test_drawings_that_are_no_digits() -> None:
    drawings = [Drawing(RING, "letter", "a face", name) for name in "KKR"]
    answers = np.concatenate([says([10, 4], 0.92), says([7], 0.95)])
    scored = score_others(drawings, answers, says([1, 2, 3], 0.97), READING)
    assert (scored.refused.refused.hits, scored.confident.hits) == (1, 2)
    assert scored.by_name == {"K": 0.5, "R": 0.0}
    assert scored.auroc == 1.0
    found, which = named(drawings, answers, READING)
    assert [(each.what, each.read) for each in found] == [("R", "7"), ("K", "4")]
    assert which.tolist() == [2, 1]


def test_without_thresholds_everything_is_named() -> None:
    drawings = [Drawing(RING, "scribble", "spiral", "spiral")] * 2
    scored = score_others(drawings, says([10, 3])[:, :10], says([1, 2])[:, :10], None)
    assert scored.refused.refused.hits == 0


def test_the_interval_over_writers_is_wider_where_writers_differ() -> None:
    counts = np.full(30, 250)
    alike = interval_over_writers(np.full(30, 235), counts, seed=1)
    apart = interval_over_writers(np.where(np.arange(30) < 15, 220, 250), counts, seed=1)
    assert alike == (0.94, 0.94)
    assert apart[1] - apart[0] > 0.02
    assert apart[0] < 0.94 < apart[1]
    assert apart == interval_over_writers(np.where(np.arange(30) < 15, 220, 250), counts, seed=1)


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="found none"):
        rate(np.zeros(0, bool))


def test_other_ways_are_a_matter_of_configuration() -> None:
    more = shown(DIGITS[:1], IMAGE, replace(CONFIG, pen_widths=(1.0,), sizes=(), offsets=()))
    assert set(more) == {STANDARD, pen(1.0)}

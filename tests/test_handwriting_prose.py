"""Tests of scripts.prose.handwriting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mnist import typefaces
from mnist.evaluate import wilson_interval
from mnist.records import Drawn, Rate, WriterScore
from scripts.networks import Network
from scripts.prose.handwriting import (
    failures,
    findings,
    handwriting,
    published,
    refusals,
    seen,
    thresholds,
    training_data,
)
from tests.example_networks import networks_of
from tests.example_results import example

THREE = networks_of(example(), ["baseline", "augmented", "demo"])
TWO = THREE[:2]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_text_is_one_paragraph_of_whole_sentences(count: int) -> None:
    for name, text in handwriting(THREE[:count]).items():
        assert text.endswith(".\n"), name
        assert "\n" not in text[:-1], name
        assert "  " not in text, name
        assert text[0].isupper(), name


def test_strangers_and_pupils_are_told_apart() -> None:
    assert seen(TWO).startswith("The baseline and augmented networks learned from MNIST alone")
    assert "cross-validation" not in seen(TWO)
    text = seen(THREE)
    assert "all 30 writers are strangers to them" in text
    assert "The demo network learned from these drawings too" in text
    assert "network that learned from other writers only" in text
    assert seen(THREE[:1]).startswith("The baseline network learned from MNIST alone")
    assert "MNIST alone" not in seen(THREE[2:])


def test_every_network_is_given_with_its_interval() -> None:
    text = findings(THREE)
    for network in THREE:
        drawn = network.handwriting.drawn
        low, high = drawn.writers_interval
        assert (
            f"the {network.name} network reads {100 * drawn.accuracy.share:.2f}\u202f% "
            f"({100 * low:.2f}\u202f% to {100 * high:.2f}\u202f%)"
        ) in text
        assert f"{100 * drawn.raw_squash.share:.2f}" in text


def test_an_interval_that_writers_widen_is_said_to_be_wider() -> None:
    entry = THREE[2].handwriting
    accuracy = replace(entry.drawn.accuracy, interval=(0.96, 0.98))
    drawn = replace(entry.drawn, accuracy=accuracy, writers_interval=(0.93, 0.99))
    network = replace(THREE[2], handwriting=replace(entry, drawn=drawn))
    assert "that of the demo network is 3.0 times as wide" in findings([network])


def test_a_test_that_was_not_at_hand_is_said_to_be_missing() -> None:
    text = published(THREE)
    assert "97.80\u202f%" in text
    assert "was not at hand" in text


def test_a_test_that_was_at_hand_is_compared() -> None:
    rate = Rate(3498, 3400, 3400 / 3498, wilson_interval(3400, 3498))
    scored = replace(THREE[0], handwriting=replace(THREE[0].handwriting, published=rate))
    text = published([scored, THREE[1]])
    assert "3,498 digits by other writers" in text
    assert "nearest neighbours read up to 97.80" in text
    assert "and the baseline network 97.20\u202f% (96.60\u202f% to 97.70\u202f%)" in text
    assert "not at hand" not in text
    assert "augmented" not in text


def test_refusing_has_a_price() -> None:
    entry = THREE[2].handwriting
    text = refusals(THREE)
    assert f"The demo network refuses {100 * entry.refused_letters:.1f}" in text
    assert f"the price is {100 * entry.refused_drawn:.2f}\u202f% of the drawn digits" in text
    assert text.endswith("The baseline and augmented networks name a digit whatever is drawn.\n")
    assert "refuses" not in refusals(TWO)
    assert "whatever is drawn" not in refusals(THREE[2:])


def failing(misses: list[int], mistakes: list[tuple[str, str]]) -> Network:
    """A network with so many mistakes by each of as many writers."""
    entry = THREE[2].handwriting
    drawn = replace(
        entry.drawn,
        by_writer=[
            WriterScore(writer, Rate(20, 20 - missed, 1 - missed / 20, (0.0, 1.0)))
            for writer, missed in enumerate(misses)
        ],
        misread=[Drawn(what, "writer 0", read, 0.9) for what, read in mistakes],
    )
    return replace(THREE[2], handwriting=replace(entry, drawn=drawn))


def test_the_most_frequent_mistakes_are_named() -> None:
    text = failures([failing([5] + [0] * 7, [("4", "9")] * 3 + [("7", "1")] * 2)])
    assert "misreads 5 drawn digits. The most frequent mistakes are 4 read as 9 (3) and" in text


@pytest.mark.parametrize(
    ("misses", "said"),
    [
        ([5, 1, 1, 1, 0, 0, 0, 0], "1 writer of 8 makes half of them: mostly it is ways"),
        ([2, 2, 0, 0, 0, 0, 0, 0], "1 writer of 8 makes half of them: mostly"),
        ([3, 3, 1, 1, 0, 0, 0, 0], "2 writers of 8 make half of them: mostly"),
        ([1, 1, 1, 1, 1, 1, 1, 1], "It takes 4 writers of 8 to make half of them."),
    ],
)
def test_mistakes_of_a_few_writers_are_told_from_those_of_all(misses: list[int], said: str) -> None:
    assert said in failures([failing(misses, [("4", "9")] * sum(misses))])


def test_a_network_without_mistakes_has_no_failures() -> None:
    assert "misreads none of the drawn digits" in failures([failing([0] * 8, [])])


def test_what_each_network_learned_from_is_told() -> None:
    text = training_data(THREE)
    assert "The baseline network learned from 6,000 images of MNIST." in text
    faces = len(typefaces.TRAINING) + len(typefaces.PRINTED)
    assert (
        "each drawn 3 times with pens of different widths and 2 times more turned, slanted and "
        f"shaken, as if by another hand; the digits of {faces} typefaces, each by 10 such hands; "
        "and, as what is no digit, letters and symbols of the same typefaces, 4,000 scribbles, "
        "9,000 letters of other alphabets and drawings put together at random of strokes, of which "
        "those most like a digit were left out, and 3,000 pairs"
    ) in text


def test_distortion_is_told_where_there_was_any() -> None:
    run = THREE[1].training.run
    training = replace(THREE[1].training, run=replace(run, config={"augmentation": {"zoom": 0.1}}))
    assert "images of MNIST, distorted anew at every step." in training_data(
        [replace(THREE[1], training=training)]
    )
    assert "distorted" not in training_data(TWO)


def test_thresholds_are_told_with_what_they_may_cost() -> None:
    text = thresholds(THREE)
    assert "a probability of at least 41.00\u202f%" in text
    assert "less than 62.00\u202f%" in text
    assert "at most 0.50\u202f% of those images and 1.20\u202f% of the drawn digits" in text
    assert "The baseline and augmented networks have no thresholds" in text
    assert thresholds(TWO).startswith("The baseline and augmented networks have no thresholds")

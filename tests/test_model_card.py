"""The record of an exported network, and how it says when it has no digit to name."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.records import ModelCard, Reading
from tests.example_results import made_up_card, made_up_evaluation

Cards = dict[str, ModelCard]
CARD = made_up_card(made_up_evaluation(np.random.default_rng(1), count=100, wrong=0.1))


def test_a_network_that_always_names_a_digit_says_nothing_of_reading() -> None:
    assert CARD.reading is None
    assert b'"reading"' not in artefacts.dump(Cards, {"baseline": CARD})


def test_thresholds_are_written_and_read_again(tmp_path: Path) -> None:
    card = replace(
        CARD, classes=[*CARD.classes, "not a digit"], reading=Reading(not_a_digit=0.5, unsure=0.6)
    )
    path = tmp_path / "model-card.json"
    artefacts.write(path, Cards, {"demo": card})
    assert json.loads(path.read_text())["demo"]["reading"] == {"not_a_digit": 0.5, "unsure": 0.6}
    assert artefacts.read(path, Cards) == {"demo": card}


@pytest.mark.parametrize(
    ("thresholds", "found"),
    [
        ({"not_a_digit": 0.5}, "unsure"),
        ({"not_a_digit": 1.01, "unsure": 0.6}, "not_a_digit"),
        ({"not_a_digit": 0.5, "unsure": -0.01}, "unsure"),
        ({"not_a_digit": 0.5, "unsure": 0.6, "several": 0.7}, "several"),
    ],
)
def test_thresholds_that_cannot_be_are_refused(
    thresholds: dict[str, float], found: str, tmp_path: Path
) -> None:
    path = tmp_path / "model-card.json"
    artefacts.write(path, Cards, {"baseline": CARD})
    cards = json.loads(path.read_text())
    cards["baseline"]["reading"] = thresholds
    path.write_text(json.dumps(cards))
    with pytest.raises(ArtefactError, match=rf"baseline\.reading\.{found}"):
        artefacts.read(path, Cards)

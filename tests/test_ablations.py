"""Tests of scripts.ablations."""

from __future__ import annotations

from mnist.config import ABLATION
from mnist.records import Difference
from scripts.ablations import compared, of_group, verdict
from tests.example_results import example

STUDY = example().ablation


def test_every_variation_but_the_first_is_compared() -> None:
    assert [row.name for row in compared(STUDY)] == [
        variation.name for variation in ABLATION.variations if variation.against
    ]


def test_a_group_has_its_variations_in_the_order_of_the_study() -> None:
    flips = of_group(STUDY, "flip")
    assert [row.name for row in flips] == ["flip left to right", "flip top to bottom"]
    assert of_group(STUDY, "no such group") == []


def test_a_difference_is_judged_by_its_interval_first() -> None:
    assert verdict(Difference(0.02, (0.01, 0.03), within_noise=False)) == "better"
    assert verdict(Difference(-0.02, (-0.03, -0.01), within_noise=False)) == "worse"
    assert verdict(Difference(-0.02, (-0.05, 0.01), within_noise=True)) == "within noise"

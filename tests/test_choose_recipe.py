"""Trying recipes, as far as nothing is trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist.config import BASELINE, FURTHER, AugmentationConfig
from mnist.records import TimedTraining
from scripts.choose_recipe import CANDIDATES, named, told, trials
from scripts.runs import Cache
from scripts.stages import Recipe
from scripts.training_benchmark.order import Course, Order, Trial
from scripts.training_benchmark.settings import FULL
from scripts.workspace import Workspace

IMAGES = Path("images.npz")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(Workspace("full", tmp_path), Recipe("choose_recipe", {}, {}, {}, ""))


class Trainer:
    """Answers orders without training, and remembers them."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def __call__(self, order: Order) -> Trial:
        self.orders.append(order)
        return Trial(Course("a runtime", [1.0] * order.epochs, [0.9] * order.epochs), 1_000_000)


def test_a_recipe_is_tried_from_the_seeds_of_the_fold_that_it_is_chosen_on(cache: Cache) -> None:
    trainer = Trainer()
    config = CANDIDATES[0].training
    found = list(trials(CANDIDATES[0], IMAGES, FULL, 2, cache, trainer))
    assert [each.seed for each in trainer.orders] == [48, 49]
    assert {each.side for each in trainer.orders} == {"ours"}
    assert {each.warm_up for each in trainer.orders} == {config.warm_up}
    assert [each.seed for each in found] == [48, 49]
    assert [len(each.accuracies) for each in found] == [config.epochs] * 2
    assert found[0].seconds == [float(each + 1) for each in range(config.epochs)]
    list(trials(FURTHER, IMAGES, FULL, 1, cache, trainer))
    assert FURTHER.augmentation == AugmentationConfig(**(trainer.orders[-1].augmentation or {}))


def test_what_was_tried_is_not_tried_again(cache: Cache) -> None:
    first, again = Trainer(), Trainer()
    found = list(trials(CANDIDATES[0], IMAGES, FULL, 1, cache, first))
    assert list(trials(CANDIDATES[0], IMAGES, FULL, 2, cache, again))[:1] == found
    assert [each.seed for each in again.orders] == [49]
    list(trials(CANDIDATES[1], IMAGES, FULL, 1, cache, again))
    assert len(again.orders) == 2


def test_candidates_are_told_apart_and_hold_what_is_named() -> None:
    assert len({named(each) for each in CANDIDATES}) == len(CANDIDATES)
    assert FULL.recipe in {each.training for each in CANDIDATES}
    assert named(BASELINE) == "10 epochs of batches of 32, rate 0.001 constant, dropout 0.5"
    assert (FULL.further, FULL.distortions) in {
        (each.training, each.augmentation) for each in CANDIDATES
    }


def test_how_a_recipe_did_is_told_with_when_it_came_to_the_target() -> None:
    early = TimedTraining(6, 48, [10.0, 20.0, 30.0], [0.98, 0.992, 0.991])
    never = TimedTraining(6, 49, [11.0, 22.0, 34.0], [0.98, 0.99, 0.989])
    assert told([early, never], 0.992) == (
        "99.00 % (98.90 to 99.10) at the end, after 32 s; 99.2 % after 20 s and never"
    )

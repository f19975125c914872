"""Trying recipes, as far as nothing is trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.choose_recipe import CANDIDATES, named, trials
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
    config = CANDIDATES[0]
    found = list(trials(config, IMAGES, FULL, 2, cache, trainer))
    assert [each.seed for each in trainer.orders] == [48, 49]
    assert {each.side for each in trainer.orders} == {"ours"}
    assert {each.warm_up for each in trainer.orders} == {config.warm_up}
    assert [len(each.course.accuracies) for each in found] == [config.epochs] * 2


def test_what_was_tried_is_not_tried_again(cache: Cache) -> None:
    first, again = Trainer(), Trainer()
    found = list(trials(CANDIDATES[0], IMAGES, FULL, 1, cache, first))
    assert list(trials(CANDIDATES[0], IMAGES, FULL, 2, cache, again))[:1] == found
    assert [each.seed for each in again.orders] == [49]
    list(trials(CANDIDATES[1], IMAGES, FULL, 1, cache, again))
    assert len(again.orders) == 2


def test_candidates_are_told_apart_and_hold_what_is_named() -> None:
    assert len({named(each) for each in CANDIDATES}) == len(CANDIDATES)
    assert FULL.recipe in CANDIDATES
    assert named(FULL.protocol) == "10 epochs of batches of 32, rate 0.001 constant"

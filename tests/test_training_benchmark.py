"""The benchmark of training, as far as nothing is trained."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist import artefacts
from mnist.dataset import Mnist
from mnist.records import TrainingBenchmark
from mnist.train import Labelled
from scripts import seals
from scripts.benchmarks import BenchmarkError
from scripts.runs import Cache, own_key
from scripts.stages import Recipe
from scripts.training_benchmark import artefact, images, memory, processes, record
from scripts.training_benchmark.measure import Measured, fold_images, measure
from scripts.training_benchmark.order import Course, Order, Trial
from scripts.training_benchmark.settings import FULL, SIDES, SMOKE, settings
from scripts.training_benchmark.statistics import gain, ratio, spread
from scripts.training_benchmark.step import AFTER, BACKWARD, FORWARD, LOSS, UPDATE, place_of
from scripts.workspace import Workspace
from tests.example_training_benchmark import (
    example_folds,
    example_rounds,
    example_training_benchmark,
)


def test_a_spread_tells_median_and_quartiles() -> None:
    found = spread([4.0, 0.0, 2.0, 1.0, 3.0])
    assert (found.count, found.lower, found.median, found.upper) == (5, 1.0, 2.0, 3.0)


def test_what_slows_both_sides_of_a_round_leaves_the_ratio_alone() -> None:
    base = [10.0, 30.0, 11.0, 50.0, 9.0]
    found = ratio([2 * each for each in base], base)
    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)


def test_the_interval_of_a_ratio_holds_it_and_grows_with_the_noise() -> None:
    calm = ratio([2.0, 2.1, 1.9, 2.05, 1.95], [1.0] * 5)
    wild = ratio([2.0, 4.0, 1.0, 3.0, 1.5], [1.0] * 5)
    for each in (calm, wild):
        assert each.low <= each.value <= each.high
    assert wild.high - wild.low > calm.high - calm.low


def test_a_gain_of_every_round_is_no_noise() -> None:
    clear = gain([0.99, 0.991, 0.992], [0.98, 0.981, 0.9825])
    assert clear.difference == pytest.approx(0.0098333, abs=1e-6)
    assert not clear.within_noise
    assert gain([0.99, 0.98, 0.985], [0.98, 0.99, 0.985]).within_noise


def test_one_round_tells_no_noise() -> None:
    with pytest.raises(ValueError, match="at least two rounds, found 1"):
        gain([0.9], [0.8])


def test_images_come_back_as_they_were(tmp_path: Path) -> None:
    pixels, labels = np.arange(28 * 28 * 3, dtype=np.uint8).reshape(3, 28, 28), np.arange(3)
    given = images.Images(pixels, labels.astype(np.uint8), pixels[:1], labels[:1].astype(np.uint8))
    images.write(tmp_path / "some.npz", given)
    found = images.read(str(tmp_path / "some.npz"))
    assert (found.training == pixels).all()
    assert found.validation_labels.tolist() == [0]
    floats = images.floats(found.training)
    assert floats.dtype == np.float32
    assert floats.max() == 1.0


def test_the_peak_remembers_what_was_given_back() -> None:
    before = memory.peak()
    assert 1e6 < before < 1e11
    held = np.ones(before // 8, np.float64)
    size = held.nbytes
    most = memory.peak()
    assert most > before
    del held
    # The system counts pages now and then, so the mark may be a few of them off.
    assert memory.peak() > most - size / 10


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace("full", tmp_path)


def test_a_benchmark_that_was_not_run_is_no_fault(workspace: Workspace) -> None:
    assert artefact.load(workspace) is None
    assert artefact.fault(workspace) is None


def write(workspace: Workspace, result: TrainingBenchmark) -> None:
    artefacts.write(artefact.path(workspace), TrainingBenchmark, result)


def test_a_benchmark_of_todays_source_and_settings_is_up_to_date(workspace: Workspace) -> None:
    write(workspace, example_training_benchmark())
    assert artefact.load(workspace) == example_training_benchmark()
    assert artefact.fault(workspace) is None


def test_a_benchmark_of_other_source_is_out_of_date(workspace: Workspace) -> None:
    found = example_training_benchmark()
    inputs = found.run.inputs | {"mnist/train.py": "another day's"}
    write(workspace, with_own_key(replace(found, run=replace(found.run, inputs=inputs))))
    told = str(artefact.fault(workspace))
    assert "out of date: mnist/train.py changed; run make bench-training" in told


def test_a_benchmark_with_other_settings_is_out_of_date(workspace: Workspace) -> None:
    found = example_training_benchmark()
    config = artefact.config(replace(FULL, rounds=FULL.rounds + 1))
    write(workspace, with_own_key(replace(found, run=replace(found.run, config=config))))
    assert "settings changed" in str(artefact.fault(workspace))


def with_own_key(found: TrainingBenchmark) -> TrainingBenchmark:
    return replace(found, run=replace(found.run, key=own_key(found.run)))


def test_a_benchmark_that_was_edited_by_hand_is_named(workspace: Workspace) -> None:
    found = seals.sealed(TrainingBenchmark, example_training_benchmark())
    write(workspace, found)
    assert artefact.fault(workspace) is None
    ours, *others = found.sides
    faster = replace(ours, seconds=replace(ours.seconds, median=1.0))
    for edited in (
        replace(found, sides=[faster, *others]),
        replace(found, run=replace(found.run, config=found.run.config | {"rounds": 1000})),
    ):
        write(workspace, edited)
        assert "edited by hand" in str(artefact.fault(workspace))


def test_every_source_that_is_timed_has_a_digest() -> None:
    found = artefact.sources()
    assert "training_benchmark/pytorch.py" in {name.removeprefix("scripts/") for name in found}
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in found.values())


def test_the_recipe_is_not_scored_where_it_was_chosen() -> None:
    for each in (FULL, SMOKE):
        assert each.chosen_on not in each.pace_folds
        assert len(set(each.pace_folds)) >= 2
    assert settings("smoke") == SMOKE


class Trainer:
    """Answers orders without training, and remembers them."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def __call__(self, order: Order) -> Trial:
        assert Path(order.images).exists()
        self.orders.append(order)
        seconds = [2.0] + [1.0] * (order.epochs - 1)
        return Trial(Course("a runtime", seconds, [0.9] * order.epochs), 1_000_000)


@pytest.fixture
def data(mnist: Mnist) -> Labelled:
    return Labelled(mnist.train_images, mnist.train_labels)


def trained(data: Labelled, workspace: Workspace, folder: Path, trainer: Trainer) -> Measured:
    plan = Recipe("training_benchmark", {}, {}, {}, "")
    return measure(data, SIDES, SMOKE, Cache(workspace, plan), folder, trainer)


def test_sides_take_turns_from_the_same_seed(
    data: Labelled, workspace: Workspace, tmp_path: Path
) -> None:
    trainer = Trainer()
    found = trained(data, workspace, tmp_path, trainer)
    first, second = trainer.orders[: len(SIDES)], trainer.orders[len(SIDES) : 2 * len(SIDES)]
    assert [each.side for each in first] == [*SIDES]
    assert [each.side for each in second] == [*SIDES[1:], SIDES[0]]
    assert {each.seed for each in first} != {each.seed for each in second}
    for orders in (first, second):
        assert len({replace(each, side="any") for each in orders}) == 1
    assert [set(each) for each in found.rounds] == [set(SIDES)] * SMOKE.rounds
    assert [set(each) for each in found.whole] == [set(SIDES)] * SMOKE.memory_rounds
    whole = trainer.orders[SMOKE.rounds * len(SIDES) :][: len(SIDES)]
    assert {each.epochs for each in whole} == {1}
    assert {size(each) for each in first} == {SMOKE.round_images}
    assert {size(each) for each in whole} == {SMOKE.training_images}


def size(order: Order) -> int:
    return len(images.read(order.images).training)


def test_every_fold_is_trained_by_the_protocol_and_both_recipes(
    data: Labelled, workspace: Workspace, tmp_path: Path
) -> None:
    trainer = Trainer()
    found = trained(data, workspace, tmp_path, trainer)
    orders = trainer.orders[-3 * len(SMOKE.pace_folds) :]
    assert [each.epochs for each in orders] == [4, 2, 3, 3, 2, 4], "each is first in its turn"
    assert {each.side for each in orders} == {"ours"}
    assert [each.augmentation is not None for each in orders[:3]] == [False, False, True]
    for each, fold in zip(found.folds, SMOKE.pace_folds, strict=True):
        assert {training.seed for training in each.values()} == {42 + fold}
        assert each["baseline"].seconds == [2.0, 3.0, 4.0, 5.0]


def test_an_interrupted_run_goes_on_with_the_round_where_it_stopped(
    data: Labelled, workspace: Workspace, tmp_path: Path
) -> None:
    trainer = Trainer()
    rounds = SMOKE.rounds + SMOKE.memory_rounds
    trainings = rounds * len(SIDES) + 3 * len(SMOKE.pace_folds)

    def interrupted(order: Order) -> Trial:
        if len(trainer.orders) == len(SIDES) + 2:
            raise KeyboardInterrupt
        return trainer(order)

    plan = Recipe("training_benchmark", {}, {}, {}, "")
    with pytest.raises(KeyboardInterrupt):
        measure(data, SIDES, SMOKE, Cache(workspace, plan), tmp_path, interrupted)
    again = Trainer()
    trained(data, workspace, tmp_path, again)
    assert len(again.orders) == trainings - len(SIDES), "a round that was half done begins anew"
    Cache(workspace, plan).forget()
    anew = Trainer()
    trained(data, workspace, tmp_path, anew)
    assert len(anew.orders) == trainings


def test_the_images_are_those_of_the_cross_validation(data: Labelled) -> None:
    found = fold_images(data, 1, FULL)
    assert (len(found.training), len(found.validation)) == (50_000, 10_000)
    few = fold_images(data, 1, SMOKE)
    assert (few.validation == found.validation[: len(few.validation)]).all()


def test_what_goes_wrong_in_a_process_is_told() -> None:
    order = Order("ours", "nowhere.npz", 1, 1, 32, 0.001)
    with pytest.raises(BenchmarkError, match=r"child .* ended with code 1:[^$]*nowhere\.npz"):
        processes.train(order)


def test_sides_are_compared_with_ours_in_the_order_of_the_settings() -> None:
    found = record.sides(example_rounds()[::-1], example_rounds()[:2])
    assert [each.name for each in found] == [*SIDES]
    assert found[0].beside is None
    keras = found[1].beside
    assert keras is not None
    assert keras.seconds.value == pytest.approx(2.0)
    assert keras.peak.value == pytest.approx(2.0)
    assert keras.gain.within_noise
    assert found[0].first.median == pytest.approx(11.5)


def test_the_pace_compares_whole_trainings_fold_by_fold() -> None:
    found = record.pace(example_folds(), 10)
    assert [each.fold for each in found.recipe] == [*FULL.pace_folds]
    assert 0.24 < found.whole.low <= found.whole.value <= found.whole.high < 0.26
    assert found.gain.difference == pytest.approx(0.0008, abs=2e-5)
    assert not found.gain.within_noise


def test_a_protocol_is_over_after_its_epochs_though_it_goes_on() -> None:
    folds = example_folds()
    assert [len(each.seconds) for each in record.pace(folds, 10).baseline] == [10] * 3
    assert [len(each.accuracies) for each in record.arrival(folds, 0.992).baseline] == [20] * 3


def test_a_protocol_that_misses_the_target_took_at_least_all_of_its_time() -> None:
    folds = example_folds()
    missed = record.arrival(folds, 0.992)
    assert missed.sooner is not None
    assert missed.sooner.value == pytest.approx(6 * 10.2 / (20 * 12.2))
    low = record.arrival(folds, 0.0)
    assert low.sooner is not None
    assert low.sooner.value == pytest.approx(10.2 / 12.2)
    assert record.arrival(folds, 0.99215).sooner is None, "some folds of the recipe miss it"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("StatefulPartitionedCall/sequential_1/layer0_1/Relu", ("first", FORWARD)),
        ("StatefulPartitionedCall/sequential_1/layer1/FusedBatchNormV3", ("second", FORWARD)),
        (
            "x/StatefulPartitionedCall/gradient_tape/sequential/layer1_1/Grad",
            ("second", BACKWARD),
        ),
        ("StatefulPartitionedCall/adam/ResourceApplyAdam_3", (UPDATE, AFTER)),
        ("StatefulPartitionedCall/gradient_tape/compile_loss/Softmax", (LOSS, AFTER)),
    ],
)
def test_operations_are_told_by_their_names(name: str, place: tuple[str, str]) -> None:
    assert place_of(name, ["first", "second"]) == place

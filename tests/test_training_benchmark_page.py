"""What is shown of the training benchmark: tables, sentences, and the page that has them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mnist import artefacts
from mnist.records import Difference, Ratio, Spread, TrainingBenchmark
from scripts.figures import training_benchmark as figures
from scripts.markdown import Table
from scripts.prose import training_benchmark as prose
from scripts.tables import training_benchmark as tables
from scripts.training_benchmark.sides import rate, reached
from tests import one_page
from tests.example_training_benchmark import example_training_benchmark

RESULT = example_training_benchmark()
HEADINGS = ["Compiling the model", "Learning curves"]


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def rows(table: Table) -> dict[str, list[str]]:
    return {name: list(map(plain, cells)) for name, *cells in [*table.rows, *table.summary]}


def test_an_epoch_is_told_with_its_spread_and_beside_ours() -> None:
    found = rows(tables.speed(RESULT))
    assert found["This project"] == ["1,000", "10.0 s<br><small>9.90–10.1 s</small>", "–", "11.5 s"]
    assert found["Plain Keras"][2] == "2.00 × (2.00–2.00)"
    assert len(found) == 5


def verdicts(result: TrainingBenchmark) -> list[str]:
    return [row[-1] for row in tables.aims(result).rows]


def test_aims_that_are_met_are_told() -> None:
    assert verdicts(RESULT) == ["met", "met", "met"]


def test_aims_that_are_missed_are_told_too() -> None:
    heavy = replace(RESULT.sides[0], peak=Spread(5, 1.3e9, 1.3e9, 1.3e9))
    slow = replace(RESULT.pace, whole=Ratio(0.34, 0.33, 0.35))
    never = replace(RESULT.arrival, sooner=None)
    missed = replace(RESULT, sides=[heavy, *RESULT.sides[1:]], pace=slow, arrival=never)
    assert verdicts(missed) == ["missed", "missed", "missed"]
    assert tables.aims(missed).rows[-1][-2] == tables.NOT_REACHED


def test_a_recipe_that_reads_worse_misses_its_aim() -> None:
    worse = Difference(-0.002, (-0.003, -0.001), within_noise=False)
    assert verdicts(replace(RESULT, pace=replace(RESULT.pace, gain=worse))) == [
        "met",
        "missed",
        "met",
    ]


def test_an_accuracy_is_reached_at_the_end_of_an_epoch_or_never() -> None:
    recipe = RESULT.pace.recipe[0]
    assert reached(recipe, recipe.accuracies[-1]) == recipe.seconds[-1]
    assert reached(recipe, recipe.accuracies[1]) == recipe.seconds[1]
    assert reached(recipe, 0.999) is None


def test_the_folds_are_told_one_by_one() -> None:
    found = rows(tables.pace(RESULT))
    assert found["1"] == ["121 s", "99.05 %", "30.3 s", "99.12 %", "30.3 s"]
    assert [*found][-1] == "Mean"


def test_when_the_target_is_reached_is_told_fold_by_fold() -> None:
    found = rows(tables.arrival(RESULT))
    never = "not in 242 s<br><small>20 epochs</small>"
    assert found["1"] == [never, "60.6 s<br><small>6 epochs</small>", "99.21 %"]
    assert [*found] == ["1", "2", "3"]


def test_a_recipe_that_never_gets_there_has_no_time() -> None:
    pace = RESULT.pace
    high = [replace(each, accuracies=[0.999] * 10) for each in pace.baseline]
    found = rows(tables.pace(replace(RESULT, pace=replace(pace, baseline=high))))
    assert found["1"][-1] == "–"


def test_the_parts_of_a_step_add_up_with_what_is_between_them() -> None:
    found = rows(tables.step(RESULT.step))
    assert found["Convolution 1"] == ["0.50 ms", "1.00 ms", "1.50 ms", "47 %", "53 %"]
    assert found["Adam"] == ["–", "–", "0.50 ms", "16 %", "–"]
    assert found["Between operations"][2] == "0.70 ms"
    assert found["A step"][2] == "3.20 ms"


def test_parts_that_take_no_time_have_no_rate() -> None:
    assert rate([]) == 0
    assert rate(RESULT.step.parts[:1]) == pytest.approx(80)


def test_memory_is_told_beside_ours() -> None:
    text = plain(prose.memory(RESULT))
    assert "at most 900 MB; it would be 1,800 MB with plain Keras (2.00 × (2.00–2.00))" in text


def test_ratios_that_may_be_noise_are_told_as_such() -> None:
    ours, keras, *_ = RESULT.sides
    assert keras.beside is not None
    close = replace(keras, beside=replace(keras.beside, seconds=Ratio(1.02, 0.98, 1.05)))
    assert "which may be noise" in prose.speed(replace(RESULT, sides=[ours, close]))
    assert "which may be noise" not in prose.speed(RESULT)


def test_sides_that_learn_alike_are_told_as_such() -> None:
    assert "All sides learn as well" in prose.accuracy(RESULT)
    ours, keras, *_ = RESULT.sides
    assert keras.beside is not None
    better = replace(keras.beside, gain=Difference(0.003, (0.001, 0.005), within_noise=False))
    told = plain(prose.accuracy(replace(RESULT, sides=[ours, replace(keras, beside=better)])))
    assert "differs by more than the noise of the seeds from that with plain Keras by +0.30" in told


@pytest.mark.parametrize(
    ("gain", "words"),
    [
        (Difference(0.002, (0.001, 0.003), within_noise=False), "and ends higher, by +0.20"),
        (Difference(-0.002, (-0.003, -0.001), within_noise=False), "but ends lower"),
        (Difference(0.0, (-0.001, 0.001), within_noise=True), "and ends as high, within"),
    ],
)
def test_what_the_recipe_costs_is_told(gain: Difference, words: str) -> None:
    assert words in plain(prose.pace(replace(RESULT, pace=replace(RESULT.pace, gain=gain))))


def test_a_target_that_the_protocol_misses_bounds_the_ratio_only() -> None:
    assert "at most" in plain(tables.aims(RESULT).rows[-1][-2])
    assert "going on for 30 epochs, it took more" in plain(tables.aims(RESULT).caption)
    told = plain(prose.arrival(RESULT))
    assert "recipe comes in every fold, and in 25 %" in told
    assert "of the protocol's time, or less: in 3 of 3 folds, that was not there" in told
    arrival = RESULT.arrival
    high = [replace(each, accuracies=[0.993] * 20) for each in arrival.baseline]
    both = replace(RESULT, arrival=replace(arrival, baseline=high))
    assert "at most" not in plain(tables.aims(both).rows[-1][-2])
    assert "To 99.2 % the second recipe comes in 25 %" in plain(prose.arrival(both))
    never = replace(RESULT, arrival=replace(arrival, sooner=None))
    assert "comes in 3 of 3 folds, the protocol in 0" in plain(prose.arrival(never))


def build(folder: Path, result: TrainingBenchmark | None) -> BeautifulSoup:
    """The page alone, with what is rendered of a result, or without one."""
    if result is None:
        return one_page.build(folder, "training-benchmark", HEADINGS, {}, {}, {}, {})
    return one_page.build(
        folder,
        "training-benchmark",
        HEADINGS,
        {"training_benchmark": artefacts.dump(TrainingBenchmark, result)},
        tables.tables(result),
        figures.figures(result),
        prose.texts(result),
    )


def test_the_page_shows_what_was_measured(tmp_path: Path) -> None:
    page = build(tmp_path, RESULT)
    for name in tables.tables(RESULT):
        assert page.select_one(f"#{name} table") is not None, name
    for name in figures.figures(RESULT):
        assert len(page.select(f"#figure-{name} img")) == 2
    text = " ".join(page.get_text(" ").split())
    assert "A processor with 2 cores" in text
    assert "PyTorch 2.13.0+cpu trains the same network" in text
    assert "not been measured yet" not in text


def test_the_page_tells_where_pytorch_was_left_out(tmp_path: Path) -> None:
    text = build(tmp_path, replace(RESULT, sides=RESULT.sides[:3])).get_text(" ")
    assert "PyTorch could not be installed" in " ".join(text.split())


def test_the_page_says_that_nothing_was_measured(tmp_path: Path) -> None:
    page = build(tmp_path, None)
    assert "not been measured yet" in page.get_text(" ")
    assert page.select("[role=main] table") == []

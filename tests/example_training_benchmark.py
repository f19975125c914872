"""A benchmark of training, made up, for tests of what is shown of one."""

from __future__ import annotations

from dataclasses import replace

from mnist.records import (
    Run,
    Spread,
    Step,
    StepPart,
    TimedTraining,
    TrainingBenchmark,
    TrainingSide,
)
from scripts.runs import own_key
from scripts.training_benchmark import artefact, record
from scripts.training_benchmark.order import Course, Trial
from scripts.training_benchmark.settings import FULL
from scripts.training_benchmark.statistics import ratio

# Of an epoch, the first epoch, and memory: this project is the quickest and the smallest.
SIDES = {
    "ours": (10.0, 11.5, 900),
    "keras": (20.0, 26.0, 1800),
    "keras-xla": (16.0, 18.0, 1500),
    "torch": (30.0, 31.0, 700),
    "torch-tuned": (12.0, 12.5, 720),
}
WOBBLE = (0.96, 1.0, 1.03, 0.99, 1.01)


def example_training_benchmark() -> TrainingBenchmark:
    """All learn alike, and the recipe takes a quarter of the time and ends a little higher.

    The protocol goes on for twice its epochs and never comes to the target; the second recipe does.
    """
    folds = example_folds()
    return TrainingBenchmark(
        run=run(),
        sides=example_sides(),
        pace=record.pace(folds, FULL.protocol.epochs),
        arrival=record.arrival(folds, FULL.target),
        step=example_step(),
    )


def run() -> Run:
    found = Run(
        stage=artefact.STAGE,
        key="ab" * 32,
        config=artefact.config(FULL),
        dataset={},
        inputs=artefact.sources(),
        source="source",
        versions={"python": "3.11", "pytorch": "2.13.0+cpu"},
        machine={"processor": "A processor", "cores": 2, "memory_gib": 24.0},
        started="2026-01-02T03:04:05+00:00",
        seconds=4000.0,
    )
    return replace(found, key=own_key(found))


def example_sides() -> list[TrainingSide]:
    return record.sides(example_rounds(), example_rounds()[:2])


def example_rounds() -> list[dict[str, Trial]]:
    """Every side in every round, another one first each time."""
    names = [*SIDES]
    return [
        {name: trial(name, number, wobble) for name in names[number:] + names[:number]}
        for number, wobble in enumerate(WOBBLE)
    ]


def trial(name: str, number: int, wobble: float) -> Trial:
    epoch, first, megabytes = SIDES[name]
    runtime = "PyTorch 2.13.0+cpu" if name.startswith("torch") else "Keras 3.15.1, TensorFlow 2.19"
    # The seeds move the sides by as much, but not together.
    accuracy = 0.98 + 0.001 * ((7 * number + len(name)) % 5)
    seconds = [first * wobble, epoch * wobble]
    return Trial(Course(runtime, seconds, [accuracy, accuracy + 0.004]), megabytes * 1_000_000)


def example_folds() -> list[dict[str, TimedTraining]]:
    return [
        {
            "baseline": timed(fold, 20, 12.0 + 0.1 * fold, 0.9905),
            "recipe": timed(fold, 3, 10.0 + 0.1 * fold, 0.9911 + 0.0001 * fold),
            "further": timed(fold, 6, 10.0 + 0.1 * fold, 0.992 + 0.0001 * fold),
        }
        for fold in FULL.pace_folds
    ]


def timed(fold: int, epochs: int, epoch: float, last: float) -> TimedTraining:
    """Comes nearer to its last accuracy by half with every epoch."""
    return TimedTraining(
        fold=fold,
        seed=42 + fold,
        seconds=[epoch * (number + 1) for number in range(epochs)],
        accuracies=[last - 0.01 * (0.5**number - 0.5 ** (epochs - 1)) for number in range(epochs)],
    )


def example_step() -> Step:
    """Two parts that multiply at 80 and 40 GFLOP/s, and Adam, which does not."""
    parts = [
        StepPart("Convolution 1", "forward", 0.5, 40_000_000),
        StepPart("Convolution 1", "backward", 1.0, 40_000_000),
        StepPart("Max pooling 1", "forward", 0.25, 0),
        StepPart("Max pooling 1", "backward", 0.25, 0),
        StepPart("Adam", "after", 0.5, 0),
    ]
    return Step(
        milliseconds=Spread(5, 2.9, 3.0, 3.1),
        watched=Spread(5, 3.1, 3.2, 3.3),
        parts=parts,
        peak=Spread(5, 95.0, 100.0, 105.0),
        share=ratio([26.0, 27.0, 26.5], [100.0, 100.0, 100.0]),
    )

"""From what was measured to the artefact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from mnist.records import (
    Arrival,
    Beside,
    Pace,
    Ratio,
    Run,
    Step,
    StepPart,
    TimedTraining,
    TrainingSide,
)
from scripts.benchmarks import folder_digest, run_of
from scripts.training_benchmark import artefact
from scripts.training_benchmark.order import Trial, Watched
from scripts.training_benchmark.settings import SIDES, Settings
from scripts.training_benchmark.sides import reached
from scripts.training_benchmark.statistics import gain, ratio, spread


def sides(
    rounds: Sequence[Mapping[str, Trial]], whole: Sequence[Mapping[str, Trial]]
) -> list[TrainingSide]:
    """What was measured of every side; the others are compared with the first.

    Args:
        rounds: on some images, for their speed.
        whole: on all, for their memory.
    """
    names = [*rounds[0]]
    # A round begins with another side each time.
    names.sort(key=SIDES.index)
    by_name = {name: [each[name] for each in rounds] for name in names}
    peaks = {name: [float(each[name].peak) for each in whole] for name in names}
    ours = names[0]
    return [
        TrainingSide(
            name=name,
            runtime=trials[0].course.runtime,
            seconds=spread(_epochs(trials)),
            first=spread([each.course.seconds[0] for each in trials]),
            peak=spread(peaks[name]),
            accuracies=_last_accuracies(trials),
            beside=None
            if name == ours
            else Beside(
                seconds=ratio(_epochs(trials), _epochs(by_name[ours])),
                peak=ratio(peaks[name], peaks[ours]),
                gain=gain(_last_accuracies(by_name[ours]), _last_accuracies(trials)),
            ),
        )
        for name, trials in by_name.items()
    ]


def pace(folds: Sequence[Mapping[str, TimedTraining]], epochs: int) -> Pace:
    """The protocol, which is over after so many epochs, and the recipe, fold by fold."""
    baseline = [_cut(each["baseline"], epochs) for each in folds]
    recipe = [each["recipe"] for each in folds]
    return Pace(
        baseline=baseline,
        recipe=recipe,
        whole=ratio([each.seconds[-1] for each in recipe], [each.seconds[-1] for each in baseline]),
        gain=gain(
            [each.accuracies[-1] for each in recipe], [each.accuracies[-1] for each in baseline]
        ),
    )


def arrival(folds: Sequence[Mapping[str, TimedTraining]], target: float) -> Arrival:
    """When the protocol, going on, and the further recipe come to the target, fold by fold."""
    baseline = [each["baseline"] for each in folds]
    recipe = [each["further"] for each in folds]
    return Arrival(baseline, recipe, _sooner(recipe, baseline, target))


def _cut(training: TimedTraining, epochs: int) -> TimedTraining:
    """The first epochs of a training."""
    return replace(
        training, seconds=training.seconds[:epochs], accuracies=training.accuracies[:epochs]
    )


def _sooner(
    recipe: Sequence[TimedTraining], baseline: Sequence[TimedTraining], target: float
) -> Ratio | None:
    got_there = [reached(each, target) for each in recipe]
    seconds = [each for each in got_there if each is not None]
    if len(seconds) < len(got_there):
        return None
    return ratio(seconds, [reached(each, target) or each.seconds[-1] for each in baseline])


def step(watched: Watched) -> Step:
    """The parts of a step, and how it compares with the machine's peak."""
    operations = sum(each.operations for each in watched.parts)
    # A thousand million operations in a second are a million in a millisecond.
    reached = [operations / 1e6 / milliseconds for milliseconds in watched.milliseconds]
    return Step(
        milliseconds=spread(watched.milliseconds),
        watched=spread(watched.watched),
        parts=[StepPart(**asdict(each)) for each in watched.parts],
        peak=spread(watched.peaks),
        share=ratio(reached, watched.peaks),
    )


def run(knobs: Settings, started: datetime, found: Sequence[TrainingSide]) -> Run:
    """How it was measured, up to now."""
    others = {
        name.lower(): version
        for side in found
        for name, _, version in [side.runtime.partition(" ")]
        if name == "PyTorch"
    }
    return run_of(
        artefact.STAGE,
        config=artefact.config(knobs),
        inputs=artefact.sources(),
        source=folder_digest(artefact.OWN),
        started=started,
        packages=others,
    )


def _epochs(trials: Sequence[Trial]) -> list[float]:
    """Seconds of an epoch in each round: the mean of all but the first one."""
    later = [each.course.seconds[1:] for each in trials]
    return [sum(seconds) / len(seconds) for seconds in later]


def _last_accuracies(trials: Sequence[Trial]) -> list[float]:
    return [each.course.accuracies[-1] for each in trials]

"""Tables of the training benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from mnist.records import Spread, Step, TimedTraining, TrainingBenchmark
from scripts.formats import THIN, count_of, difference, percent, thousands
from scripts.markdown import NONE, Table
from scripts.training_benchmark.sides import (
    megabytes,
    milliseconds,
    rate,
    reached,
    seconds,
    times,
    title,
)

MET, MISSED = "met", "missed"
NOT_REACHED = "not reached in every fold"


def tables(result: TrainingBenchmark) -> dict[str, Table]:
    """Every one by its name on the page."""
    return {
        "training-aims-table": aims(result),
        "training-speed-table": speed(result),
        "training-accuracy-table": accuracy(result),
        "training-pace-table": pace(result),
        "training-arrival-table": arrival(result),
        "training-memory-table": memory(result),
        "training-step-table": step(result.step),
    }


def aims(result: TrainingBenchmark) -> Table:
    """What training was to keep to, beside what was found."""
    aim, pace, arrival = result.run.config["aims"], result.pace, result.arrival
    peak, share = result.sides[0].peak.median, pace.whole.value
    worse = pace.gain.difference < 0 and not pace.gain.within_noise
    target = result.run.config["target"]
    got_there = all(reached(each, target) is not None for each in arrival.baseline)
    rows = [
        [
            "Memory of training",
            megabytes(aim["peak"]),
            megabytes(peak),
            _verdict(peak, aim["peak"]),
        ],
        [
            "Time of the recipe over that of the protocol, reading as well",
            percent(aim["pace"], 0),
            percent(share, 0),
            MISSED if worse else _verdict(share, aim["pace"]),
        ],
        [
            f"Time of the second recipe up to {percent(target, 1)} over that of the protocol",
            percent(aim["arrival"], 0),
            NOT_REACHED
            if arrival.sooner is None
            else ("" if got_there else "at most ") + percent(arrival.sooner.value, 0),
            _verdict(arrival.sooner.value, aim["arrival"]) if arrival.sooner else MISSED,
        ],
    ]
    return Table(
        columns={"Measure": "left", "At most": "right", "Found": "right", "Aim": "left"},
        rows=rows,
        caption="The aims were set before anything was measured."
        + (
            ""
            if got_there
            else f" Where the protocol did not come to {percent(target, 1)} at all, going on for "
            f"{result.run.config['patience']} epochs, it took more than the time of these."
        ),
    )


def speed(result: TrainingBenchmark) -> Table:
    """How long an epoch takes."""
    count, images = result.sides[0].seconds.count, result.run.config["round_images"]
    return Table(
        columns={
            "Side": "left",
            "Images a second": "right",
            "An epoch": "right",
            "Beside this project": "right",
            "The first epoch": "right",
        },
        rows=[
            [
                title(side),
                thousands(round(images / side.seconds.median)),
                _spread(side.seconds),
                times(side.beside.seconds) if side.beside else NONE,
                seconds(side.first.median),
            ]
            for side in result.sides
        ],
        caption=f"Medians of {thousands(count)} rounds, and below them the quartiles. In brackets "
        f"the {percent(0.95, 0)} interval of the ratio of the medians. An epoch has "
        f"{thousands(images)} images. A first one holds what is done once: tracing and compiling "
        "the step.",
    )


def accuracy(result: TrainingBenchmark) -> Table:
    """Whether all sides learn alike."""
    plan = result.run.config
    return Table(
        columns={"Side": "left", "Accuracy": "right", "This project, less it": "right"},
        rows=[
            [
                title(side),
                percent(mean(side.accuracies)),
                difference(side.beside.gain.difference, side.beside.gain.interval)
                + (" (noise)" if side.beside.gain.within_noise else "")
                if side.beside
                else NONE,
            ]
            for side in result.sides
        ],
        caption=f"After {plan['epochs']} epochs of {thousands(plan['round_images'])} images: means "
        "over the rounds, each of which has another seed, on the validation images of one fold. "
        f"The difference is in percentage points with its {percent(0.95, 0)} "
        "interval; it is noise where that crosses zero.",
    )


def pace(result: TrainingBenchmark) -> Table:
    """Both protocols on every fold."""
    found = result.pace
    rows = [
        [
            str(baseline.fold),
            seconds(baseline.seconds[-1]),
            percent(baseline.accuracies[-1]),
            seconds(recipe.seconds[-1]),
            percent(recipe.accuracies[-1]),
            _reached(recipe, baseline.accuracies[-1]),
        ]
        for baseline, recipe in zip(found.baseline, found.recipe, strict=True)
    ]
    means = [
        "Mean",
        seconds(_mean_seconds(found.baseline)),
        percent(_mean_accuracy(found.baseline)),
        seconds(_mean_seconds(found.recipe)),
        percent(_mean_accuracy(found.recipe)),
        "",
    ]
    return Table(
        columns={
            "Fold": "left",
            "Protocol": "right",
            "It ends at": "right",
            "Recipe": "right",
            "The recipe ends at": "right",
            "As good after": "right",
        },
        rows=rows,
        summary=[means],
        caption="Seconds of training alone, and the accuracy on the fold's validation images at "
        "its end; in the last column, those that the recipe took to what the protocol ended with.",
    )


def arrival(result: TrainingBenchmark) -> Table:
    """When a level is reached on every fold."""
    target = result.run.config["target"]
    found = result.arrival
    rows = [
        [
            str(baseline.fold),
            _arrived(baseline, target),
            _arrived(recipe, target),
            percent(recipe.accuracies[-1]),
        ]
        for baseline, recipe in zip(found.baseline, found.recipe, strict=True)
    ]
    return Table(
        columns={
            "Fold": "left",
            "Protocol continued": "right",
            "Second recipe": "right",
            "The recipe ends at": "right",
        },
        rows=rows,
        caption=f"Seconds of training, and epochs, up to the first one that ends with "
        f"{percent(target, 1)} or more of the fold's validation images read.",
    )


def memory(result: TrainingBenchmark) -> Table:
    """The most memory that a training held."""
    return Table(
        columns={"Side": "left", "Memory": "right", "Beside this project": "right"},
        rows=[
            [
                title(side),
                megabytes(side.peak.median),
                times(side.beside.peak) if side.beside else NONE,
            ]
            for side in result.sides
        ],
        caption="The most that the process ever held in memory, libraries and images with it: "
        f"medians of {thousands(result.sides[0].peak.count)} rounds, with the "
        f"{percent(0.95, 0)} interval of their ratio.",
    )


def step(found: Step) -> Table:
    """Where the time of a training step goes."""
    whole = found.watched.median
    rows = [_part(found, part) for part in dict.fromkeys(each.part for each in found.parts)]
    rest = max(whole - sum(each.milliseconds for each in found.parts), 0.0)
    between = ["Between operations", NONE, NONE, milliseconds(rest), percent(rest / whole, 0), NONE]
    return Table(
        columns={
            "Part": "left",
            "Forward": "right",
            "Backward": "right",
            "In all": "right",
            "Share": "right",
            "Of the peak": "right",
        },
        rows=[*rows, between],
        summary=[["A step", "", "", milliseconds(whole), percent(1, 0), ""]],
        caption="One operation at a time, each on all cores, watched by TensorFlow's profiler. The "
        f"peak is what large matrices reach, multiplied in turn with the steps: "
        f"{found.peak.median:.0f}{THIN}GFLOP/s.",
    )


def _part(found: Step, name: str) -> list[str]:
    """A row: what a part takes forward, backward and in all."""
    own = [each for each in found.parts if each.part == name]
    spent = sum(each.milliseconds for each in own)
    operations = sum(each.operations for each in own)
    by_work = {each.work: milliseconds(each.milliseconds) for each in own}
    return [
        name,
        by_work.get("forward", NONE),
        by_work.get("backward", NONE),
        milliseconds(spent),
        percent(spent / found.watched.median, 0),
        percent(rate(own) / found.peak.median, 0) if operations else NONE,
    ]


def _spread(found: Spread) -> str:
    """A median with the quartiles on a line of their own."""
    low = seconds(found.lower).removesuffix("s").rstrip()
    return f"{seconds(found.median)}<br><small>{low}–{seconds(found.upper)}</small>"


def _reached(training: TimedTraining, level: float) -> str:
    found = reached(training, level)
    return NONE if found is None else seconds(found)


def _arrived(training: TimedTraining, level: float) -> str:
    """When it comes to a level, with the epochs on a line of their own."""
    after = reached(training, level)
    until = training.seconds[-1] if after is None else after
    epochs = count_of(training.seconds.index(until) + 1, "epoch", "epochs")
    never = "not in " if after is None else ""
    return f"{never}{seconds(until)}<br><small>{epochs}</small>"


def _mean_seconds(trainings: Sequence[TimedTraining]) -> float:
    return mean(each.seconds[-1] for each in trainings)


def _mean_accuracy(trainings: Sequence[TimedTraining]) -> float:
    return mean(each.accuracies[-1] for each in trainings)


def _verdict(found: float, most: float) -> str:
    return MET if found <= most else MISSED

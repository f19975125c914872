"""What the training benchmark says, whatever it found."""

from __future__ import annotations

from mnist.records import Beside, Ratio, Step, TrainingBenchmark, TrainingSide
from scripts.formats import THIN, difference, listed, percent, thousands
from scripts.training_benchmark.sides import (
    in_text,
    megabytes,
    milliseconds,
    rate,
    reached,
    seconds,
    times,
)


def texts(result: TrainingBenchmark) -> dict[str, str]:
    """The paragraphs by their names on the page."""
    return {
        "training-speed-findings": speed(result),
        "training-accuracy-findings": accuracy(result),
        "training-pace-findings": pace(result),
        "training-arrival-findings": arrival(result),
        "training-memory-findings": memory(result),
        "training-step-findings": step(result.step),
    }


def speed(result: TrainingBenchmark) -> str:
    """How long an epoch takes, and how much longer it would."""
    ours = result.sides[0]
    rivals = listed(
        f"{times(beside.seconds)} as long with {in_text(side)}{_noise(beside.seconds)}"
        for side, beside in _compared(result)
    )
    images = result.run.config["round_images"]
    return (
        f"An epoch of {thousands(images)} images takes {seconds(ours.seconds.median)}; it would "
        f"take {rivals}.\n"
    )


def accuracy(result: TrainingBenchmark) -> str:
    """Whether what is quicker is as good."""
    when = f"after {result.run.config['epochs']} epochs"
    apart = [(side, each.gain) for side, each in _compared(result) if not each.gain.within_noise]
    if not apart:
        return (
            f"All sides learn as well: {when}, no difference in accuracy stands out from the noise "
            "of the seeds.\n"
        )
    told = listed(
        f"{in_text(side)} by {difference(gain.difference, gain.interval)} percentage points"
        for side, gain in apart
    )
    return (
        f"The accuracy here {when} differs by more than the noise of the seeds from that with "
        f"{told}.\n"
    )


def pace(result: TrainingBenchmark) -> str:
    """What the recipe saves, and what it costs."""
    found = result.pace
    gain = difference(found.gain.difference, found.gain.interval)
    if found.gain.within_noise:
        verdict = f"and ends as high, within the noise ({gain} percentage points)"
    elif found.gain.difference > 0:
        verdict = f"and ends higher, by {gain} percentage points"
    else:
        verdict = f"but ends lower, by {gain} percentage points"
    return (
        f"The recipe takes {_share(found.whole)} of the time that the protocol takes, {verdict}.\n"
    )


def arrival(result: TrainingBenchmark) -> str:
    """How soon the target is reached, if it is."""
    found, target = result.arrival, result.run.config["target"]
    level = percent(target, 1)
    folds = len(found.baseline)
    late = sum(reached(each, target) is None for each in found.baseline)
    if found.sooner is None:
        there = sum(reached(each, target) is not None for each in found.recipe)
        return (
            f"To {level} the second recipe comes in {there} of {folds} folds, the protocol in "
            f"{folds - late}.\n"
        )
    if not late:
        return f"To {level} the second recipe comes in {_share(found.sooner)} of the time.\n"
    return (
        f"To {level} the second recipe comes in every fold, and in {_share(found.sooner)} of the "
        f"protocol's time, or less: in {late} of {folds} folds, that was not there at its end.\n"
    )


def memory(result: TrainingBenchmark) -> str:
    """How much memory training holds."""
    rivals = listed(
        f"{megabytes(side.peak.median)} with {in_text(side)} ({times(beside.peak)})"
        for side, beside in _compared(result)
    )
    held = megabytes(result.sides[0].peak.median)
    return f"Training holds at most {held}; it would be {rivals}.\n"


def step(found: Step) -> str:
    """How well the machine is used."""
    heavy = [each for each in found.parts if each.operations]
    share = sum(each.milliseconds for each in heavy) / found.watched.median
    reached = f"{rate(heavy):.0f}{THIN}GFLOP/s"
    return (
        f"A step takes {milliseconds(found.milliseconds.median)}, in which the machine does "
        f"{_share(found.share)} of the multiplications and additions that it does in large "
        f"matrices. Convolutions and dense layers take {percent(share, 0)} of a step and run at "
        f"{reached}; the rest of it moves numbers rather than multiplies them.\n"
    )


def _noise(ratio: Ratio) -> str:
    return " (which may be noise)" if ratio.low <= 1 <= ratio.high else ""


def _share(ratio: Ratio) -> str:
    """A ratio with its interval, in per cent: ``31 % (30–32)``."""
    return f"{percent(ratio.value, 0)} ({100 * ratio.low:.0f}–{100 * ratio.high:.0f})"


def _compared(result: TrainingBenchmark) -> list[tuple[TrainingSide, Beside]]:
    """The sides that are compared with the first one."""
    return [(side, side.beside) for side in result.sides if side.beside]

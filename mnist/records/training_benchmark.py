"""How fast and in how much memory training runs, beside others: ``training_benchmark.json``."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from mnist.records.ablation import Difference
from mnist.records.run import Run
from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class Spread:
    """What was measured several times; ``lower`` and ``upper`` are the quartiles."""

    count: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, config=STRICT)
class Ratio:
    """A median over another one; ``low`` and ``high`` bound its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, config=STRICT)
class Beside:
    """A side compared with the first one, round by round.

    Attributes:
        seconds: its epoch over the first side's.
        peak: its memory over the first side's.
        gain: what the first side scores more.
    """

    seconds: Ratio
    peak: Ratio
    gain: Difference


@dataclass(frozen=True, config=STRICT)
class TrainingSide:
    """One way to train the network.

    Attributes:
        runtime: libraries and their versions.
        seconds: of an epoch of some images, the first of each training apart.
        first: seconds of the first epoch, before which nothing was compiled.
        peak: most memory that the process ever held with all images, in bytes.
        accuracies: on validation images after the last epoch of some images, a round each.
        beside: ``None`` for the side that the others are compared with.
    """

    name: str
    runtime: str
    seconds: Spread
    first: Spread
    peak: Spread
    accuracies: list[float]
    beside: Beside | None = None


@dataclass(frozen=True, config=STRICT)
class TimedTraining:
    """A training on a fold.

    Attributes:
        seconds: of training alone, up to the end of each epoch.
        accuracies: on the fold's validation images after each epoch.
    """

    fold: int
    seed: int
    seconds: list[float]
    accuracies: list[float]


@dataclass(frozen=True, config=STRICT)
class Pace:
    """The baseline's protocol beside a recipe that is to get as far sooner, fold by fold.

    Attributes:
        baseline: a training a fold.
        recipe: the same folds in the same order.
        whole: all of the recipe's epochs over all of the baseline's.
        gain: what the recipe scores more after its last epoch.
    """

    baseline: list[TimedTraining]
    recipe: list[TimedTraining]
    whole: Ratio
    gain: Difference


@dataclass(frozen=True, config=STRICT)
class Arrival:
    """How soon a validation accuracy is reached for the first time, fold by fold.

    Attributes:
        baseline: the baseline's protocol, going on past its end; a training a fold.
        recipe: the same folds in the same order.
        sooner: the recipe's seconds up to the target over the baseline's; where the baseline did
            not come to it, over all of its seconds, so that this is the most that it can be.
            ``None`` where the recipe did not come to it in every fold.
    """

    baseline: list[TimedTraining]
    recipe: list[TimedTraining]
    sooner: Ratio | None = None


@dataclass(frozen=True, config=STRICT)
class StepPart:
    """What a layer takes of a training step.

    Attributes:
        part: a layer, numbered where there are several of its kind, or what is around them.
        work: ``forward``, ``backward``, or ``after`` both.
        milliseconds: a step, on average.
        operations: floating-point operations a step of convolutions and dense layers.
    """

    part: str
    work: Literal["forward", "backward", "after"]
    milliseconds: float
    operations: int


@dataclass(frozen=True, config=STRICT)
class Step:
    """A training step of the baseline, one operation at a time.

    Attributes:
        milliseconds: a step, without being watched.
        watched: a step, while its parts were timed.
        parts: in the order of the network.
        peak: floating-point operations a second, in thousand millions, of large matrices
            multiplied in turn with the steps.
        share: what the step does a second, over the peak.
    """

    milliseconds: Spread
    watched: Spread
    parts: list[StepPart]
    peak: Spread
    share: Ratio


@dataclass(frozen=True, config=STRICT)
class TrainingBenchmark:
    """``training_benchmark.json``.

    Attributes:
        sides: how training is done here, then what it is compared with.
    """

    run: Run
    sides: list[TrainingSide]
    pace: Pace
    arrival: Arrival
    step: Step

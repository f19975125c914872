"""What a process of the benchmark is asked to do, and what it answers, both as JSON.

Free of everything but the standard library, for PyTorch's environment has little else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Order:
    """One training.

    Attributes:
        side: how to train; a key of `scripts.training_benchmark.child.SIDES`.
        images: a file of `scripts.training_benchmark.images`.
        seed: of the initial weights, the order of the images and dropout.
        epochs: passes over the images.
        batch_size: images a step.
        learning_rate: of Adam.
        warm_up: as in `mnist.config.TrainingConfig`; known to our own side alone.
        augmentation: the fields of `mnist.config.AugmentationConfig`; likewise.
        dropout: share of hidden units dropped, where it is not the baseline's; likewise.
    """

    side: str
    images: str
    seed: int
    epochs: int
    batch_size: int
    learning_rate: float
    warm_up: float | None = None
    augmentation: dict[str, Any] | None = None
    dropout: float | None = None


@dataclass(frozen=True)
class Course:
    """How a training went.

    Attributes:
        runtime: libraries and their versions.
        seconds: of training alone, epoch by epoch.
        accuracies: on the validation images, after each.
    """

    runtime: str
    seconds: list[float]
    accuracies: list[float]


@dataclass(frozen=True)
class Trial:
    """A training in a process of its own; ``peak`` is the most memory it held, in bytes."""

    course: Course
    peak: int


@dataclass(frozen=True)
class Watch:
    """What to time.

    Attributes:
        images: a file of `scripts.training_benchmark.images`.
        rounds: in each, steps are timed, then watched, then matrices multiplied.
        steps: a round.
        matrix: side of the square matrices.
    """

    images: str
    rounds: int
    steps: int
    matrix: int


@dataclass(frozen=True)
class Part:
    """As `mnist.records.StepPart`."""

    part: str
    work: str
    milliseconds: float
    operations: int


@dataclass(frozen=True)
class Watched:
    """What was found, a round each but for the parts, which are means over all.

    Attributes:
        milliseconds: of a step.
        watched: of a step, while its operations were timed.
        parts: in the order of the network.
        peaks: thousand million floating-point operations a second of multiplied matrices.
    """

    milliseconds: list[float]
    watched: list[float]
    parts: list[Part]
    peaks: list[float]

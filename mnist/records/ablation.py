"""What each change to the baseline does: ``ablation.json``."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.run import Run
from mnist.records.strict import STRICT

Interval = tuple[float, float]


@dataclass(frozen=True, config=STRICT)
class AblationRun:
    """One training of a variation; ``recalls`` has the accuracy on each digit."""

    seed: int
    accuracy: float
    loss: float
    recalls: list[float]
    seconds: float


@dataclass(frozen=True, config=STRICT)
class Difference:
    """What a variation scores more than the one it is compared with, as a fraction.

    Attributes:
        within_noise: whether ``interval``, of 95 %, holds 0.
    """

    difference: float
    interval: Interval
    within_noise: bool


@dataclass(frozen=True, config=STRICT)
class AblationRow:
    """A variation.

    Attributes:
        accuracy: mean over the seeds.
        interval: 95 %, for other seeds and other images.
        seeds: each training.
        against: the variation that ``difference`` and ``digits`` compare it with.
        difference: over all images.
        digits: over the images of each digit.
    """

    name: str
    group: str
    parameters: int
    accuracy: float
    interval: Interval
    seeds: list[AblationRun]
    against: str | None = None
    difference: Difference | None = None
    digits: list[Difference] | None = None


@dataclass(frozen=True, config=STRICT)
class Ablation:
    """``ablation.json``.

    ``seed_std`` is the standard deviation of the accuracy from seed to seed, pooled over
    the variations.
    """

    run: Run
    training_size: int
    validation_size: int
    seed_std: float
    rows: list[AblationRow]

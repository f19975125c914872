"""The knobs of the benchmark, and what it is hoped to find."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mnist.config import (
    BASELINE,
    FURTHER,
    SOONER,
    AugmentationConfig,
    CrossValidationConfig,
    Profile,
    TrainingConfig,
)

# Our own comes first: the others are compared with it.
SIDES = ("ours", "keras", "keras-xla", "torch", "torch-tuned")


@dataclass(frozen=True)
class Aims:
    """What training is to keep to.

    Attributes:
        peak: at most so many bytes of memory.
        pace: the recipe takes at most this share of the time of the baseline's protocol.
        arrival: so does the one that goes further, up to the target.
    """

    peak: int = 1_200_000_000
    pace: float = 1 / 3
    arrival: float = 1 / 3


@dataclass(frozen=True)
class Settings:
    """How much is measured.

    Attributes:
        protocol: how the baseline is trained.
        recipe: how the same network gets as far sooner.
        further: how it gets to the target.
        distortions: of the images that it learns from meanwhile.
        dropout: of the hidden units meanwhile.
        split: the folds of the baseline's cross-validation.
        sides_fold: the fold on which sides are compared.
        chosen_on: the fold on whose validation images both recipes were chosen.
        pace_folds: those on which they are measured; none that they were chosen on.
        target: a validation accuracy; how soon it is reached is told.
        patience: epochs that the protocol goes on for, at its constant rate, to reach the target.
        training_images: of each fold, from its start; ``None`` takes all.
        validation_images: the same.
        rounds: in each, every side trains once on some images, for its speed.
        epochs: of such a training; the first one is told apart.
        round_images: how many; an epoch of all takes as long for each.
        memory_rounds: in each, every side trains once for one epoch of all images.
        step_rounds: in each, training steps are timed, then watched, then matrices multiplied.
        steps: a round; at least twice as many as are executed at once.
        matrix: side of the square matrices.
    """

    protocol: TrainingConfig = BASELINE.training
    recipe: TrainingConfig = SOONER.training
    further: TrainingConfig = FURTHER.training
    distortions: AugmentationConfig | None = FURTHER.augmentation
    dropout: float = FURTHER.model.dropout
    split: CrossValidationConfig = BASELINE.cross_validation
    sides_fold: int = 1
    chosen_on: int = 6
    pace_folds: tuple[int, ...] = (1, 2, 3)
    target: float = 0.992
    patience: int = 30
    training_images: int | None = None
    validation_images: int | None = None
    rounds: int = 5
    epochs: int = 2
    round_images: int = 10_000
    memory_rounds: int = 2
    step_rounds: int = 5
    steps: int = 200
    matrix: int = 2048


AIMS = Aims()
FULL = Settings()
SMOKE = replace(
    FULL,
    protocol=replace(FULL.protocol, epochs=3),
    recipe=replace(FULL.recipe, epochs=2),
    further=replace(FULL.further, epochs=3),
    pace_folds=(1, 2),
    patience=4,
    training_images=640,
    validation_images=100,
    rounds=2,
    round_images=320,
    memory_rounds=1,
    step_rounds=2,
    steps=20,
    matrix=128,
)


def settings(profile: Profile) -> Settings:
    """Those of a profile."""
    return SMOKE if profile == "smoke" else FULL

"""The knobs of the benchmark."""

from __future__ import annotations

from dataclasses import dataclass

from mnist.config import BASELINE, Profile
from scripts.jobs_benchmark.order import Order


@dataclass(frozen=True)
class Settings:
    """How much is measured.

    Attributes:
        rounds: in each, everything is measured once.
        folds: how many, one after another, of few images.
        few: how many images those are.
        images: how many, in as few folds as there are.
        workers: how many at once.
        crew_folds: jobs that they do.
        crew_images: of these jobs.
        epochs: of each fold.
        protocol_folds: of the baseline's own protocol, for which the model is asked.
        protocol_images: of the same.
        protocol_epochs: of the same.
    """

    rounds: int = 3
    folds: tuple[int, ...] = (2, 4, 8)
    few: int = 2_000
    images: tuple[int, ...] = (2_000, 8_000, 32_000)
    workers: tuple[int, ...] = (1, 2, 4)
    crew_folds: int = 4
    crew_images: int = 8_000
    epochs: int = 1
    protocol_folds: int = BASELINE.cross_validation.folds
    protocol_images: int = 60_000
    protocol_epochs: int = BASELINE.training.epochs


FULL = Settings()
SMOKE = Settings(
    rounds=1,
    folds=(2, 3),
    few=200,
    images=(200, 400),
    workers=(1, 2),
    crew_folds=2,
    crew_images=200,
)


def settings(profile: Profile) -> Settings:
    """Those of a profile."""
    return SMOKE if profile == "smoke" else FULL


def in_turn(knobs: Settings) -> list[Order]:
    """What is done in one process, each once: more folds, more images, and what workers do."""
    sizes = [
        *((folds, knobs.few) for folds in knobs.folds),
        *((min(knobs.folds), images) for images in knobs.images),
        (knobs.crew_folds, knobs.crew_images),
    ]
    return [Order(*size, knobs.epochs) for size in dict.fromkeys(sizes)]


def at_once(knobs: Settings) -> list[Order]:
    """The same jobs with more and more workers, one first."""
    return [
        Order(knobs.crew_folds, knobs.crew_images, knobs.epochs, workers)
        for workers in sorted(knobs.workers)
    ]

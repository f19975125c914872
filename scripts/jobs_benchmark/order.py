"""What a process of the benchmark is asked to do, and what it answers, both as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mnist.config import BASELINE, DataConfig, Experiment


@dataclass(frozen=True)
class Order:
    """One cross-validation of the baseline.

    Attributes:
        folds: a job each.
        images: in all, of which a fold leaves its share out.
        epochs: of each fold.
        workers: processes at once; ``None`` does one job after another in one process.
    """

    folds: int
    images: int
    epochs: int
    workers: int | None = None

    @property
    def experiment(self) -> Experiment:
        """The baseline, of another size."""
        return replace(
            BASELINE,
            data=DataConfig(training_images=self.images),
            training=replace(BASELINE.training, epochs=self.epochs),
            cross_validation=replace(BASELINE.cross_validation, folds=self.folds),
        )

    @property
    def title(self) -> str:
        """What people read of it."""
        crew = "in turn" if self.workers is None else f"{self.workers} at once"
        return f"{self.folds} folds of {self.images:,} images {crew}"


@dataclass(frozen=True)
class Answer:
    """What came of it.

    Attributes:
        folds: how many were scored.
        accuracy: their mean.
        threads: of each training.
    """

    folds: int
    accuracy: float
    threads: int

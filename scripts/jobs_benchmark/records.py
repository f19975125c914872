"""What was measured of jobs: ``jobs_benchmark.json``."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records import Ratio, Run
from mnist.records.strict import STRICT
from scripts.site_benchmark.records import Effort


@dataclass(frozen=True, config=STRICT)
class Size:
    """A cross-validation of the baseline, its folds one after another in one process.

    Attributes:
        folds: how many.
        images: in all.
        passes: how often an image went through the network, see `scripts.jobs_benchmark.model`.
        effort: its memory is that of the process.
    """

    folds: int
    images: int
    passes: int
    effort: Effort


@dataclass(frozen=True, config=STRICT)
class Crew:
    """The same folds by several workers.

    Attributes:
        threads: of each training.
        effort: its memory is that of all processes together.
        beside: how many times as long as with one worker, in the same rounds.
        workers: processes at once; ``None`` for one process that does all.
    """

    threads: int
    effort: Effort
    beside: Ratio
    workers: int | None = None


@dataclass(frozen=True, config=STRICT)
class JobsBenchmark:
    """``jobs_benchmark.json``.

    Attributes:
        sizes: by folds and images.
        crews: by the number of workers, without any first.
    """

    run: Run
    sizes: list[Size]
    crews: list[Crew]

"""A benchmark of jobs, made up, for tests of what is shown of one."""

from __future__ import annotations

from mnist.records import Ratio, Run
from scripts.jobs_benchmark import artefact
from scripts.jobs_benchmark.model import Parts, passes
from scripts.jobs_benchmark.records import Crew, JobsBenchmark, Size
from scripts.jobs_benchmark.settings import FULL, in_turn
from scripts.site_benchmark.records import Effort

PARTS = Parts(start=5.0, fold=2.0, each=80e-6)
MEBI = 2**20
# With two cores more than two workers gain nothing, and four lose a little.
SECONDS = {None: 23.0, 1: 40.0, 2: 30.0, 4: 31.0}


def effort(median: float, memory: int, busy: float = 1.5) -> Effort:
    return Effort(
        count=3,
        lowest=0.9 * median,
        lower=0.95 * median,
        median=median,
        upper=1.05 * median,
        highest=1.1 * median,
        processor=busy * median,
        memory=memory,
    )


def size(folds: int, images: int) -> Size:
    through = passes(folds, images, FULL.epochs)
    memory = 700 * MEBI + 10_000 * images
    return Size(folds, images, through, effort(PARTS.at(folds, through), memory))


def crew(workers: int | None) -> Crew:
    """400 MiB in common, and 600 for each."""
    share = SECONDS[workers] / SECONDS[1]
    reach = 0.0 if workers == 1 else 0.02
    return Crew(
        workers=workers,
        threads=2 // (workers or 1) or 1,
        effort=effort(SECONDS[workers], MEBI * (400 + 600 * (workers or 1))),
        beside=Ratio(share, share - reach, share + reach),
    )


def example_jobs_benchmark() -> JobsBenchmark:
    """Two cores, which run out before memory does."""
    return JobsBenchmark(
        run=Run(
            stage=artefact.STAGE,
            key="0" * 64,
            config=artefact.config(FULL),
            dataset={},
            inputs={},
            source="0" * 64,
            versions={"python": "3.11.2", "keras": "3.9.0", "tensorflow": "2.19.0"},
            machine={"processor": "A processor", "cores": 2, "memory_gib": 7.8, "system": "Linux"},
            started="2026-11-24T01:00:00+00:00",
            seconds=660.0,
        ),
        sizes=[size(each.folds, each.images) for each in in_turn(FULL)],
        crews=[crew(workers) for workers in SECONDS],
    )

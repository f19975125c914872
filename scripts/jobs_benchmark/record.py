"""From what was measured to the artefact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mnist.records import Run
from scripts.benchmarks import folder_digest, run_of
from scripts.jobs_benchmark import artefact
from scripts.jobs_benchmark.measure import Rounds
from scripts.jobs_benchmark.model import passes
from scripts.jobs_benchmark.order import Order
from scripts.jobs_benchmark.processes import Trial
from scripts.jobs_benchmark.records import Crew, JobsBenchmark, Size
from scripts.jobs_benchmark.settings import Settings, at_once, in_turn
from scripts.site_benchmark.timing import effort
from scripts.training_benchmark.statistics import ratio


def record(rounds: Rounds, knobs: Settings, run: Run) -> JobsBenchmark:
    """Medians and spreads of all that was measured."""
    return JobsBenchmark(
        run=run,
        sizes=[size(order, rounds[order]) for order in in_turn(knobs)],
        crews=crews(rounds, knobs),
    )


def size(order: Order, trials: Sequence[Trial]) -> Size:
    """What folds took one after another."""
    through = passes(order.folds, order.images, order.epochs)
    return Size(order.folds, order.images, through, effort([each.cost for each in trials]))


def crews(rounds: Rounds, knobs: Settings) -> list[Crew]:
    """What the same folds took without workers and with each number of them."""
    one, *more = at_once(knobs)
    alone = Order(one.folds, one.images, one.epochs)
    base = _seconds(rounds[one])
    return [
        Crew(
            workers=order.workers,
            threads=rounds[order][0].answer.threads,
            effort=effort([each.cost for each in rounds[order]]),
            beside=ratio(_seconds(rounds[order]), base),
        )
        for order in (alone, one, *more)
    ]


def run(knobs: Settings, inputs: dict[str, str], started: datetime) -> Run:
    """How it was measured, up to now."""
    return run_of(
        artefact.STAGE,
        config=artefact.config(knobs),
        inputs=inputs,
        source=folder_digest(artefact.OWN),
        started=started,
        packages={},
    )


def _seconds(trials: Sequence[Trial]) -> list[float]:
    return [each.cost.seconds for each in trials]

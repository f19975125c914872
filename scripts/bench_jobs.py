"""Measure what folds, images and workers cost in jobs of training -> jobs_benchmark.json.

All is measured in turn in one run, in folders of its own: no fold that was kept is taken, and none
is left. Leave the machine alone meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from mnist import artefacts
from scripts import seals
from scripts.jobs_benchmark import artefact, processes
from scripts.jobs_benchmark.measure import measure
from scripts.jobs_benchmark.record import record, run
from scripts.jobs_benchmark.records import JobsBenchmark
from scripts.jobs_benchmark.settings import Settings, at_once, in_turn, settings
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Measure and write the artefact; 0 when it is there."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    found = bench_jobs(workspace, settings(workspace.profile))
    path = artefact.path(workspace)
    artefacts.write(path, JobsBenchmark, seals.sealed(JobsBenchmark, found))
    say(f"{path.relative_to(workspace.root)} is written; make site shows it")
    return 0


def bench_jobs(workspace: Workspace, knobs: Settings) -> JobsBenchmark:
    """Measure all of it.

    Raises:
        BenchmarkError: a cross-validation failed.
    """
    started = datetime.now(UTC)
    # What is measured is the code as it is when it begins.
    inputs = artefact.inputs()
    orders = [*in_turn(knobs), *at_once(knobs)]
    rounds = measure(orders, knobs.rounds, partial(processes.run, data=workspace.data))
    return record(rounds, knobs, run(knobs, inputs, started))


if __name__ == "__main__":
    raise SystemExit(main())

"""Who does the jobs: this process, several of this machine, or a Dask cluster."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from scripts import threads
from scripts.jobs import Crew, Done, Job, Results, Watch
from scripts.processes import Processes
from scripts.runs import machine
from scripts.workspace import Workspace


@dataclass(frozen=True)
class InTurn:
    """Does one job after another in this process.

    Attributes:
        threads: of each; ``None`` leaves it to TensorFlow.
    """

    threads: int | None = None

    def run(self, jobs: Sequence[Job], workspace: Workspace, watch: Watch) -> Results:
        """As `Crew.run`."""
        if self.threads:
            threads.use(self.threads)
        here = machine() | ({"threads": self.threads} if self.threads else {})
        for job in jobs:
            yield Done(job, job.work(workspace, on_epoch=partial(watch.epoch, job)), here)


def add_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The options that choose a crew; returns the same parser."""
    crew = parser.add_mutually_exclusive_group()
    crew.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="train in N processes of this machine at once, each with its share of the cores; "
        "worth it from about 8 cores (default: one after another in this process)",
    )
    crew.add_argument(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help="train on the Dask cluster of this scheduler; needs make cluster, here and where "
        "the workers run (see docs/guide-cluster.md)",
    )
    parser.add_argument(
        "--threads",
        type=_count,
        metavar="N",
        help="threads of each training, which decide its last bits (default: as many as this "
        "machine has cores; with --workers, its share of them)",
    )
    return parser


def choose(options: argparse.Namespace) -> Crew:
    """The crew that the options name.

    Raises:
        ValueError: it cannot be had; the message says what to do.
    """
    if options.scheduler:
        # Imported here, for nothing else needs Dask.
        try:
            from scripts.cluster import Cluster
        except ModuleNotFoundError as error:
            raise ValueError(
                f"--scheduler: expected Dask in the environment, found no module named "
                f"{error.name}; run make cluster"
            ) from error
        return Cluster(options.scheduler, options.threads or threads.own())
    if options.workers:
        share = max(1, threads.own() // options.workers)
        return Processes(options.workers, options.threads or share)
    return InTurn(options.threads)


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, found {count}")
    return count

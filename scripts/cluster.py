"""Jobs on a Dask cluster."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import CancelledError, Client, KilledWorker, as_completed

from mnist import dataset, pendigits, typefaces
from mnist.records import Epoch
from scripts.cluster_worker import TOPIC, Files, Terms, own_versions, work
from scripts.jobs import Done, Job, Results, Watch
from scripts.progress import say
from scripts.workspace import Workspace

GOES_ON = "what is done is kept, and the same command goes on from there"


class ClusterError(ValueError):
    """The cluster cannot do the jobs; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """Has the workers of a Dask scheduler do the jobs, one at a time each.

    Attributes:
        address: of the scheduler.
        threads: of each training.
    """

    address: str
    threads: int

    def run(self, jobs: Sequence[Job], workspace: Workspace, watch: Watch) -> Results:
        """As `Crew.run`.

        Raises:
            ClusterError: it cannot be reached any more, or not all of a job's workers lived.
            ValueError: a worker is not as this process is.
        """
        terms = Terms(own_versions(), self.threads)
        with self._connected() as client:
            watched = _Watched(jobs, watch)
            client.subscribe_topic(TOPIC, watched.report)
            client.subscribe_topic("all", watched.change)
            for each in shipments(jobs, workspace):
                client.register_plugin(each)
            found = len(client.nthreads()) or "none yet, so the jobs wait for the first"
            say(f"{self.address}: workers: {found}")
            futures = {
                client.submit(work, job, workspace.profile, terms, key=self._key(job)): job
                for job in jobs
            }
            finished = as_completed(futures, with_results=True, raise_errors=False)
            for future, outcome in finished:
                job = futures.pop(future)
                # Or a result would be made again where the worker that has it is lost.
                future.release()
                if not isinstance(outcome, Done):
                    raise self._error(job, outcome)
                yield outcome

    def _key(self, job: Job) -> tuple[str, str]:
        # Two clients that want the same share it.
        return f"digits-{job.plan.key}-{self.threads}", job.part

    def _error(self, job: Job, outcome: Any) -> BaseException:
        """Why there is no result."""
        if isinstance(outcome, CancelledError):
            gone = f"{self.address}: the scheduler is gone; start one again; {GOES_ON}"
            return ClusterError(gone)
        _, error, trace = outcome
        if isinstance(error, KilledWorker):
            return ClusterError(
                f"{job.title}: every worker that had it died; see the logs of "
                f"{error.last_worker.address}; {GOES_ON}"
            )
        raised: BaseException = error.with_traceback(trace)
        return raised

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        # What it logs of a lost scheduler is said once, as an error.
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            client = Client(self.address)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"{self.address}: expected a Dask scheduler that answers; found {error}; start "
                "one (see docs/guide-cluster.md) or leave out --scheduler"
            ) from error
        with client:
            try:
                yield client
            except ImportError as error:
                raise ClusterError(
                    f"{self.address}: expected workers that have the package; found {error}; "
                    "start them in a checkout, with its environment"
                ) from error


class _Watched:
    """Passes on what workers and scheduler say of the jobs."""

    def __init__(self, jobs: Sequence[Job], watch: Watch) -> None:
        self._jobs = {job.key: job for job in jobs}
        self._watch = watch
        self._names: dict[str, str] = {}

    def report(self, event: tuple[float, dict[str, Any]]) -> None:
        """A worker begins a job, or is through an epoch of it."""
        _, told = event
        job = self._jobs.get(told["key"])
        if job is None:  # another client's
            return
        self._names[told["worker"]] = told["name"]
        if told["epoch"] is None:
            self._watch.begin(job, told["name"])
        else:
            self._watch.epoch(job, Epoch(**told["epoch"]), told["name"])

    def change(self, event: tuple[float, dict[str, Any]]) -> None:
        """The scheduler has lost a worker."""
        _, told = event
        if told.get("processing-tasks") or told.get("lost-computed-tasks"):
            self._watch.lost(self._names.get(told["worker"], told["worker"]))


def shipments(jobs: Sequence[Job], workspace: Workspace) -> Iterator[Files]:
    """The files that the jobs learn from.

    Raises:
        OSError: one is not there.
    """
    yield _shipment("mnist", [workspace.data / file.name for file in dataset.FILES], workspace)
    if any(pendigits.TRAIN.name in job.plan.dataset for job in jobs):
        drawn = [workspace.pendigits / pendigits.TRAIN.name]
        typed = [workspace.typefaces / face.file for face in typefaces.TRAINING]
        yield _shipment("drawings", [*drawn, *typed], workspace)


def _shipment(name: str, paths: Sequence[Path], workspace: Workspace) -> Files:
    files = {str(path.relative_to(workspace.root)): path.read_bytes() for path in paths}
    content = hashlib.sha256(b"".join(files.values())).hexdigest()
    return Files(f"digits-{name}-{content[:16]}", files)

"""What happens at a worker of a Dask cluster.

A worker needs the package and its environment, and nothing else: the data come to it once, into
a folder of its own. Data are verified by their checksums as they are read, as everywhere; code
and versions are compared with the client's before a job begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from multiprocessing import current_process
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from mnist.artefacts import write_bytes
from mnist.config import Profile
from mnist.keys import source_digest
from mnist.records import Epoch
from scripts.jobs import Done, Job
from scripts.processes import Processes
from scripts.runs import versions
from scripts.stages import STAGES
from scripts.workspace import Workspace

TOPIC = "digits"

MODULES = {stage.name: stage.module for stage in STAGES}


class Files(WorkerPlugin):  # type: ignore[misc]
    """Brings files to every worker once, to those that join later too.

    Not scattered: of scattered data the scheduler gives up all copies but one, and what a lost
    worker had is lost.

    Args:
        name: what they are; the scheduler takes files of a name once.
        files: content by path under the root of a workspace.
    """

    idempotent = True

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        self.name = name
        self._files = dict(files)

    def setup(self, worker: Worker) -> None:
        """Write them into the worker's folder; memory need not hold them too."""
        for path, content in self._files.items():
            write_bytes(_root(worker) / path, content)
        self._files.clear()


@dataclass(frozen=True)
class Terms:
    """What must be as it is at the client, or the numbers would be of something else.

    Attributes:
        versions: of the packages that measure.
        threads: of a training.
    """

    versions: dict[str, str]
    threads: int


def own_versions() -> dict[str, str]:
    """Versions of the packages that measure; Python's own moves no number."""
    return {name: found for name, found in versions().items() if name != "python"}


class _Telling:
    """Tells the client what a job is at."""

    def __init__(self, worker: Worker, name: str) -> None:
        self._worker, self._name = worker, name

    def begin(self, job: Job, process: str) -> None:
        self._tell(job, None)

    def epoch(self, job: Job, epoch: Epoch, process: str = "") -> None:
        self._tell(job, asdict(epoch))

    def lost(self, process: str) -> None:
        """The job begins again, which is told."""

    def _tell(self, job: Job, epoch: dict[str, Any] | None) -> None:
        # The scheduler adds the worker's address.
        self._worker.log_event(TOPIC, {"key": job.key, "name": self._name, "epoch": epoch})


def work(job: Job, profile: Profile, terms: Terms) -> Done:
    """Do a job, in a process of its own.

    Keras takes its seeds from Python's generator of the process, and so does Dask, in another
    thread, whenever it waits for a random time.

    Raises:
        ValueError: the worker is not what the terms say.
    """
    worker = get_worker()
    name = name_of(worker.name, worker.address)
    try:
        check(job, terms)
    except ValueError as error:
        raise ValueError(f"{name} at {worker.address}: {error}") from None
    at, telling = Workspace(profile, _root(worker)), _Telling(worker, name)
    [done] = Processes(1, terms.threads).run([job], at, telling)
    return replace(done, worker=name)


def check(job: Job, terms: Terms) -> None:
    """Compare what is here with what the client has.

    Args:
        job: what is to be done.
        terms: of the client.

    Raises:
        ValueError: a difference, and what to do.
    """
    if current_process().daemon:
        raise ValueError(
            "expected a worker that may start processes; start it with --no-nanny, or with "
            "DASK_DISTRIBUTED__WORKER__DAEMON=False in its environment"
        )
    expected, found = job.plan.source, source_digest(MODULES[job.plan.stage])
    if expected != found:
        raise ValueError(
            f"expected the source of {job.plan.stage} with the digest {expected[:12]}, found "
            f"{found[:12]}; bring its checkout to the client's"
        )
    if terms.versions != own_versions():
        raise ValueError(
            f"expected {_listed(terms.versions)}, found {_listed(own_versions())}; run make "
            "cluster in its checkout"
        )


def name_of(name: object, address: str) -> str:
    """What people read: the worker's name, or its address where it was given none."""
    return f"worker {str(address if name is None else name).removeprefix('tcp://')}"


def _root(worker: Worker) -> Path:
    return Path(worker.local_directory, "workspace")


def _listed(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(found.items()))

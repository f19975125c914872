"""What happens at a worker of a Dask cluster.

A worker needs the package and its environment, and nothing else: the data come to it once, into
a folder of its own. Data are verified by their checksums as they are read, as everywhere; code,
versions and threads are compared with the client's before a job begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

from mnist.artefacts import write_bytes
from mnist.config import Profile
from mnist.keys import source_digest
from mnist.records import Epoch
from scripts import threads, trainings
from scripts.jobs import Done, Job
from scripts.runs import machine, versions
from scripts.stages import STAGES
from scripts.workspace import Workspace

TOPIC = "digits"

# Of the code that this process has loaded, `scripts.trainings` with it, whatever becomes of the
# files afterwards: a worker lives longer than a checkout.
LOADED = {stage.name: source_digest(stage.module) for stage in STAGES if stage.trains}
assert trainings


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


def work(job: Job, profile: Profile, terms: Terms) -> Done:
    """Do a job.

    Raises:
        ValueError: the worker is not what the terms say.
    """
    worker = get_worker()
    name = name_of(worker.name, worker.address)
    try:
        check(job, terms, worker.state.nthreads)
    except ValueError as error:
        raise ValueError(f"{name} at {worker.address}: {error}") from None

    def report(epoch: Epoch | None) -> None:
        told = epoch and asdict(epoch)
        who = {"worker": name, "address": worker.address}
        worker.log_event(TOPIC, {"key": job.key, "epoch": told, **who})

    report(None)
    result = job.work(Workspace(profile, _root(worker)), on_epoch=report)
    return Done(job, result, machine() | {"threads": terms.threads}, name)


def check(job: Job, terms: Terms, at_once: int) -> None:
    """Compare this process with the client's.

    Args:
        job: what is to be done.
        terms: of the client.
        at_once: how many jobs the worker does at a time.

    Raises:
        ValueError: a difference, and what to do.
    """
    if at_once != 1:
        raise ValueError(
            f"expected a worker that does one job at a time, found one that does {at_once}: "
            "TensorFlow's seeds are the process's; start it with --nthreads 1"
        )
    expected, found = job.plan.source, LOADED[job.plan.stage]
    if expected != found:
        raise ValueError(
            f"expected the source of {job.plan.stage} with the digest {expected[:12]}, found "
            f"{found[:12]}; bring its checkout to the client's and start the worker again"
        )
    if terms.versions != own_versions():
        raise ValueError(
            f"expected {_listed(terms.versions)}, found {_listed(own_versions())}; run make "
            "cluster in its checkout and start the worker again"
        )
    threads.use(terms.threads)


def name_of(name: object, address: str) -> str:
    """What people read: the worker's name, or its address where it was given none."""
    return f"worker {str(address if name is None else name).removeprefix('tcp://')}"


def _root(worker: Worker) -> Path:
    return Path(worker.local_directory, "workspace")


def _listed(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in sorted(found.items()))

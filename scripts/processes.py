"""Jobs in several processes of this machine, a process a job.

Not by joblib, which has one pool for all: drawings are rendered with it while jobs run.
"""

from __future__ import annotations

import signal
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from mnist.records import Epoch
from scripts import threads
from scripts.jobs import Done, Job, Results, Watch
from scripts.runs import machine
from scripts.workspace import Workspace

KILLED = (
    "its process was killed twice, as the system does where memory runs out; what is done is "
    "kept: run the same command again, with fewer workers"
)


@dataclass(frozen=True)
class Processes:
    """Does as many jobs at once as there may be processes.

    Attributes:
        count: how many processes.
        threads: of each.
    """

    count: int
    threads: int

    def run(self, jobs: Sequence[Job], workspace: Workspace, watch: Watch) -> Results:
        """As `Crew.run`.

        Raises:
            ValueError: a job lost its process twice.
        """
        here = machine() | {"threads": self.threads}
        waiting, lost = list(jobs), set[str]()
        running: dict[Connection, _Running] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.count:
                    begun = _begin(waiting.pop(0), workspace, self.threads)
                    running[begun.connection] = begun
                    watch.begin(begun.job, begun.name)
                for each in _heard(running):
                    told = each.hear()
                    if isinstance(told, Epoch):
                        watch.epoch(each.job, told, each.name)
                        continue
                    del running[each.connection]
                    if told is not None:
                        yield Done(each.job, told.get(), here, each.name)
                    elif each.job.key in lost:
                        raise ValueError(f"{each.job.title}: {KILLED}")
                    else:
                        watch.lost(each.name)
                        lost.add(each.job.key)
                        waiting.insert(0, each.job)
        finally:
            for each in running.values():
                each.process.kill()


@dataclass(frozen=True)
class _Outcome:
    """How a job ended."""

    result: Any = None
    error: Exception | None = None

    def get(self) -> Any:
        """The result, or the error raised."""
        if self.error:
            raise self.error
        return self.result


@dataclass(frozen=True)
class _Running:
    """A job that a process is at, and the end of the pipe at which it is heard."""

    job: Job
    process: SpawnProcess
    connection: Connection

    @property
    def name(self) -> str:
        return f"process {self.process.pid}"

    def hear(self) -> Epoch | _Outcome | None:
        """What it says next; ``None`` where it was killed."""
        try:
            told: Epoch | _Outcome = self.connection.recv()
        except (EOFError, ConnectionResetError):
            return None
        return told


def _heard(running: dict[Connection, _Running]) -> list[_Running]:
    """Those that have something to say, or have come to their end."""
    ready = wait(list(running))
    return [each for connection, each in running.items() if connection in ready]


def _begin(job: Job, workspace: Workspace, count: int) -> _Running:
    context = get_context("spawn")
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(job, workspace, count, said), daemon=True)
    process.start()
    said.close()  # or the end of the process would not be heard
    return _Running(job, process, heard)


def _do(job: Job, workspace: Workspace, count: int, connection: Connection) -> None:
    """In the process: the job. It ends with whoever began it, for nobody hears it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What it renders it renders by itself; the other cores have other jobs.
    warnings.filterwarnings("ignore", message="Loky-backed parallel loops")
    with suppress(BrokenPipeError):
        try:
            threads.use(count)
            connection.send(_Outcome(job.work(workspace, on_epoch=connection.send)))
        except BrokenPipeError:
            raise
        except Exception as error:
            connection.send(_Outcome(error=error))

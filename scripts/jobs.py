"""Jobs: pieces of a stage's work that need no other, and may be done in any order, anywhere."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mnist.records import Epoch
from scripts.runs import Machine
from scripts.stages import Recipe
from scripts.workspace import Workspace

OnEpoch = Callable[[Epoch], None]


class Work(Protocol):
    """What a job does: a function of `scripts.trainings` with its settings."""

    def __call__(self, workspace: Workspace, *, on_epoch: OnEpoch) -> Any: ...  # noqa: D102


@dataclass(frozen=True)
class Job:
    """One piece; done twice, it gives the same.

    Attributes:
        plan: what the stage's result is made from.
        part: name under which the result is kept in the cache of that run.
        title: what people read.
        epochs: how many it reports.
        work: called with a workspace that holds the data; it can be sent to another process.
    """

    plan: Recipe
    part: str
    title: str
    epochs: int
    work: Work

    @property
    def key(self) -> str:
        """What it is known by: the run key and its part."""
        return f"{self.plan.key}-{self.part}"


@dataclass(frozen=True)
class Done:
    """A job's result, and where it comes from.

    Attributes:
        job: the job.
        result: what its work gave.
        machine: what it ran on.
        worker: who did it; empty for this process.
    """

    job: Job
    result: Any
    machine: Machine
    worker: str = ""


class Watch(Protocol):
    """Who is told what the jobs are at; see `scripts.job_progress`."""

    def begin(self, job: Job, worker: str) -> None:
        """A worker begins a job."""

    def epoch(self, job: Job, epoch: Epoch, worker: str = "") -> None:
        """A job is through an epoch."""

    def lost(self, worker: str) -> None:
        """A worker is gone."""


Results = Generator[Done, None, None]


class Crew(Protocol):
    """Who does the jobs."""

    def run(self, jobs: Sequence[Job], workspace: Workspace, watch: Watch) -> Results:
        """Do every job, and give each result as soon as it is there."""

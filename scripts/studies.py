"""Studies: what a stage does for an experiment, in jobs, and what comes of their results.

Every result is kept in the cache as soon as it is there, whatever the order, so an interrupted
run goes on with what is missing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, ClassVar

from mnist.config import Experiment
from scripts.job_progress import JobProgress
from scripts.jobs import Crew, Done, Job, Work
from scripts.lock import alone
from scripts.progress import say
from scripts.runs import Due, Finish, Machine, Product, begin, is_current, machine
from scripts.stages import Stage, recipe
from scripts.workspace import Workspace


class Study(ABC):
    """A stage's work for one experiment, or for none.

    Attributes:
        stage: the stage.
        kind: type of what is kept of a job.
    """

    stage: ClassVar[Stage]
    kind: ClassVar[type[Any]]

    def __init__(self, experiment: Experiment | None, workspace: Workspace) -> None:
        self.subject = experiment
        self.workspace = workspace
        self._plan = recipe(self.stage, experiment, workspace)

    @abstractmethod
    def jobs(self) -> list[Job]:
        """All that is to be done."""

    def job(self, part: str, title: str, epochs: int, work: Work) -> Job:
        """One of the jobs."""
        return Job(self._plan, part, title, epochs, work)

    def keep(self, job: Job, result: Any) -> Any:
        """What is kept of a job's result, made of it in this process."""
        return result

    @abstractmethod
    def tell(self, job: Job, kept: Any) -> str:
        """What a job measured."""

    @abstractmethod
    def join(self, kept: list[Any], finish: Finish) -> Product:
        """The stage's result, from what was kept of every job, in the order of the jobs."""


class _Open:
    """A study that is being measured."""

    def __init__(self, study: Study, due: Due) -> None:
        self._study, self._due = study, due
        self.jobs = study.jobs()
        self._kept: dict[str, Any] = {}
        self._machines: list[Machine] = []

    def resume(self) -> list[Job]:
        """Take what an earlier run kept; the jobs that are left."""
        for job in self.jobs:
            earlier = self._due.cache.load(job.part, self._study.kind)
            if earlier is not None:
                say(f"{job.title}: kept from an earlier run")
                self._take(job, earlier)
        return [job for job in self.jobs if job.part not in self._kept]

    def keep(self, done: Done) -> None:
        """Keep a result for this run and any later one."""
        kept = self._study.keep(done.job, done.result)
        self._due.cache.keep(done.job.part, self._study.kind, kept)
        self._machines.append(done.machine)
        self._take(done.job, kept)

    def close(self) -> None:
        """Store the stage's result, for every job is done."""
        finish = partial(self._due.finish, on=together(self._machines))
        kept = [self._kept[job.part] for job in self.jobs]
        self._due.store(self._study.join(kept, finish))

    def _take(self, job: Job, kept: Any) -> None:
        self._kept[job.part] = kept
        say(f"{job.title}: {self._study.tell(job, kept)}")


def bring_up_to_date(studies: Iterable[Study], crew: Crew, workspace: Workspace) -> None:
    """Leave each study's result, take it from the cache, or measure it: all their jobs at once."""
    due = [each for each in studies if not is_current(each.stage, each.subject, workspace)]
    if due:
        with alone(workspace):
            _bring_up_to_date(due, crew, workspace)


def _bring_up_to_date(studies: Iterable[Study], crew: Crew, workspace: Workspace) -> None:
    due = [(each, begin(each.stage, each.subject, workspace)) for each in studies]
    measured = [_Open(study, open_) for study, open_ in due if open_ is not None]
    waiting = [job for each in measured for job in each.resume()]
    if waiting:
        owners = {job.key: each for each in measured for job in each.jobs}
        progress = JobProgress(waiting)
        with closing(crew.run(waiting, workspace, progress)) as results:
            for done in results:
                owners[done.job.key].keep(done)
                progress.end(done)
    # Not before: probes are seeded, and a crew's threads may take random numbers of their own.
    for each in measured:
        each.close()


def together(machines: Sequence[Machine]) -> Machine:
    """What several machines are, field by field; what this one is where there are none."""
    fields = {
        name: sorted({str(each[name]) for each in machines if name in each})
        for each in machines
        for name in each
    }
    shared = machines[0] if machines else machine()
    return shared | {name: " or ".join(found) for name, found in fields.items() if len(found) > 1}

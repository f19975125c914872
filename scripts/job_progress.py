"""What a person sees while jobs run."""

from __future__ import annotations

import time
from collections.abc import Sequence

from mnist.records import Epoch
from scripts.jobs import Done, Job
from scripts.progress import duration, say


class JobProgress:
    """A line an epoch, with the time left over all the epochs of all the jobs.

    Where workers do the jobs, each line says which, and there is one for every job that begins
    or ends.

    Args:
        jobs: those to come.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = len(jobs)
        self._done = 0
        self._total = sum(job.epochs for job in jobs)
        self._epochs: dict[str, int] = {}
        self._having: dict[str, Job] = {}
        self._started = time.monotonic()

    def begin(self, job: Job, worker: str) -> None:
        """Say which worker has which job."""
        self._having[worker] = job
        # Its last worker may have been lost on the way.
        self._epochs[job.key] = 0
        say(f"{worker}: {job.title}: begins ({self._count()})")

    def epoch(self, job: Job, epoch: Epoch, worker: str = "") -> None:
        """Say what an epoch measured, and how long the rest will take."""
        self._epochs[job.key] = epoch.number
        measured = f"loss {epoch.loss:.4f}, accuracy {epoch.accuracy:.4f}"
        if epoch.validation_loss is not None and epoch.validation_accuracy is not None:
            measured += (
                f"; validation loss {epoch.validation_loss:.4f}, "
                f"accuracy {epoch.validation_accuracy:.4f}"
            )
        say(
            f"{_by(worker)}{job.title}, epoch {epoch.number}/{job.epochs}: {measured} "
            f"({epoch.seconds:.0f} s, {self._left()})"
        )

    def end(self, done: Done) -> None:
        """Count a job whose result is kept; say so where a worker did it."""
        self._done += 1
        self._epochs[done.job.key] = done.job.epochs
        if done.worker:
            self._having.pop(done.worker, None)
            say(f"{done.worker}: {done.job.title}: done ({self._count()}, {self._left()})")

    def lost(self, worker: str) -> None:
        """Say that a worker is gone, and what it had."""
        job = self._having.pop(worker, None)
        if job is not None:
            say(f"{worker}: lost; {job.title} runs again elsewhere")

    def _count(self) -> str:
        return f"{self._done}/{self._jobs} jobs done"

    def _left(self) -> str:
        done = sum(self._epochs.values())
        if not done:
            return "time left not known yet"
        elapsed = time.monotonic() - self._started
        return f"{duration(elapsed / done * (self._total - done))} left"


def _by(worker: str) -> str:
    return f"{worker}: " if worker else ""

"""The models of what was measured: what it would have been by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.jobs_benchmark.model import Parts, Room, Split, parts, passes, room, split, turns
from scripts.jobs_benchmark.records import Crew, JobsBenchmark, Size


@dataclass(frozen=True)
class Working:
    """A crew that has workers."""

    workers: int
    crew: Crew


class Fitted:
    """A benchmark, and the models that are off by least of it.

    Args:
        result: the benchmark.

    Attributes:
        working: the crews that have workers, one worker first.
        alone: the crew that has none.
        parts: of jobs one after another.
        split: of jobs with workers.
        room: of the memory with workers.
    """

    def __init__(self, result: JobsBenchmark) -> None:
        self._result = result
        self.working = [Working(each.workers, each) for each in result.crews if each.workers]
        (self.alone,) = (each for each in result.crews if not each.workers)
        self.parts: Parts = parts(
            [(each.folds, each.passes) for each in result.sizes],
            [each.effort.median for each in result.sizes],
        )
        self.split: Split = split(
            [self._share(each.workers) for each in self.working],
            [each.crew.effort.median for each in self.working],
        )
        self.room: Room = room(
            [each.workers for each in self.working],
            [each.crew.effort.memory for each in self.working],
        )

    @property
    def cores(self) -> int:
        """Of the machine on which it was measured."""
        return int(self._result.run.machine["cores"])

    @property
    def memory(self) -> float:
        """Bytes of that machine."""
        return float(self._result.run.machine["memory_gib"]) * 2**30

    def of_size(self, size: Size) -> float:
        """Seconds that folds one after another take by the model."""
        return self.parts.at(size.folds, size.passes)

    def of_workers(self, workers: int) -> float:
        """Seconds that so many workers take by the model."""
        return self.split.at(self._share(workers))

    def off(self) -> float:
        """The largest share by which folds one after another are off from the model."""
        sizes = self._result.sizes
        return max(abs(self.of_size(each) / each.effort.median - 1) for each in sizes)

    def protocol(self, folds: int | None = None) -> float:
        """Seconds of the baseline's own protocol by the model, with its folds or others."""
        plan = self._result.run.config
        count = folds or plan["protocol_folds"]
        through = passes(count, plan["protocol_images"], plan["protocol_epochs"])
        return self.parts.at(count, through)

    def _share(self, workers: int) -> float:
        return turns(workers, self.cores, self._result.run.config["crew_folds"])


def few(sizes: Sequence[Size]) -> list[Size]:
    """Those with the fewest images: they differ in folds."""
    least = min(each.images for each in sizes)
    return sorted((each for each in sizes if each.images == least), key=lambda each: each.folds)


def large(sizes: Sequence[Size]) -> list[Size]:
    """Those with the fewest folds: they differ in images."""
    least = min(each.folds for each in sizes)
    return sorted((each for each in sizes if each.folds == least), key=lambda each: each.images)

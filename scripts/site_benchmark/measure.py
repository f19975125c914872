"""Everything that is built, again and again and in turn: what it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import get_args

from scripts.progress import duration, say
from scripts.site_benchmark import pages
from scripts.site_benchmark.records import Effort, Growth, Wait
from scripts.site_benchmark.settings import Settings
from scripts.site_benchmark.timing import Cost, effort
from scripts.site_benchmark.trial import Trial

WAITS: tuple[Wait, ...] = get_args(Wait)
# A page that is changed each round.
CHANGED = "about.md"
# About so many pages does a build of the site alone count for, in reckoning the time left.
START = 100


class Progress:
    """A line a round, with the time left.

    Args:
        weights: about how long each round takes, beside the others.
    """

    def __init__(self, weights: list[int]) -> None:
        self._weights = weights
        self._done = 0
        self._started = time.monotonic()

    def report(self, what: str, costs: dict[str, float]) -> None:
        """Say what a round took, and how long the rest will take."""
        self._done += 1
        behind, ahead = sum(self._weights[: self._done]), sum(self._weights[self._done :])
        left = (time.monotonic() - self._started) / behind * ahead
        took = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in costs.items())
        say(f"site benchmark: {what}: {took} ({duration(left)} left)")


def measure(trial: Trial, knobs: Settings) -> tuple[dict[Wait, Effort], list[Growth]]:
    """What one waits for on a working day, then how it grows with the projects."""
    builds = len(WAITS) * START
    growing = [2 * (START + count) for count in knobs.projects for _ in range(knobs.growth_rounds)]
    progress = Progress([builds] * knobs.rounds + growing)
    say("site benchmark: a build that does not count, so that all code is compiled")
    trial.make_site()
    return waits(trial, knobs, progress), growth(trial, knobs, progress)


def waits(trial: Trial, knobs: Settings, progress: Progress) -> dict[Wait, Effort]:
    """Everything in turn, round after round, so that what else the machine does falls on all."""
    costs: dict[Wait, list[Cost]] = {name: [] for name in WAITS}
    for number in range(knobs.rounds):
        for name, run in _round(trial, number).items():
            costs[name].append(run())
        took: dict[str, float] = {name: found[-1].seconds for name, found in costs.items()}
        progress.report(f"round {number + 1}/{knobs.rounds}", took)
    return {name: effort(found) for name, found in costs.items()}


def _round(trial: Trial, number: int) -> dict[Wait, Callable[[], Cost]]:
    """What is done in a round, in this order."""

    def from_nothing() -> Cost:
        trial.forget()
        return trial.make_site()

    def with_a_page_changed() -> Cost:
        page = trial.docs / CHANGED
        text = page.read_text(encoding="utf-8")
        page.write_text(f"{text}\nWritten in round {number}.\n", encoding="utf-8")
        return trial.make_site()

    return {
        "nothing": from_nothing,
        "unchanged": trial.make_site,
        "page": with_a_page_changed,
        "hooks": lambda: trial.build(hooks=True),
        "plain": lambda: trial.build(hooks=False),
        "serve": trial.serve,
    }


def growth(trial: Trial, knobs: Settings, progress: Progress) -> list[Growth]:
    """With and without hooks in turn, another one first each round, for each number of projects."""
    found = []
    for count in knobs.projects:
        pages.write(trial.docs, count)
        costs: dict[bool, list[Cost]] = {True: [], False: []}
        sizes = (0, 0, 0)
        for number in range(knobs.growth_rounds):
            for hooks in (True, False) if number % 2 == 0 else (False, True):
                trial.forget()
                costs[hooks].append(trial.build(hooks=hooks))
                if hooks:
                    sizes = (trial.pages(), trial.size(), trial.page_size())
            took = {"with hooks": costs[True][-1].seconds, "plain": costs[False][-1].seconds}
            what = f"{count} projects, round {number + 1}/{knobs.growth_rounds}"
            progress.report(what, took)
        found.append(Growth(count, sizes[0], effort(costs[True]), effort(costs[False]), *sizes[1:]))
    trial.forget()
    return found

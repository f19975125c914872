"""How often the project was damaged on purpose, and what came of it: ``trust.json``."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from mnist.records.run import Run
from mnist.records.strict import STRICT

Part = Literal["parsers", "kills", "faults"]


@dataclass(frozen=True, config=STRICT)
class Trial:
    """One kind of damage, done again and again, that was withstood every time.

    Attributes:
        part: to parsers, by ``kill -9``, or of disks, folders, servers and pictures.
        name: what was damaged, or how.
        tried: how often.
        outcomes: what came of it -> how often; parsers alone tell.
        seconds: how long all of them took.
    """

    part: Part
    name: str
    tried: int
    outcomes: dict[str, int]
    seconds: float


@dataclass(frozen=True, config=STRICT)
class Trust:
    """What was tried in one run.

    Attributes:
        trials: those that were withstood every time.
        failed: tests that found something that was not; none of theirs is among the trials.
    """

    run: Run
    trials: list[Trial]
    failed: list[str]

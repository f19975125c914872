"""Jobs that train nothing, for workers to import: they show who does what when."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

from mnist.keys import source_digest
from scripts.jobs import Job, OnEpoch
from scripts.stages import CROSS_VALIDATION, Recipe
from scripts.workspace import Workspace

PATIENCE = 300.0
"""Seconds."""


def job(name: str, folder: Path, others: int = 0) -> Job:
    """A job of today's source that ends once so many other processes have had one too."""
    plan = Recipe(CROSS_VALIDATION.name, {}, {}, {}, source_digest(CROSS_VALIDATION.module))
    return Job(plan, name, name, 1, partial(meet, folder=folder, others=others))


def meet(workspace: Workspace, folder: Path, others: int, *, on_epoch: OnEpoch) -> int:
    """The process that did it.

    Raises:
        TimeoutError: the others have not come for `PATIENCE`.
    """
    (folder / str(os.getpid())).touch()
    end = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) <= others:
        if time.monotonic() > end:
            raise TimeoutError(f"expected {others} other processes within {PATIENCE:.0f} s")
        time.sleep(0.02)
    return os.getpid()


def fail(workspace: Workspace, *, on_epoch: OnEpoch) -> None:
    """Fail as a job does that finds no data.

    Raises:
        ValueError: always.
    """
    raise ValueError("expected a file, found none")

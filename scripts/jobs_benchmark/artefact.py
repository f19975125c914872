"""Where the benchmark's result lies, and whether it still tells of how jobs are done.

Needs no TensorFlow: the site is built without it.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from mnist import artefacts
from mnist.keys import source_digest, without_none
from scripts.benchmarks import changes, edited, sha256
from scripts.jobs_benchmark.records import JobsBenchmark
from scripts.jobs_benchmark.settings import Settings
from scripts.workspace import ROOT, Workspace

STAGE = "jobs_benchmark"
ARTEFACT = f"{STAGE}.json"
OWN = Path(__file__).parent

# What brings the jobs to those who do them, beside the training itself.
BRINGING = ("crews", "cross_validate", "processes", "studies", "threads", "trainings")


def path(workspace: Workspace) -> Path:
    """Where the artefact lies: among the pages that belong to no project."""
    return workspace.docs / "artefacts" / ARTEFACT


def load(workspace: Workspace) -> JobsBenchmark | None:
    """The artefact, or ``None`` where the benchmark has not been run."""
    file = path(workspace)
    return artefacts.read(file, JobsBenchmark) if file.exists() else None


def config(knobs: Settings) -> dict[str, Any]:
    """The settings as a run records them."""
    plain: dict[str, Any] = without_none(asdict(knobs))
    return plain


def inputs(root: Path = ROOT) -> dict[str, str]:
    """What decides how long jobs take, beside their sizes: path -> SHA-256.

    Of the training, comments and formatting move none.
    """
    brought = {name: sha256(root / name) for name in (f"scripts/{each}.py" for each in BRINGING)}
    return brought | {"mnist/cross_validation.py": _training(root / "mnist")}


def _training(package: Path) -> str:
    try:
        return source_digest("cross_validation", package)
    except FileNotFoundError:
        return "missing"


def fault(workspace: Workspace) -> str | None:
    """Why the artefact is not what was measured, in words; ``None`` where it is or is missing."""
    found = load(workspace)
    wrong = found and edited(JobsBenchmark, found)
    return f"{ARTEFACT}: {wrong}" if wrong else None


def note(workspace: Workspace) -> str | None:
    """What has changed since jobs were measured, in words; ``None`` where nothing has.

    It is no fault: few changes make jobs slower or faster, and to measure again takes a machine
    that does nothing else.
    """
    found = load(workspace)
    changed = changes(found.run.inputs, inputs(workspace.root)) if found else []
    if not changed:
        return None
    return f"{ARTEFACT}: {', '.join(changed)} changed since; make bench-jobs measures again"

"""Where the benchmark's result lies, and whether it still tells of how training is done.

Needs neither TensorFlow nor PyTorch: the site is built without them.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from mnist import artefacts
from mnist.keys import source_digest, without_none
from mnist.records import TrainingBenchmark
from scripts.benchmarks import edited
from scripts.training_benchmark.settings import AIMS, Settings, settings
from scripts.workspace import Workspace

STAGE = "training_benchmark"
ARTEFACT = f"{STAGE}.json"
OWN = Path(__file__).parent

# What of this package is timed itself.
TIMED = ("protocol", "plain_keras", "pytorch", "step")


def path(workspace: Workspace) -> Path:
    """Where the artefact lies."""
    return workspace.artefacts / ARTEFACT


def load(workspace: Workspace) -> TrainingBenchmark | None:
    """The artefact, or ``None`` where the benchmark has not been run."""
    file = path(workspace)
    return artefacts.read(file, TrainingBenchmark) if file.exists() else None


def sources() -> dict[str, str]:
    """Digests of the source that is timed; comments and formatting move none."""
    own = {
        (OWN / f"{name}.py").relative_to(OWN.parent.parent).as_posix(): source_digest(name, OWN)
        for name in TIMED
    }
    return {"mnist/train.py": source_digest("train")} | own


def config(knobs: Settings) -> dict[str, Any]:
    """The settings as a run records them."""
    plain: dict[str, Any] = without_none(asdict(knobs) | {"aims": asdict(AIMS)})
    return plain


def fault(workspace: Workspace) -> str | None:
    """Why what was measured is not of today's source; ``None`` where it is.

    A benchmark that has not been run is none: the page says so.
    """
    found = load(workspace)
    if found is None:
        return None
    if wrong := edited(TrainingBenchmark, found):
        return f"{ARTEFACT}: {wrong}"
    today = sources()
    changed = [name for name, digest in today.items() if found.run.inputs.get(name) != digest]
    if found.run.config != config(settings(workspace.profile)):
        changed.append("settings")
    if not changed:
        return None
    return f"{ARTEFACT}: out of date: {', '.join(changed)} changed; run make bench-training"

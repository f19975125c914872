"""Where the benchmark's result lies, and whether it still tells of what is shipped.

Needs no browser: the site is built without one.
"""

from __future__ import annotations

from pathlib import Path

from mnist import artefacts
from mnist.records import DemoBenchmark
from scripts.benchmarks import edited, sha256
from scripts.workspace import Workspace

ARTEFACT = "demo_benchmark.json"
SITE = "/site/"


def path(workspace: Workspace) -> Path:
    """Where the artefact lies."""
    return workspace.artefacts / ARTEFACT


def load(workspace: Workspace) -> DemoBenchmark | None:
    """The artefact, or ``None`` where the benchmark has not been run."""
    file = path(workspace)
    return artefacts.read(file, DemoBenchmark) if file.exists() else None


def fault(workspace: Workspace) -> str | None:
    """Why what was measured is not of the files that are shipped; ``None`` where it is.

    A benchmark that has not been run is none: the page says so.
    """
    found = load(workspace)
    if found is None:
        return None
    if wrong := edited(DemoBenchmark, found):
        return f"{ARTEFACT}: {wrong}"
    changed = [
        name
        for name, digest in found.run.inputs.items()
        if name.startswith(SITE) and sha256(workspace.docs / name.removeprefix(SITE)) != digest
    ]
    if not changed:
        return None
    return f"{ARTEFACT}: out of date: {', '.join(changed)} changed; run make bench-demo"

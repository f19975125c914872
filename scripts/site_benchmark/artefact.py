"""Where the benchmark's result lies, and whether it still tells of how the site is built."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mnist import artefacts
from scripts.benchmarks import changes, edited, sha256
from scripts.site_benchmark.records import SiteBenchmark
from scripts.workspace import ROOT, Workspace

ARTEFACT = "site_benchmark.json"


def path(workspace: Workspace) -> Path:
    """Where the artefact lies: among the pages that belong to no project."""
    return workspace.docs / "artefacts" / ARTEFACT


def load(workspace: Workspace) -> SiteBenchmark | None:
    """The artefact, or ``None`` where the benchmark has not been run."""
    file = path(workspace)
    return artefacts.read(file, SiteBenchmark) if file.exists() else None


def inputs(root: Path = ROOT) -> dict[str, str]:
    """What decides how long a build takes, beside its pages: path -> SHA-256."""
    drawing = ("scripts/social.py", "scripts/contours.py", "scripts/faces.py")
    named = ("mkdocs.yml", "requirements/site.txt", *drawing)
    files = [*(root / name for name in named), *(root / "scripts").glob("site_*.py")]
    return {file.relative_to(root).as_posix(): sha256(file) for file in sorted(files)}


def source() -> str:
    """SHA-256 of what measures."""
    listed = (f"{file.name} {sha256(file)}" for file in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def fault(workspace: Workspace) -> str | None:
    """Why the artefact is not what was measured, in words; ``None`` where it is or is missing."""
    found = load(workspace)
    wrong = found and edited(SiteBenchmark, found)
    return f"{ARTEFACT}: {wrong}" if wrong else None


def note(workspace: Workspace) -> str | None:
    """What has changed since the site was measured, in words; ``None`` where nothing has.

    It is no fault: few changes of the code make a build slower or faster, and to measure again
    takes a machine that does nothing else.
    """
    found = load(workspace)
    changed = changes(found.run.inputs, inputs(workspace.root)) if found else []
    if not changed:
        return None
    return f"{ARTEFACT}: {', '.join(changed)} changed since; make bench-site measures again"

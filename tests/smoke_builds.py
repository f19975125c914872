"""Builds of the smoke profile in a copy of the project, undisturbed or killed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mnist import artefacts
from scripts.stages import STAGES, Stage
from scripts.workspace import PROJECT, ROOT, Workspace

ENVIRONMENTS = (".venv", ".venv-convert", "node_modules")
LATER = (["evaluate", "--verify"], ["render"], ["build_pages"])
# Times differ from run to run, and the seals of results that hold some; the table of all runs
# shows them.
TIMES = frozenset({"started", "seconds", "result"})
SHOWS_TIMES = "runs-table.md"

_STEP = re.compile(r"(?:.* -m scripts\.|step )(\w+)")
_MEASURING = re.compile(r"(.+): measuring \(run ")

Line = tuple[float, str]


@dataclass(frozen=True)
class Unit:
    """A part of a build that is done or not: an entry of an artefact, or a command after those.

    Attributes:
        label: how its first line begins.
        module: of the command.
        seconds: how long it took undisturbed.
    """

    label: str
    module: str
    seconds: float


@dataclass(frozen=True)
class Build:
    """What a build came to: its exit status, below 0 where it was killed, and what it said."""

    status: int
    lines: list[Line]


def copy_project(target: Path) -> None:
    """What git tracks or would track, with the environments linked in."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    for name in ENVIRONMENTS:
        (target / name).symlink_to(ROOT / name)


def steps() -> list[list[str]]:
    """The commands of a build, as the Makefile has them, without those that bracket a fresh one."""
    recipe = re.search(r"^measure:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    measure = re.findall(r"-m scripts\.(\w+)(?: \$\(CREW\))?$", recipe[1], re.MULTILINE)
    return [*([name] for name in measure), *LATER]


class Server:
    """Makes builds in a project's folder; see `tests.build_server`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, steps: Sequence[list[str]], kill: tuple[str, float] | None = None) -> Build:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"steps": list(steps), "kill": kill}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return Build(answer["status"], [(at, text) for at, text in answer["lines"]])


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.build_server"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process)
    finally:
        process.communicate()


def units(lines: Sequence[Line]) -> list[Unit]:
    """The parts of a build, from what it said and when."""
    begun: list[tuple[float, str, str]] = []
    module = ""
    for at, line in lines:
        if step := _STEP.match(line):
            module = step[1]
            begun.append((at, f"step {module}", module))
        elif found := _MEASURING.match(line):
            begun.append((at, f"{found[1]}: measuring", module))
    ends = [*(at for at, _, _ in begun[1:]), lines[-1][0]]
    return [
        Unit(label, module, end - at)
        for (at, label, module), end in zip(begun, ends, strict=True)
        if label.endswith(": measuring") or module in {"render", "build_pages"}
    ]


def undo(unit: Unit, workspace: Workspace) -> None:
    """Take away what a part of a build has made."""
    if unit.module == "build_pages":
        shutil.rmtree(workspace.site)
        return
    if unit.module == "render":
        shutil.rmtree(workspace.project / "generated")
        return
    stage, experiment = owner(unit)
    entries = stage.load(workspace)
    entry = entries.pop(experiment)
    for file in stage.files(experiment, entry):
        (workspace.models / file).unlink()
    shutil.rmtree(workspace.cache / stage.name / entry.run.key)
    if stage.by_experiment:
        artefacts.write(stage.path(workspace), dict[str, stage.kind], entries)  # type: ignore[name-defined]
    else:
        stage.path(workspace).unlink()


def owner(unit: Unit) -> tuple[Stage, str]:
    """The stage and experiment that a label is of."""
    name, _, experiment = unit.label.removesuffix(": measuring").partition(" ")
    return next(stage for stage in STAGES if stage.name == name), experiment


def fingerprint(workspace: Workspace) -> dict[str, str]:
    """Every measured and rendered file, by path, as it is but for times."""
    found = {}
    for folder in ("artefacts", "figures", "generated"):
        for path in sorted((workspace.project / folder).rglob("*")):
            if path.is_file():
                name = str(path.relative_to(workspace.project))
                found[name] = "" if path.name == SHOWS_TIMES else timeless(path)
    return found


def timeless(path: Path) -> str:
    """A file's SHA-256; of JSON, without what is different each time."""
    content = path.read_bytes()
    if path.suffix == ".json":
        content = json.dumps(_without_times(json.loads(content)), sort_keys=True).encode()
    return artefacts.digest(content).sha256


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_times(item) for key, item in value.items() if key not in TIMES}
    return [_without_times(item) for item in value] if isinstance(value, list) else value


def page(workspace: Workspace) -> str:
    """The project's page as it was built."""
    return (workspace.site / PROJECT / "index.html").read_text()

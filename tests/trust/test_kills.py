"""A build that is killed at any moment goes on, and ends with what an undisturbed one ends with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from scripts.workspace import ROOT, Workspace
from tests.smoke_builds import (
    Line,
    Server,
    Unit,
    copy_project,
    fingerprint,
    page,
    serving,
    steps,
    undo,
    units,
)
from tests.trust.conftest import Tally
from tests.trust.fuzzing import SEED

# For each build that is to be killed: where every second one ends before, no moment is drawn well.
TRIES = 2


def moment(parts: Sequence[Unit], number: int) -> tuple[Unit, float]:
    """Of the whole length of a build, a moment: the part it falls into, and how far into it."""
    left = Random(SEED * 1009 + number).uniform(0, sum(part.seconds for part in parts))
    for part in parts:
        if left < part.seconds:
            return part, left
        left -= part.seconds
    return parts[-1], parts[-1].seconds


def assert_whole(workspace: Workspace) -> None:
    """What another process would read at this moment."""
    for path in workspace.project.rglob("*.json"):
        if not path.name.startswith("."):
            json.loads(path.read_bytes())


def survive(server: Server, workspace: Workspace, parts: Sequence[Unit], count: int) -> int:
    """Kill so many builds, and let each be finished; how many were killed.

    A moment that a build has ended before counts for nothing, and another is drawn.
    """
    expected = fingerprint(workspace)
    order = steps()
    killed = 0
    for number in range(TRIES * count):
        if killed == count:
            break
        part, after = moment(parts, number)
        what = f"kill {number} of seed {SEED}, {after:.2f} s into {part.label!r}"
        at = next(i for i, (name, *_) in enumerate(order) if name == part.module)
        undo(part, workspace)
        first = server.build(order[at:], (part.label, after))
        killed += first.status == -signal.SIGKILL
        assert first.status in (-signal.SIGKILL, 0), f"{what}: {first.lines[-20:]}"
        assert_whole(workspace)
        last = order if part.module == "build_pages" else order[:-1]
        second = server.build(last)
        assert second.status == 0, f"{what}: {second.lines[-20:]}"
        assert fingerprint(workspace) == expected, what
    assert server.build(order[-1:]).status == 0
    assert page(workspace).rstrip().endswith("</html>")
    return killed


@pytest.mark.pipeline
def test_builds_killed_now_and_then_end_as_others_do(
    smoke_build: tuple[Path, list[Line]], tmp_path: Path, tally: Tally
) -> None:
    folder, lines = smoke_build
    copy = tmp_path / "project"
    shutil.copytree(folder, copy, symlinks=True)
    with serving(copy) as server:
        killed = survive(server, Workspace("smoke", copy), units(lines), 5)
    assert killed == 5
    tally("kills", "five builds", killed)


@pytest.mark.pipeline
@pytest.mark.long
def test_builds_killed_at_fifty_moments_end_as_others_do(tmp_path: Path, tally: Tally) -> None:
    count = int(os.environ.get("KILLS", "50"))
    copy = tmp_path / "project"
    copy.mkdir()
    copy_project(copy)
    (copy / "data").symlink_to(ROOT / "data")
    with serving(copy) as server:
        undisturbed = server.build(steps())
        assert undisturbed.status == 0, undisturbed.lines[-20:]
        parts = units(undisturbed.lines)
        killed = survive(server, Workspace("smoke", copy), parts, count)
    assert killed == count
    tally("kills", "a build, from its first file to its last page", killed)


def test_of_two_builds_at_once_one_measures_and_one_waits(mnist_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    copy.mkdir()
    copy_project(copy)
    (copy / "data").symlink_to(ROOT / "data")
    command = [sys.executable, "-m", "scripts.explore", "--profile", "smoke"]
    both = [
        subprocess.Popen(command, cwd=copy, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [each.communicate()[0] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert "".join(said).count("exploration: measuring") == 1
    assert "".join(said).count("exploration: up to date") == 1

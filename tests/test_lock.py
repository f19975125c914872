"""One process writes in a workspace at a time, and a dead one keeps nobody waiting."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from scripts.lock import LOCK, alone
from scripts.workspace import ROOT, Workspace

HOLD = """
import sys
from pathlib import Path
from scripts.lock import alone
from scripts.workspace import Workspace
with alone(Workspace("smoke", Path(sys.argv[1]))) as lock:
    print("in", flush=True)
    {then}
"""
WAIT = "sys.stdin.read()"
QUIET = 0.3  # seconds
PASS_ON = """\
import os, subprocess
    child = subprocess.Popen(["sleep", "600"], pass_fds=[lock])
    print(child.pid, flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace("smoke", tmp_path)


@contextmanager
def process(workspace: Workspace, then: str = WAIT) -> Iterator[subprocess.Popen[bytes]]:
    """A process that takes the lock, says so, and does something with it."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(then=then), str(workspace.root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,  # what it has said and nobody has read yet can be seen
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def line(started: subprocess.Popen[bytes]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().decode().strip()


def waits(started: subprocess.Popen[bytes]) -> bool:
    """Whether it lives and goes on saying nothing."""
    heard, _, _ = select.select([started.stdout], [], [], QUIET)
    return not heard and started.poll() is None


def test_a_second_one_says_whom_it_waits_for_and_goes_on_when_that_is_killed(
    workspace: Workspace,
) -> None:
    with process(workspace) as first:
        assert line(first) == "in"
        with process(workspace) as second:
            assert line(second) == (
                f"waiting for process {first.pid}, or one that it started, which writes in "
                f"{workspace.build}: this goes on as soon as it has ended"
            )
            assert waits(second)
            first.kill()
            assert line(second) == "in"


def test_it_goes_on_when_the_first_has_done(workspace: Workspace) -> None:
    with process(workspace) as first:
        assert line(first) == "in"
        with process(workspace) as second:
            assert line(second).startswith(f"waiting for process {first.pid}, ")
            assert waits(second)
            first.communicate(b"")
            assert first.returncode == 0
            assert line(second) == "in"


def test_what_it_started_keeps_the_lock_when_it_is_killed(workspace: Workspace) -> None:
    with process(workspace, PASS_ON) as first:
        assert line(first) == "in"
        child = int(line(first))
        first.wait()
        with process(workspace) as second:
            try:
                assert line(second).startswith("waiting for process ")
                assert waits(second)
            finally:
                os.kill(child, signal.SIGKILL)
            assert line(second) == "in"


def test_workspaces_do_not_wait_for_each_other(workspace: Workspace, tmp_path: Path) -> None:
    with alone(workspace), process(Workspace("smoke", tmp_path / "other")) as other:
        assert line(other) == "in"


def test_who_waited_for_a_lock_that_was_removed_waits_for_the_one_that_is_there(
    workspace: Workspace,
) -> None:
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(alone(workspace))
        with process(workspace) as third:
            assert line(third).startswith("waiting for process ")
            assert waits(third)
            (workspace.build / LOCK).unlink()
            holder = second.enter_context(process(workspace))
            assert line(holder) == "in"
            first.close()
            assert line(third).startswith(f"waiting for process {holder.pid}, ")
            assert waits(third)
            second.close()
            assert line(third) == "in"

"""A Dask scheduler and its workers, real processes on loopback, such as people start them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.workspace import ROOT

PATIENCE = 300.0
"""Seconds."""
QUIET = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}


class DaskProcesses:
    """A scheduler, and workers that come and go.

    Args:
        folder: for what they write.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workers: list[subprocess.Popen[bytes]] = []
        ready = folder / "scheduler.json"
        at = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        self.scheduler = self._start("dask_scheduler", *at, "--scheduler-file", str(ready))
        self.address = _address(self.scheduler, ready)

    def worker(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """A worker, on its way."""
        options = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--memory-limit", "0")
        at = ("--host", "127.0.0.1", "--name", name, "--local-directory", str(self._folder))
        started = self._start("dask_worker", self.address, *at, *options, *words)
        self._workers.append(started)
        return started

    def files(self, name: str) -> list[Path]:
        """The files of a name that workers hold."""
        return sorted(self._folder.glob(f"dask-scratch-space/*/workspace/**/{name}"))

    def stop(self) -> None:
        """End all of them."""
        for each in (*self._workers, self.scheduler):
            each.kill()
            each.wait()

    def _start(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=QUIET, stdout=log, stderr=log)


@contextmanager
def dask_processes(folder: Path) -> Iterator[DaskProcesses]:
    """A scheduler without workers; all end with the context."""
    started = DaskProcesses(folder)
    try:
        yield started
    finally:
        started.stop()


def _address(scheduler: subprocess.Popen[bytes], ready: Path) -> str:
    end = time.monotonic() + PATIENCE
    while not ready.exists():
        if scheduler.poll() is not None or time.monotonic() > end:
            raise TimeoutError(f"expected a scheduler within {PATIENCE:.0f} s")
        time.sleep(0.05)
    address: str = json.loads(ready.read_text())["address"]
    return address

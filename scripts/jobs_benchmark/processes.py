"""Starting what is measured, in a folder that keeps nothing from before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from pydantic import TypeAdapter

from scripts.benchmarks import BenchmarkError
from scripts.jobs_benchmark.memory import Peak
from scripts.jobs_benchmark.order import Answer, Order
from scripts.site_benchmark.timing import Cost, ended
from scripts.workspace import ROOT, Workspace

ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True)
class Trial:
    """What an order took, its memory that of all its processes, and what it answered."""

    cost: Cost
    answer: Answer


def run(order: Order, data: Path) -> Trial:
    """Do what an order says, where no fold is kept and none is left.

    Args:
        order: the cross-validation.
        data: folder of the verified data set.

    Raises:
        BenchmarkError: it ended otherwise than well, or did something else.
    """
    with TemporaryDirectory(prefix="jobs-benchmark-") as folder:
        place = Workspace("full", Path(folder).resolve())
        place.data.parent.mkdir(parents=True)
        place.data.symlink_to(data.resolve())
        words = [str(place.root), json.dumps(asdict(order))]
        cost, said = timed([sys.executable, "-m", "scripts.jobs_benchmark.child", *words])
    answer = ANSWER.validate_json(said.splitlines()[-1])
    if answer.folds != order.folds:
        raise BenchmarkError(f"{order.title}: expected {order.folds}, found {answer.folds} folds")
    return Trial(cost, answer)


def timed(command: Sequence[str]) -> tuple[Cost, str]:
    """Run a command with all that it starts; what it took, and what it said.

    Raises:
        BenchmarkError: it failed; with the end of what it said.
    """
    with TemporaryFile() as said, TemporaryFile() as complained:
        started = time.perf_counter()
        # A group of its own, by which all that it starts is found.
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=complained, process_group=0
        )
        try:
            with Peak(process.pid) as peak:
                cost = ended(process, started)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
        said.seek(0)
        complained.seek(0)
        if process.returncode != 0:
            last = complained.read().decode(errors="replace")[-2000:]
            raise BenchmarkError(f"expected {' '.join(command)} to end well, found:\n{last}")
        return replace(cost, memory=peak.bytes), said.read().decode()

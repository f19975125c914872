"""Starting the processes in which sides train."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter

from scripts.benchmarks import BenchmarkError
from scripts.training_benchmark.order import Order, Trial, Watch, Watched
from scripts.training_benchmark.settings import SIDES
from scripts.workspace import ROOT

PYTORCH = ROOT / ".venv-bench"

TRIAL = TypeAdapter(Trial)
WATCHED = TypeAdapter(Watched)


def python(side: str) -> Path:
    """The Python that has what a side needs."""
    return PYTORCH / "bin" / "python" if side.startswith("torch") else Path(sys.executable)


def sides() -> list[str]:
    """Those that can be run: all, or all but PyTorch's where it is not installed."""
    installed = (PYTORCH / ".ready").exists()
    return [side for side in SIDES if installed or not side.startswith("torch")]


def train(order: Order) -> Trial:
    """Train in a process of its own, and wait for it.

    Raises:
        BenchmarkError: it ended otherwise than well.
    """
    return TRIAL.validate_json(_answer(python(order.side), "child", order))


def watch(told: Watch) -> Watched:
    """Have the parts of a step timed in a process of its own, and wait for it.

    Raises:
        BenchmarkError: it ended otherwise than well.
    """
    return WATCHED.validate_json(_answer(Path(sys.executable), "step", told))


def _answer(interpreter: Path, module: str, given: Order | Watch) -> str:
    """The last line that a module of this package says."""
    words = json.dumps(asdict(given))
    command = [str(interpreter), "-m", f"scripts.training_benchmark.{module}", words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise BenchmarkError(f"{' '.join(command[1:])} ended with code {done.returncode}: {last}")
    return done.stdout.splitlines()[-1]

"""What a command takes: time by the clock, time of the processor, memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np

from scripts.site_benchmark.records import Effort

# Between two looks whether a server answers, in seconds.
PAUSE = 0.02
PATIENCE = 1800
# The system gives the most memory in kibibytes, or on macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024
DECIMALS = 3


class BenchmarkError(ValueError):
    """A command that was to be measured failed."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command took: seconds, seconds of the processor, and bytes.

    The memory is that of its largest process. The system reckons into it what the process that
    started it has held: a benchmark must be smaller than what it measures.
    """

    seconds: float
    processor: float
    memory: int


def effort(costs: Sequence[Cost]) -> Effort:
    """Median and spread of several runs."""
    quantiles = np.percentile([each.seconds for each in costs], [0, 25, 50, 75, 100])
    lowest, lower, middle, upper, highest = (round(float(each), DECIMALS) for each in quantiles)
    return Effort(
        count=len(costs),
        lowest=lowest,
        lower=lower,
        median=middle,
        upper=upper,
        highest=highest,
        processor=round(median(each.processor for each in costs), DECIMALS),
        memory=max(each.memory for each in costs),
    )


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end.

    Raises:
        BenchmarkError: it failed; with the end of what it said.
    """
    with TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=said, stderr=said
        )
        cost = ended(process, started)
        if process.returncode != 0:
            said.seek(0)
            last = said.read().decode(errors="replace")[-2000:]
            raise BenchmarkError(f"expected {' '.join(command)} to end well, found:\n{last}")
    return cost


def serve(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], address: str
) -> Cost:
    """Run a server until it has sent a page, which is what counts.

    Raises:
        BenchmarkError: it ended, or sent nothing for very long.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(address):
            waited = time.perf_counter() - started
            if process.poll() is not None or waited > PATIENCE:
                raise BenchmarkError(
                    f"expected {' '.join(command)} to serve {address}, found nothing there"
                )
            time.sleep(PAUSE)
        seconds = time.perf_counter() - started
        process.terminate()
        cost = ended(process, started)
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()
    return Cost(seconds, cost.processor, cost.memory)


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=PATIENCE) as response:
            return bool(response.read())
    except (URLError, ConnectionError):
        return False


def ended(process: subprocess.Popen[bytes], started: float) -> Cost:
    """Wait for a process, and take what it and those that it waited for have used."""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT)

"""Builds on demand, each in a process of its own that has imported everything already.

Run in a copy of the project: ``python -m tests.build_server``. It reads an order a line, as JSON:
`steps`, the words of commands such as ``["explore"]``, and `kill`, null or the beginning of a line
and how many seconds after it the build is killed. It answers with a line: `status` as `subprocess`
has it, and `lines`, each with its time.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from threading import Timer
from typing import Any

from scripts.lock import alone
from scripts.workspace import Workspace

SMOKE = ("--profile", "smoke")


def run(steps: list[list[str]]) -> int:
    for module, *words in steps:
        print(f"step {module}", flush=True)
        status: int = importlib.import_module(f"scripts.{module}").main([*SMOKE, *words])
        if status != 0:
            return status
    return 0


def build(steps: list[list[str]], kill: tuple[str, float] | None) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reading)
        os.dup2(writing, sys.stdout.fileno())
        os.dup2(writing, sys.stderr.fileno())
        status = 70
        try:
            status = run(steps)
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(status)
    os.close(writing)
    with ThreadPoolExecutor(1) as reader:
        lines = reader.submit(follow, reading, child, kill)
        _, waited = os.waitpid(child, 0)
        end_idle(child)
    return {"status": os.waitstatus_to_exitcode(waited), "lines": lines.result()}


def end_idle(group: int) -> None:
    """End what is left of a build that is over: workers that wait minutes for more to do.

    What outlives a build and still writes holds the lock, and is waited for.
    """
    with redirect_stdout(sys.stderr), alone(Workspace("smoke")), suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)


def follow(reading: int, child: int, kill: tuple[str, float] | None) -> list[tuple[float, str]]:
    """What a build and all that it started say; kills it, if it comes to that."""
    started = time.monotonic()
    lines: list[tuple[float, str]] = []
    timer = None
    with os.fdopen(reading, errors="replace") as output:
        for line in output:
            lines.append((round(time.monotonic() - started, 3), line.rstrip("\n")))
            if kill is not None and timer is None and line.startswith(kill[0]):
                timer = Timer(kill[1], end, (child,))
                timer.start()
    if timer is not None:
        timer.cancel()
        timer.join()
    return lines


def end(child: int) -> None:
    """Kill a build, unless it has just ended."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def main() -> int:
    import tensorflow  # noqa: F401 - so that it need not be imported again for every build

    order: dict[str, Any]
    for text in sys.stdin:
        order = json.loads(text)
        for module, *_ in order["steps"]:
            importlib.import_module(f"scripts.{module}")
        answer = build(order["steps"], order["kill"])
        with suppress(BrokenPipeError):
            print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

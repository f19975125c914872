"""From what was measured to the artefact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from mnist import artefacts
from mnist.records import BenchmarkSide, Run, Timing, Transfer
from scripts import benchmarks
from scripts.benchmarks import BenchmarkError, folder_digest, sha256
from scripts.demo_benchmark.settings import AIMS, Settings
from scripts.demo_benchmark.transfers import transfers, with_code_of
from scripts.demo_benchmark.trials import Trials, compare
from scripts.stages import EXPORT
from scripts.workspace import ROOT, Workspace

STAGE = "demo_benchmark"

# Between two ticks of a browser's clock, of 0.1 ms, a quantile may lie.
DECIMALS = 3

OFFERED = re.compile(r'<digit-demo[^>]*\bexperiments="([^"]+)"')


def offered(workspace: Workspace) -> str:
    """The experiment whose network a visitor gets: the first on the page that the card has.

    Raises:
        BenchmarkError: the page offers none that there is.
    """
    page = (workspace.project / "index.md").read_text(encoding="utf-8")
    found = OFFERED.search(page)
    names = found[1].split() if found else []
    card = artefacts.read(EXPORT.path(workspace), dict[str, Any])
    for name in names:
        if name in card:
            return name
    raise BenchmarkError(
        f"expected one of the networks that the page offers ({', '.join(names) or 'none'}) in "
        f"{EXPORT.path(workspace)}, found {', '.join(card) or 'none'}"
    )


def sides(trials: Mapping[str, Trials], quality: int) -> list[BenchmarkSide]:
    """What was measured of every side; the code of the first is counted for all."""
    shipped: Sequence[Transfer] | None = None
    found = []
    compared = compare([*trials.values()])
    for (name, each), (same, difference) in zip(trials.items(), compared, strict=True):
        own = transfers(each.sent, quality)
        shipped = shipped or own
        found.append(
            BenchmarkSide(
                name=name,
                runtime=each.about["runtime"],
                backend=each.about["backend"],
                files=with_code_of(shipped, own),
                from_start=timing(each.from_start),
                from_click=timing(each.from_click),
                reading=timing(each.readings),
                drawing=timing(each.drawings) if each.drawings else None,
                same_digit=same,
                largest_difference=difference,
            )
        )
    return found


def timing(milliseconds: Sequence[float]) -> Timing:
    """Median and spread."""
    quantiles = np.percentile(milliseconds, [0, 25, 50, 75, 95, 100])
    return Timing(len(milliseconds), *(round(float(each), DECIMALS) for each in quantiles))


def run_of(
    trials: Mapping[str, Trials], settings: Settings, started: datetime, packages: Mapping[str, str]
) -> Run:
    """How it was measured; ``packages`` are versions of what is not a Python package."""
    sent = {each.path: each.file for side in trials.values() for each in side.sent}
    return benchmarks.run_of(
        STAGE,
        config=asdict(settings) | {"aims": asdict(AIMS)},
        inputs={name: sha256(file) for name, file in sorted(sent.items())},
        source=folder_digest(Path(__file__).parent, [ROOT / "scripts" / "onnx_network.py"]),
        started=started,
        packages=packages,
    )

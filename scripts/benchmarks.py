"""What all benchmarks share: how a run of one is recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mnist import dataset
from mnist.keys import run_key
from mnist.records import Run
from scripts import digests, seals
from scripts.runs import machine, own_key, versions
from scripts.workspace import ROOT


class BenchmarkError(ValueError):
    """What was measured cannot be what was to be measured."""


def sha256(file: Path) -> str:
    """Of a file's content; ``missing`` where there is none."""
    return digests.sha256(file) if file.exists() else "missing"


def folder_digest(folder: Path, others: Iterable[Path] = ()) -> str:
    """SHA-256 of what measures: all of a folder but what is installed in it, and other files."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix != ".pyc" and "node_modules" not in path.relative_to(folder).parts
    )
    listed = {
        str(file.relative_to(ROOT)): sha256(file) for file in [*files, *others] if file.is_file()
    }
    return hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The names of what has another digest than before, or none."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def edited(kind: type[Any], found: Any) -> str | None:
    """Why a benchmark is not what its run measured; ``None`` where it is."""
    if found.run.key != own_key(found.run):
        return "its key is not that of its own configuration; it was edited by hand"
    return seals.fault(kind, found)


def run_of(
    stage: str,
    *,
    config: Mapping[str, Any],
    inputs: Mapping[str, str],
    source: str,
    started: datetime,
    packages: Mapping[str, str],
) -> Run:
    """How it was measured, up to now; ``packages`` are versions of what `versions` knows not."""
    checksums = dict(dataset.CHECKSUMS)
    return Run(
        stage=stage,
        key=run_key(stage, dataset=checksums, config=config, inputs=inputs, source=source),
        config=dict(config),
        dataset=checksums,
        inputs=dict(inputs),
        source=source,
        versions=versions() | dict(packages),
        machine=machine(),
        started=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
    )

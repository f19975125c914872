"""Running a stage: skip what is current, take what is cached, measure the rest."""

from __future__ import annotations

import os
import platform
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mnist import artefacts, pendigits
from mnist.config import Experiment
from mnist.keys import run_key
from mnist.records import Probe, Run
from scripts import seals
from scripts.lock import alone
from scripts.progress import say
from scripts.stages import Recipe, Stage, recipe
from scripts.workspace import Workspace

PACKAGES = ("keras", "numpy", "scikit-learn", "tensorflow", "tensorflow-cpu")


class Cache:
    """A folder for one run key: its finished entry and the parts of an unfinished one."""

    def __init__(self, workspace: Workspace, plan: Recipe) -> None:
        self._folder = workspace.cache / plan.stage / plan.key
        self._since = fresh_since(workspace)

    def load(self, name: str, kind: type[Any]) -> Any | None:
        """A part kept earlier, if any that still counts."""
        path = self._folder / name
        return artefacts.read(path, kind) if self._counts(path) else None

    def keep(self, name: str, kind: type[Any], value: Any) -> None:
        """Keep a part for the next run."""
        artefacts.write(self._folder / name, kind, value)

    def load_bytes(self, name: str) -> bytes | None:
        """A file kept earlier, if any that still counts."""
        path = self._folder / name
        return path.read_bytes() if self._counts(path) else None

    def keep_bytes(self, name: str, content: bytes) -> None:
        """Keep a file for the next run."""
        artefacts.write_bytes(self._folder / name, content)

    def forget(self) -> None:
        """Throw all parts away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _counts(self, path: Path) -> bool:
        return path.exists() and path.stat().st_mtime >= self._since.timestamp()


def fresh_since(workspace: Workspace) -> datetime:
    """Results measured before this moment do not count; long ago, unless all is made anew."""
    if not workspace.fresh.exists():
        return datetime.fromtimestamp(0, UTC)
    return datetime.fromisoformat(workspace.fresh.read_text(encoding="utf-8").strip())


def drawings_at_hand(workspace: Workspace) -> bool:
    """Whether the digits that people drew could be had."""
    return (workspace.pendigits / pendigits.TRAIN.name).exists()


def fault(
    stage: Stage, experiment: Experiment | None, workspace: Workspace, plan: Recipe
) -> str | None:
    """Why the artefact's entry cannot stand as it is, in words; ``None`` where it can."""
    name = experiment.name if experiment else ""
    entry = stage.load(workspace).get(name)
    if entry is None:
        return "nothing measured yet"
    if entry.run.key != plan.key:
        return f"out of date: {', '.join(plan.moved(entry.run))} changed"
    if datetime.fromisoformat(entry.run.started) < fresh_since(workspace):
        return "measured before the fresh run that was begun and has not ended"
    intact = (
        (workspace.models / file).exists()
        and artefacts.digest((workspace.models / file).read_bytes()) == expected
        for file, expected in stage.files(name, entry).items()
    )
    if not all(intact):
        return "its files are missing or are not those it was measured with"
    return seals.fault(stage.kind, entry)


@dataclass(frozen=True)
class Product:
    """What a stage made: its entry, and files by path under the models' folder."""

    entry: Any
    files: dict[str, bytes] = field(default_factory=dict)


Finish = Callable[..., Run]
Measure = Callable[[Cache, Finish], Product]
Machine = dict[str, str | int | float]


@dataclass(frozen=True)
class Due:
    """A stage's result that is to be measured now.

    Attributes:
        stage: the stage.
        experiment: name of the experiment; empty for a stage that knows none.
        workspace: where the result goes.
        cache: for unfinished parts.
        finish: gives the finished `Run`.
    """

    stage: Stage
    experiment: str
    workspace: Workspace
    cache: Cache
    finish: Finish

    def store(self, product: Product) -> None:
        """Keep what was measured, and put it in place."""
        product = replace(product, entry=seals.sealed(self.stage.kind, product.entry))
        for file, content in product.files.items():
            self.cache.keep_bytes(file, content)
        self.cache.keep("entry.json", self.stage.kind, product.entry)
        _put(self.stage, self.experiment, self.workspace, product)


def bring_up_to_date(
    stage: Stage, experiment: Experiment | None, workspace: Workspace, measure: Measure
) -> None:
    """Leave the stage's result as it is, take it from the cache, or measure it now.

    Args:
        stage: the stage.
        experiment: the experiment, or ``None`` for a stage that knows none.
        workspace: where to read and write.
        measure: called with a cache for unfinished parts and with a function that gives the
            finished `Run`.
    """
    if is_current(stage, experiment, workspace):
        return
    with alone(workspace):
        due = begin(stage, experiment, workspace)
        if due is not None:
            due.store(measure(due.cache, due.finish))


def is_current(stage: Stage, experiment: Experiment | None, workspace: Workspace) -> bool:
    """Whether the result can stay as it is, which is said."""
    plan = recipe(stage, experiment, workspace)
    if fault(stage, experiment, workspace, plan) is not None:
        return False
    say(f"{_label(stage, experiment)}: up to date (run {plan.key[:12]})")
    return True


def begin(stage: Stage, experiment: Experiment | None, workspace: Workspace) -> Due | None:
    """Leave the stage's result as it is or take it from the cache; else what is to be done.

    For whoever is `alone`, and asked before: it may have been measured while that was waited for.
    """
    if is_current(stage, experiment, workspace):
        return None
    plan = recipe(stage, experiment, workspace)
    name = experiment.name if experiment else ""
    label, run = _label(stage, experiment), f"(run {plan.key[:12]})"
    if pendigits.TRAIN.name in plan.dataset and not drawings_at_hand(workspace):
        say(f"{label}: kept as it is: the digits that people drew are not at hand (PENDIGITS_DIR)")
        _take_committed(stage, name, workspace)
        return None
    cache = Cache(workspace, plan)
    product = _kept(stage, name, cache)
    if product is not None:
        say(f"{label}: taken from the cache {run}")
        _put(stage, name, workspace, product)
        return None
    say(f"{label}: measuring {run}")
    return Due(stage, name, workspace, cache, stopwatch(plan))


def _label(stage: Stage, experiment: Experiment | None) -> str:
    return f"{stage.name} {experiment.name if experiment else ''}".strip()


def _put(stage: Stage, experiment: str, workspace: Workspace, product: Product) -> None:
    for file, content in product.files.items():
        artefacts.write_bytes(workspace.models / file, content)
    stage.save(workspace, experiment, product.entry)


def _take_committed(stage: Stage, experiment: str, workspace: Workspace) -> None:
    """Give a trial that cannot measure a result, and has none, the committed one."""
    committed = Workspace("full", workspace.root)
    entry = stage.load(committed).get(experiment)
    if entry is None or experiment in stage.load(workspace):
        return
    for file in stage.files(experiment, entry):
        artefacts.write_bytes(workspace.models / file, (committed.models / file).read_bytes())
    stage.save(workspace, experiment, entry)


def _kept(stage: Stage, experiment: str, cache: Cache) -> Product | None:
    entry = cache.load("entry.json", stage.kind)
    if entry is None:
        return None
    expected = stage.files(experiment, entry)
    files = {file: cache.load_bytes(file) for file in expected}
    found = {
        file: content
        for file, content in files.items()
        if content is not None and artefacts.digest(content) == expected[file]
    }
    return Product(entry, found) if len(found) == len(files) else None


def stopwatch(plan: Recipe) -> Finish:
    """A run that begins now; call what is given when all is measured."""
    started, clock = datetime.now(UTC), time.monotonic()

    def finish(
        *,
        seed: int | None = None,
        probe: Probe | None = None,
        seconds: float | None = None,
        on: Machine | None = None,
    ) -> Run:
        return Run(
            stage=plan.stage,
            key=plan.key,
            config=plan.config,
            dataset=plan.dataset,
            inputs=plan.inputs,
            source=plan.source,
            seed=seed,
            versions=versions(),
            machine=on or machine(),
            started=started.isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - clock if seconds is None else seconds, 1),
            probe=probe,
        )

    return finish


def own_key(run: Run) -> str:
    """The key that a run must have by what it says of itself."""
    return run_key(
        run.stage, dataset=run.dataset, config=run.config, inputs=run.inputs, source=run.source
    )


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that measure, those that are installed."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def machine() -> Machine:
    """Processor, cores and memory of this machine, and its system."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"

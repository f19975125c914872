"""Every run whose results the site has, with what it was made from and what makes it again."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from mnist.keys import run_key, source_modules
from scripts import artefact_fields
from scripts.artefact_fields import Entry
from scripts.packages import FOLDER as PACKAGES
from scripts.packages import NOT_SOURCE, Package, packages
from scripts.progress import duration
from scripts.stages import STAGES

# Of what no build measures, what measures it again.
ON_DEMAND: Final = {
    "demo_benchmark": "make bench-demo",
    "training_benchmark": "make bench-training",
    "site_benchmark": "make bench-site",
    "jobs_benchmark": "make bench-jobs",
    "trust": "make trust",
}


@dataclass(frozen=True)
class Made:
    """What one run left in one artefact.

    Attributes:
        artefact: path of the file under the docs folder.
        entry: what is in it of the run.
    """

    artefact: str
    entry: Entry

    @property
    def run(self) -> Mapping[str, Any]:
        """How it was made."""
        return self.entry.run

    @property
    def key(self) -> str:
        """The run's key."""
        return self.entry.key

    @property
    def stage(self) -> str:
        """The stage, as people read it."""
        return str(self.run["stage"]).replace("_", " ")

    @property
    def name(self) -> str:
        """Stage and experiment, such as ``evaluation of demo``."""
        return f"{self.stage} of {self.entry.field}" if self.entry.field else self.stage

    @property
    def seed(self) -> str:
        """The seed of its chance, or that it had none."""
        seed = self.run.get("seed")
        return "none: nothing was left to chance" if seed is None else str(seed)

    @property
    def when(self) -> str:
        """When it began."""
        return f"{datetime.fromisoformat(self.run['started']):%Y-%m-%d %H:%M} UTC"

    @property
    def machine(self) -> str:
        """What it ran on."""
        found = self.run["machine"]
        cores = f"{found['cores']} cores" if "cores" in found else None
        told = (found.get("processor"), cores, found.get("system"))
        return ", ".join(str(each) for each in told if each)

    @property
    def took(self) -> str:
        """How long it took, in minutes and seconds."""
        return duration(self.run["seconds"])

    @property
    def command(self) -> str:
        """What measures it again."""
        stage = str(self.run["stage"])
        return ON_DEMAND.get(stage, f"make again STAGE={stage}")

    @property
    def modules(self) -> list[str]:
        """The files of the source that its key covers; empty where it covers all of the demo."""
        stage = str(self.run["stage"])
        for each in STAGES:
            if each.name == stage:
                return [f"mnist/{name}.py" for name in source_modules(each.module)]
        for package in packages():
            if package.slug == stage:
                return list(_own_modules(package))
        return []


def _own_modules(package: Package) -> Iterator[str]:
    folder = PACKAGES / package.name
    for path in sorted(folder.glob("*.py")):
        if path.stem not in NOT_SOURCE:
            yield path.relative_to(PACKAGES.parent.parent).as_posix()


def own_key(run: Mapping[str, Any]) -> str:
    """The key that a run must have by what it says of itself."""
    return run_key(
        run["stage"],
        dataset=run["dataset"],
        config=run["config"],
        inputs=run["inputs"],
        source=run["source"],
    )


def artefact_files(docs: Path) -> list[Path]:
    """The artefacts of all projects and of the site; deeper files are parts of a model."""
    places = ("projects/*/artefacts/*.json", "projects/*/artefacts/*/*.json", "artefacts/*.json")
    return sorted(path for place in places for path in docs.glob(place))


def runs(docs: Path) -> list[Made]:
    """Every run, in the order of the artefacts."""
    return [made for path in artefact_files(docs) for made in of_file(path, docs)]


def of_file(path: Path, docs: Path) -> tuple[Made, ...]:
    """The runs of one artefact."""
    return _of_file(path, docs, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=4096)
def _of_file(path: Path, docs: Path, _changed: int) -> tuple[Made, ...]:
    content = json.loads(path.read_text(encoding="utf-8"))
    shown = path.relative_to(docs).as_posix()
    return tuple(Made(shown, entry) for entry in artefact_fields.entries(content))


def by_key(made: Iterable[Made]) -> dict[str, list[Made]]:
    """The same by the runs' keys: two experiments may share one, in which they are alike."""
    found: dict[str, list[Made]] = {}
    for each in made:
        found.setdefault(each.key, []).append(each)
    return found

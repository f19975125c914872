"""The projects beside the digits: found by their package, all measured and rendered alike.

``scripts/projects/a_name/measure.py`` measures and ``show.py`` shows; the page and what it takes
in are in ``docs/projects/a-name/``.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.keys import source_digest, without_none
from mnist.records import Run
from scripts import made_from, projects, seals
from scripts.lock import alone
from scripts.progress import say
from scripts.runs import fresh_since, own_key, stopwatch
from scripts.stages import Recipe
from scripts.workspace import Workspace

FOLDER = Path(projects.__file__).parent
ARTEFACT = "measured.json"
# How results are shown says nothing of what they are.
NOT_SOURCE = frozenset({"__init__", "show"})


@dataclass(frozen=True)
class _Made:
    """Of an artefact only how it was made: its type may have changed since."""

    run: Run


@dataclass(frozen=True)
class Package:
    """A project by the name of its package.

    Attributes:
        name: such as ``a_name``.
    """

    name: str

    @property
    def slug(self) -> str:
        """Name of its folder among the pages, such as ``a-name``."""
        return self.name.replace("_", "-")

    def folder(self, workspace: Workspace) -> Path:
        """Its page and all that belongs to it."""
        return workspace.docs / "projects" / self.slug

    def artefact(self, workspace: Workspace) -> Path:
        """What was measured."""
        return self.folder(workspace) / "artefacts" / ARTEFACT

    def recipe(self) -> Recipe:
        """What today's configuration and source would make."""
        return Recipe(
            stage=self.slug,
            dataset={},
            config=without_none(asdict(self._module("measure").CONFIG)),
            inputs={},
            source=self._source(),
        )

    def fault(self, workspace: Workspace) -> str | None:
        """Why its artefact cannot stand as it is, in words; ``None`` where it can."""
        if not self.artefact(workspace).exists():
            return "nothing measured yet"
        run, plan = artefacts.read(self.artefact(workspace), _Made).run, self.recipe()
        if run.key != own_key(run):
            return "its key is not that of its own configuration; it was edited by hand"
        if run.key != plan.key:
            return f"out of date: {', '.join(plan.moved(run))} changed"
        if datetime.fromisoformat(run.started) < fresh_since(workspace):
            return "measured before the fresh run that was begun and has not ended"
        return seals.fault(self._module("measure").Measured, self._load(workspace))

    def measure(self, workspace: Workspace) -> None:
        """Measure, unless what is there is up to date."""
        if self._is_current(workspace):
            return
        with alone(workspace):
            # Asked again: whoever was waited for may have measured it.
            if self._is_current(workspace):
                return
            plan, module = self.recipe(), self._module("measure")
            say(f"{self.slug}: measuring (run {plan.key[:12]})")
            measured = module.measure(module.CONFIG, stopwatch(plan))
            entry = seals.sealed(module.Measured, measured)
            artefacts.write(self.artefact(workspace), module.Measured, entry)

    def _is_current(self, workspace: Workspace) -> bool:
        """Whether the artefact can stay as it is, which is said."""
        if self.fault(workspace) is not None:
            return False
        say(f"{self.slug}: up to date (run {self.recipe().key[:12]})")
        return True

    def render(self, workspace: Workspace) -> dict[str, bytes]:
        """Every rendered file's content by its path under the project's folder.

        Raises:
            ArtefactError: nothing was measured, or something else than the package says.
        """
        measured, show = self._load(workspace), self._module("show")
        files = {
            f"generated/{name}.md": table.markdown(name).encode()
            for name, table in show.tables(measured).items()
        }
        for name, figure in show.figures(measured).items():
            files |= figure.files(name)
        origins = [made_from.origin(measured.run, ARTEFACT)]
        return {
            path: made_from.stamped(text.decode(), Path(path).stem, origins).encode()
            if path.startswith("generated/")
            else text
            for path, text in files.items()
        }

    def _load(self, workspace: Workspace) -> Any:
        path = self.artefact(workspace)
        if not path.exists():
            raise ArtefactError(
                f"{path}: expected what {self.slug} measures, found no such file; "
                "run python -m scripts.measure_projects"
            )
        return artefacts.read(path, self._module("measure").Measured)

    def _module(self, part: str) -> Any:
        return importlib.import_module(f"{projects.__name__}.{self.name}.{part}")

    def _source(self) -> str:
        folder = FOLDER / self.name
        modules = sorted(path.stem for path in folder.glob("*.py") if path.stem not in NOT_SOURCE)
        digests = "\n".join(f"{name} {source_digest(name, folder)}" for name in modules)
        return hashlib.sha256(digests.encode()).hexdigest()


def packages() -> list[Package]:
    """All of them, by name."""
    found = pkgutil.iter_modules([str(FOLDER)])
    return [Package(name) for name in sorted(each.name for each in found if each.ispkg)]

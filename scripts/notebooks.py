"""The notebooks among the pages: what each was made from, and whether it still is.

A notebook carries its key in its metadata. The key covers the code of its cells, the modules of
``mnist`` that they import, and the data set where they load it; what is told between the cells
changes nothing. A digest of the outputs is beside it, so that one changed by hand is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from mnist import dataset
from mnist.keys import PACKAGE, imports, run_key, source_digest
from scripts import seals
from scripts.artefact_fields import RUN
from scripts.stages import Recipe
from scripts.workspace import Workspace

STAGE = "notebook"
_PARTS = {"inputs": "the code of its cells", "source": "what it imports", "dataset": "the data"}


class NotebookError(ValueError):
    """A notebook is none that can be keyed."""


def notebooks(workspace: Workspace) -> list[Path]:
    """All that are pages, or beside one."""
    found = workspace.docs.rglob("*.ipynb")
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def read(path: Path) -> Any:
    """A notebook in the format's current version.

    Raises:
        NotebookError: the file is something else.
    """
    try:
        return nbformat.read(path, as_version=nbformat.current_nbformat)  # type: ignore[no-untyped-call]
    except (ValueError, nbformat.ValidationError) as error:
        raise NotebookError(f"{path}: expected a notebook, found: {error}") from error


def recipe(notebook: Any) -> Recipe:
    """What today's cells, modules and data would make.

    Raises:
        NotebookError: a cell is not plain Python.
    """
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    modules = _modules(cells)
    digests = {name: source_digest(name) for name in modules}
    return Recipe(
        stage=STAGE,
        dataset=dict(dataset.CHECKSUMS) if "dataset" in modules else {},
        config={},
        inputs={"cells": _sha256(cells)},
        source=_sha256(digests),
    )


def stamp(notebook: Any) -> None:
    """Have a notebook that was just executed say what it was made from."""
    plan = recipe(notebook)
    notebook.metadata[RUN] = {
        "key": plan.key,
        "dataset": plan.dataset,
        "inputs": plan.inputs,
        "source": plan.source,
        "result": _outputs(notebook),
    }


def fault(notebook: Any) -> str | None:
    """Why its outputs cannot stand as they are, in words; ``None`` where they can.

    Raises:
        NotebookError: a cell is not plain Python.
    """
    run, plan = notebook.metadata.get(RUN), recipe(notebook)
    if run is None:
        return "not executed yet"
    if run["key"] != _own_key(run):
        return "its key is not that of its own cells; it was edited by hand"
    if run["key"] != plan.key:
        changed = [words for part, words in _PARTS.items() if run[part] != getattr(plan, part)]
        return f"out of date: {', '.join(changed)} changed"
    return seals.differs(run["result"], _outputs(notebook))


def faults(workspace: Workspace) -> Iterator[str]:
    """What is wrong with the notebooks, each with its file."""
    for path in notebooks(workspace):
        found = fault(read(path))
        if found:
            yield f"{path.relative_to(workspace.docs)}: {found}"


def _own_key(run: Any) -> str:
    return run_key(
        STAGE, dataset=run["dataset"], config={}, inputs=run["inputs"], source=run["source"]
    )


def _modules(cells: Sequence[str]) -> list[str]:
    """The modules of ``mnist`` that some code imports; records only say how results are stored."""
    found: set[str] = set()
    for number, code in enumerate(cells, start=1):
        try:
            found.update(imports(code, PACKAGE.name))
        except SyntaxError as error:
            raise NotebookError(
                f"code cell {number}: expected plain Python, without magics; found {error.msg} "
                f"in line {error.lineno}"
            ) from error
    return sorted(name for name in found if (PACKAGE / f"{name}.py").exists())


def _outputs(notebook: Any) -> str:
    return _sha256([cell.outputs for cell in notebook.cells if cell.cell_type == "code"])


def _sha256(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

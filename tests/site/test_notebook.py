"""The committed outputs of the notebook are what its code gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scripts.notebook import NOTEBOOK, execute
from scripts.notebooks import fault, read
from scripts.workspace import Workspace

PATH = Workspace("full").docs / NOTEBOOK


def outputs(notebook: Any) -> list[list[str]]:
    """Per code cell: printed text, and the kind of every other output.

    Pictures are not compared: what draws them differs in bytes from version to version.
    """
    return [
        [output.get("text") or ", ".join(sorted(output.get("data", {}))) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_executing_it_again_gives_the_committed_outputs(mnist_dir: Path) -> None:
    assert mnist_dir.is_dir(), f"expected the data set in {mnist_dir}; run make data"
    committed = read(PATH)
    assert any(outputs(committed))
    executed = execute(committed, PATH.parent)
    assert outputs(executed) == outputs(committed)
    assert fault(executed) is None


def test_notebook_is_light() -> None:
    assert PATH.stat().st_size < 150_000

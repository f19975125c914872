"""Notebooks that know what they were made from, and what executes those that are out of date."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from scripts import notebook as command
from scripts import notebooks
from scripts.notebooks import NotebookError, fault, faults, read, stamp
from scripts.workspace import Workspace

COMMITTED = Workspace("full").docs / command.NOTEBOOK


def of_cells(*code: str) -> Any:
    """A notebook that was executed, as far as it says itself."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in code])
    stamp(made)
    return made


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The committed notebook in a folder of its own."""
    made = Workspace("full", tmp_path)
    monkeypatch.setattr(command, "Workspace", lambda _: made)
    (made.docs / command.NOTEBOOK).parent.mkdir(parents=True)
    shutil.copy(COMMITTED, made.docs / command.NOTEBOOK)
    return made


def test_committed_notebooks_are_up_to_date() -> None:
    assert COMMITTED in notebooks.notebooks(Workspace("full"))
    assert list(faults(Workspace("full"))) == []


def test_changed_code_is_told_and_changed_prose_is_not() -> None:
    notebook = read(COMMITTED)
    prose, code = (
        next(cell for cell in notebook.cells if cell.cell_type == kind)
        for kind in ("markdown", "code")
    )
    prose.source += " More."
    assert fault(notebook) is None
    code.source += "\nprint(1)"
    assert fault(notebook) == "out of date: the code of its cells changed"


def test_changed_module_and_data_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = read(COMMITTED)
    monkeypatch.setattr(notebooks, "source_digest", lambda name: f"another {name}")
    assert fault(notebook) == "out of date: what it imports changed"
    monkeypatch.undo()
    monkeypatch.setattr(notebooks.dataset, "CHECKSUMS", {"train-labels-idx1-ubyte": "0" * 64})
    assert fault(notebook) == "out of date: the data changed"


def test_data_is_none_of_what_a_notebook_is_made_from_that_does_not_load_it() -> None:
    assert of_cells("from mnist import exploration").metadata.run["dataset"] == {}
    assert of_cells("from mnist.dataset import load").metadata.run["dataset"] != {}


def test_output_and_key_that_were_edited_by_hand_are_told() -> None:
    notebook = read(COMMITTED)
    printed = next(cell for cell in notebook.cells if cell.get("outputs"))
    printed.outputs[0].text = printed.outputs[0].text.replace("60000", "70000")
    assert "it was edited by hand" in str(fault(notebook))
    notebook = read(COMMITTED)
    notebook.metadata.run["source"] = "0" * 64
    assert fault(notebook) == "its key is not that of its own cells; it was edited by hand"


def test_notebook_that_was_never_executed_is_told() -> None:
    assert fault(nbformat.v4.new_notebook()) == "not executed yet"


def test_magic_is_refused_with_the_cell_that_holds_it() -> None:
    with pytest.raises(NotebookError, match="code cell 2: expected plain Python, without magics"):
        of_cells("x = 1", "%matplotlib inline")


def test_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text("{")
    with pytest.raises(NotebookError, match=r"broken\.ipynb: expected a notebook"):
        read(path)


def test_what_is_up_to_date_is_not_executed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "execute", lambda *_: pytest.fail("executed"))
    assert command.main([]) == 0
    assert "explore.ipynb: up to date" in capsys.readouterr().out


def test_what_is_out_of_date_is_executed_and_then_is_not(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace.docs / command.NOTEBOOK
    changed = of_cells("print(2 * 21)")
    changed.cells[0].source += "\nprint('more')"
    command.keep(changed, path)
    (found,) = faults(workspace)
    assert found == f"{command.NOTEBOOK.as_posix()}: out of date: the code of its cells changed"
    assert command.main([]) == 0
    assert read(path).cells[0].outputs[0].text == "42\nmore\n"
    assert list(faults(workspace)) == []
    assert "executing (out of date: the code of its cells changed)" in capsys.readouterr().out


def test_fresh_run_executes_everything(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    executed: list[Path] = []

    def remember(notebook: Any, folder: Path) -> Any:
        executed.append(folder)
        return notebook

    monkeypatch.setattr(command, "execute", remember)
    workspace.fresh.parent.mkdir(parents=True, exist_ok=True)
    workspace.fresh.touch()
    assert command.main([]) == 0
    assert executed == [(workspace.docs / command.NOTEBOOK).parent]

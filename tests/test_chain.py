"""Links of the chain beside the stages: data at hand, and runs that rendered parts name."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from scripts import check
from scripts.chain import data_faults, fragment_faults
from scripts.workspace import Workspace

NAME = "t10k-labels-idx1-ubyte"


@pytest.fixture
def workspace(tmp_path: Path, mnist_dir: Path) -> Workspace:
    """The committed artefacts and rendered parts, and the test labels, in a folder of its own."""
    made = Workspace("full", tmp_path)
    committed = Workspace("full").project
    for folder in ("artefacts", "generated"):
        shutil.copytree(committed / folder, made.project / folder)
    made.data.mkdir(parents=True)
    shutil.copy(mnist_dir / NAME, made.data)
    return made


def test_chain_that_is_whole_has_no_fault(workspace: Workspace) -> None:
    assert list(data_faults(workspace)) == []
    assert list(fragment_faults(workspace)) == []


def test_changed_byte_of_the_data_is_named_with_its_file(workspace: Workspace) -> None:
    path = workspace.data / NAME
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    (fault,) = data_faults(workspace)
    assert fault.startswith(f"{path}: expected the SHA-256 ff7bcfd416de, found ")


def test_artefact_of_other_data_is_named(workspace: Workspace) -> None:
    path = workspace.artefacts / "dataset.json"
    content = json.loads(path.read_text())
    content["files"][NAME] = "0" * 64
    path.write_text(json.dumps(content))
    (fault,) = data_faults(workspace)
    assert fault.startswith(f"dataset.json: expected {NAME} with the SHA-256 ff7bcfd416de")


def test_rendered_part_of_another_run_is_named(workspace: Workspace) -> None:
    path = workspace.artefacts / "features.json"
    content = json.loads(path.read_text())
    key = content["baseline"]["run"]["key"]
    path.write_text(path.read_text().replace(key, "0" * 64))
    faults = list(fragment_faults(workspace))
    assert [each.partition(": ")[0].rpartition("/")[2] for each in faults] == [
        "feature-maps.md",
        "kernels.md",
    ]
    assert f"run {key[:12]} of features.json made it, where there is 000000000000" in faults[0]


def test_the_check_names_first_what_breaks_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "Workspace", lambda _: workspace)
    (workspace.data / NAME).write_bytes(b"no labels")
    assert check.main(["--profile", "full"]) == 1
    assert f"the chain breaks first at {workspace.data / NAME}" in capsys.readouterr().out


def test_the_check_looks_at_rendered_parts(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "Workspace", lambda _: workspace)
    path = workspace.project / "generated" / "kernels.md"
    path.write_text(re.sub('data-run="[0-9a-f]+"', 'data-run="000000000000"', path.read_text()))
    assert check.main(["--profile", "full"]) == 1
    assert "kernels.md: says that run 000000000000 of features.json" in capsys.readouterr().out


def test_the_check_goes_on_to_a_site_that_it_is_given(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(check, "Workspace", lambda _: workspace)
    check.main(["--profile", "full"])
    place = "projects/handwritten-digits/artefacts/evaluation.json:1: artefact"
    assert place not in capsys.readouterr().out
    check.main(["--profile", "full", "--site", str(tmp_path / "site")])
    assert f"{place}: expected it in the site, found none" in capsys.readouterr().out

"""Measuring one stage anew."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from scripts import again, fresh, notebooks
from scripts.stages import STAGES
from scripts.workspace import ROOT, Workspace


def test_every_stage_has_its_command_and_make_runs_the_same_ones() -> None:
    assert set(again.COMMANDS) == {each.name for each in STAGES} | {notebooks.STAGE}
    measure = re.search(r"^measure:.*?\n\n", (ROOT / "Makefile").read_text(), re.M | re.S)
    assert measure is not None
    run = re.findall(r"-m scripts\.(\w+)", measure[0])
    assert set(again.COMMANDS.values()) == set(run) - {"measure_projects", "fresh"}
    for module in again.COMMANDS.values():
        assert importlib.util.find_spec(f"scripts.{module}") is not None


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made = Workspace("smoke", tmp_path)
    for module in (again, fresh):
        monkeypatch.setattr(module, "Workspace", lambda _: made)
    return made


class Command:
    """In place of a stage's command: says whether it would measure anew."""

    def __init__(self, workspace: Workspace, code: int = 0) -> None:
        self._workspace = workspace
        self._code = code
        self.anew: list[bool] = []

    def main(self, argv: list[str]) -> int:
        assert argv == ["--profile", "smoke"]
        self.anew.append(self._workspace.fresh.exists())
        if self._code:
            raise KeyboardInterrupt
        return 0


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 130)])
def test_a_stage_is_measured_anew_and_the_others_count_again_afterwards(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, code: int, expected: int
) -> None:
    command = Command(workspace, code)
    monkeypatch.setattr(again.importlib, "import_module", lambda name: command)
    assert again.main(["evaluation"]) == expected
    assert command.anew == [True]
    assert not workspace.fresh.exists()


def test_unknown_stage_is_refused_with_those_there_are(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert again.main(["evaluate"]) == 2
    assert "expected one of exploration, cross_validation" in capsys.readouterr().err


def test_a_fresh_run_that_was_begun_is_not_ended(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh.main(["begin"])
    assert again.main(["evaluation"]) == 2
    assert "end it by make retrain" in capsys.readouterr().err
    assert workspace.fresh.exists()

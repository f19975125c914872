"""From a number to what made it, on the committed artefacts and the built site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import why
from scripts.workspace import Workspace

FULL = Workspace("full")
CONTENT = json.loads((FULL.artefacts / "evaluation.json").read_text())["demo"]


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = why.main(["--profile", "full", *arguments])
    return code, capsys.readouterr().out


def test_field_leads_to_its_run_pages_and_command(
    site_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "evaluation.demo.exported.accuracy"
    code, said = ask(capsys, "--site", str(site_dir), name)
    run = CONTENT["run"]
    assert code == 0
    for expected in (
        f"{CONTENT['exported']['accuracy']!r}  {name}",
        "shown    index.html:",
        f"run      {run['key']} (evaluation of demo)",
        f"data     t10k-labels-idx1-ubyte {run['dataset']['t10k-labels-idx1-ubyte']}",
        f"took in  weights.npz {run['inputs']['weights.npz']}",
        "source   mnist/evaluate.py",
        "seed     none: nothing was left to chance",
        run["machine"]["processor"],
        "again    make again STAGE=evaluation",
    ):
        assert expected in said


def test_number_as_a_page_shows_it_is_found(
    site_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    share = CONTENT["exported"]["accuracy"]
    code, said = ask(capsys, "--site", str(site_dir), f"{100 * share:.2f}", "%")
    assert code == 0
    assert "evaluation.demo.exported.accuracy" in said


def test_computed_number_is_found_with_what_it_was_computed_of(
    site_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ask(capsys, "--site", str(site_dir), "70,000")
    assert code == 0
    assert "70,000  computed: a + b" in said
    assert "b        projects/handwritten-digits/artefacts/dataset.json, test.count" in said


def test_what_nobody_measured_is_said_to_have_no_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ask(capsys, "--site", str(tmp_path), "draft.difference_percent")
    assert code == 0
    assert "run      none: no run measured it" in said
    assert "make site, to see which pages show it" in said


def test_number_that_is_nowhere_gets_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ask(capsys, "--site", str(tmp_path), "0.123456789")
    assert code == 1
    assert "expected '0.123456789' in an artefact" in said

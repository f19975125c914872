"""Seals of results: a changed digit is found, a changed run is not a changed result."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mnist import artefacts
from mnist.records import Evaluation
from scripts import provenance, seal, seals
from tests.example_results import example

ENTRY = example().evaluation


def test_sealed_result_is_found_intact_also_after_it_was_written_and_read(tmp_path: Path) -> None:
    entry = seals.sealed(Evaluation, ENTRY)
    assert seals.fault(Evaluation, entry) is None
    path = tmp_path / "evaluation.json"
    artefacts.write(path, dict[str, Evaluation], {"baseline": entry})
    again = artefacts.read(path, dict[str, Evaluation])["baseline"]
    assert seals.fault(Evaluation, again) is None
    assert seals.seal(json.loads(path.read_text())["baseline"]) == entry.run.result


def test_changed_digit_is_found() -> None:
    entry = seals.sealed(Evaluation, ENTRY)
    edited = replace(entry, test=replace(entry.test, accuracy=entry.test.accuracy + 0.0001))
    assert "edited by hand" in (seals.fault(Evaluation, edited) or "")


def test_new_key_of_the_same_result_breaks_no_seal() -> None:
    entry = seals.sealed(Evaluation, ENTRY)
    restamped = replace(entry, run=replace(entry.run, key="0" * 64, source="0" * 64))
    assert seals.fault(Evaluation, restamped) is None


def test_result_without_a_seal_has_no_fault() -> None:
    assert seals.fault(Evaluation, replace(ENTRY, run=replace(ENTRY.run, result=None))) is None


@pytest.fixture
def artefact(tmp_path: Path) -> Path:
    run = {"stage": "a", "dataset": {}, "config": {}, "inputs": {}, "source": "s"}
    own = provenance.own_key(run)
    path = tmp_path / "a.json"
    content = {
        "one": {"count": 1, "run": run | {"key": own}},
        "two": {"count": 2, "run": run | {"key": "made up"}},
    }
    path.write_text(json.dumps(content))
    return path


def test_old_results_are_sealed_once_and_only_where_the_key_is_their_own(artefact: Path) -> None:
    assert seal.seal_file(artefact) == 1
    content = json.loads(artefact.read_text())
    assert content["one"]["run"]["result"] == seals.seal(content["one"])
    assert "result" not in content["two"]["run"]
    before = artefact.read_bytes()
    assert seal.seal_file(artefact) == 0
    assert artefact.read_bytes() == before


def test_seal_that_is_there_is_never_changed(artefact: Path) -> None:
    seal.seal_file(artefact)
    content = json.loads(artefact.read_text())
    content["one"]["count"] = 3
    artefact.write_text(json.dumps(content))
    assert seal.seal_file(artefact) == 0
    found = json.loads(artefact.read_text())["one"]
    assert seals.differs(found["run"]["result"], seals.seal(found))

"""What the trials told becomes an artefact, a table and a page, and goes stale with the sources."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mnist import artefacts
from mnist.records import Trial, Trust
from scripts import trust
from scripts.tables import trust as tables
from scripts.workspace import ROOT, Workspace

TRIALS = [
    Trial("parsers", "IDX", 100_000, {"read": 20_000, "refused": 80_000}, 12.0),
    Trial("parsers", "zip", 50_000, {"read": 1_000, "refused": 49_000}, 9.0),
    Trial("kills", "a build", 50, {}, 3_601.0),
    Trial("faults", "full disk", 1, {}, 0.1),
    Trial("faults", "picture: cut off", 18, {}, 4.0),
]


@pytest.fixture
def result() -> Trust:
    run = trust.run_of({"kills": 50, "only": ""}, datetime.now(UTC))
    return Trust(run, TRIALS, [])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace("smoke", tmp_path)


def put(workspace: Workspace, result: Trust) -> None:
    artefacts.write(trust.path(workspace), Trust, result)


def line(tried: int, name: str = "IDX") -> str:
    outcomes = {"read": 1, "refused": tried - 1}
    told = {"part": "parsers", "name": name, "tried": tried, "outcomes": outcomes, "seconds": 1.5}
    return json.dumps(told)


def test_of_a_kind_that_was_tried_twice_the_longer_counts() -> None:
    found = trust.withstood([line(1000), line(5, "zip"), line(100_000), line(1000)])
    assert [(each.name, each.tried) for each in found] == [("IDX", 100_000), ("zip", 5)]


def test_the_order_is_not_that_in_which_the_tests_ended() -> None:
    told = [line(3, "zip"), line(2, "IDX")]
    assert trust.withstood(told) == trust.withstood(reversed(told))


def test_nothing_tried_is_no_fault(workspace: Workspace) -> None:
    assert trust.load(workspace) is None
    assert trust.fault(workspace) is None


def test_what_was_tried_on_todays_sources_stands(workspace: Workspace, result: Trust) -> None:
    put(workspace, result)
    assert trust.fault(workspace) is None


def test_every_source_that_is_named_is_there() -> None:
    assert all(list(ROOT.glob(name)) for name in (*trust.TESTED, *trust.TESTS))


@pytest.mark.parametrize("name", ["scripts/lock.py", "scripts/of_yesterday.py"])
def test_a_source_that_changed_is_named(name: str, workspace: Workspace, result: Trust) -> None:
    inputs = result.run.inputs | {name: "of yesterday"}
    put(workspace, replace(result, run=replace(result.run, inputs=inputs)))
    found = trust.fault(workspace)
    assert found == f"trust.json: out of date: {name} changed; run make trust"


def test_tests_that_changed_are_told(workspace: Workspace, result: Trust) -> None:
    put(workspace, replace(result, run=replace(result.run, source="of yesterday")))
    assert "tests changed" in (trust.fault(workspace) or "")


def test_a_fault_that_was_found_does_not_stand(workspace: Workspace, result: Trust) -> None:
    put(workspace, replace(result, failed=["tests/trust/test_kills.py::test_a"]))
    assert trust.fault(workspace) == (
        "trust.json: failed: tests/trust/test_kills.py::test_a; mend it"
    )


def test_a_test_that_fails_is_named_and_tells_nothing(tmp_path: Path) -> None:
    told, folder = tmp_path / "tally", tmp_path / "tests"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "trust" / "conftest.py", folder)
    (folder / "test_example.py").write_text(
        "def test_well(tally):\n    tally('faults', 'a', 3)\n"
        "def test_badly(tally):\n    tally('faults', 'b', 3)\n    assert False\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", str(folder)]
    failed = trust.failures(r"^(?:FAILED|ERROR) (\S+)", command, told, {"PYTHONPATH": str(ROOT)})
    assert [name.rpartition("::")[2] for name in failed] == ["test_badly"]
    assert [each.name for each in trust.withstood(told.read_text().splitlines())] == ["a"]


def test_a_command_that_breaks_off_is_a_failure(tmp_path: Path) -> None:
    command = ["sh", "-c", "exit 3"]
    assert trust.failures("nothing", command, tmp_path / "tally", {}) == ["sh: status 3"]


def test_to_have_run_no_test_is_well_for_pytest_alone(tmp_path: Path) -> None:
    command = ["sh", "-c", "exit 5"]
    assert trust.failures("nothing", command, tmp_path / "tally", {}, well=(0, 5)) == []
    assert trust.failures("nothing", command, tmp_path / "tally", {}) == ["sh: status 5"]


def test_the_tables_show_every_trial_and_add_them_up(result: Trust) -> None:
    parsers, kills, faults = tables.tables(result).values()
    assert parsers.rows[0] == ["IDX", "100,000", "20,000", "80,000"]
    assert parsers.summary == [["All", "150,000", "21,000", "129,000"]]
    assert kills.rows == [["A build", "50", "60:01"]]
    assert faults.summary == [["All", "19"]]
    assert "0 tests found a fault" in faults.caption

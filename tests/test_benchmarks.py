"""Tests of scripts.benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts import benchmarks
from scripts.benchmarks import changes, folder_digest, run_of, sha256
from scripts.runs import own_key


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(benchmarks, "ROOT", tmp_path)
    made = tmp_path / "bench"
    (made / "node_modules").mkdir(parents=True)
    (made / "measure.py").write_text("time()")
    return made


def test_what_measures_decides_the_digest_and_what_is_installed_does_not(folder: Path) -> None:
    before = folder_digest(folder)
    (folder / "node_modules" / "other.js").write_text("installed")
    (folder / "measure.pyc").write_bytes(b"compiled")
    assert folder_digest(folder) == before
    (folder / "measure.py").write_text("time(time)")
    assert folder_digest(folder) != before


def test_a_file_beside_the_folder_can_count_too(folder: Path) -> None:
    other = folder.parent / "other.py"
    assert folder_digest(folder, [other]) == folder_digest(folder), "it is not there"
    other.write_text("more()")
    assert folder_digest(folder, [other]) != folder_digest(folder)


def test_a_file_that_is_not_there_has_a_digest_of_its_own(folder: Path) -> None:
    assert sha256(folder / "none") == "missing"
    assert len(sha256(folder / "measure.py")) == 64


def test_what_changed_is_new_or_gone_or_another() -> None:
    before = {"a.py": "ab", "b.py": "cd", "c.py": "ef"}
    assert changes(before, {"b.py": "cd", "c.py": "00", "d.py": "11"}) == ["a.py", "c.py", "d.py"]
    assert changes(before, before) == []


def test_a_run_has_the_key_of_its_parts_and_the_time_it_took() -> None:
    started = datetime.now(UTC) - timedelta(seconds=90)
    run = run_of(
        "benchmark",
        config={"rounds": 2},
        inputs={"a.py": "ab"},
        source="cd",
        started=started,
        packages={"chromium": "123.4"},
    )
    assert run.key == own_key(run)
    assert run.seconds >= 90
    assert run.versions["chromium"] == "123.4"
    assert "python" in run.versions
    assert run.machine["cores"]

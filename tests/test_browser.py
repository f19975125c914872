from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from scripts import browser


@pytest.fixture
def nothing_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A machine with no browser on which nothing can be installed; the installers tried."""
    tried: list[list[str]] = []
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_of_playwright", lambda: str(tmp_path / "missing"))
    monkeypatch.setattr(browser, "_try", lambda command: tried.append(list(command)))
    return tried


def executable(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_browser_found_runs() -> None:
    found = browser.find()
    version = subprocess.run([found, "--version", "--no-sandbox"], capture_output=True, text=True)
    assert "Chrom" in version.stdout


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = executable(tmp_path / "mine")
    monkeypatch.setenv("CHROME_PATH", str(given))
    assert browser.find() == given


def test_a_wrong_path_in_the_environment_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROME_PATH", str(tmp_path / "none"))
    assert browser.main([]) == 2
    assert "CHROME_PATH: expected an executable" in capsys.readouterr().err


def test_one_on_path_is_found(nothing_found: list[list[str]], tmp_path: Path) -> None:
    there = executable(tmp_path / "google-chrome")
    assert browser.find() == there
    assert nothing_found == []


def test_with_none_there_is_one_clear_line(
    nothing_found: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert browser.main([]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert any("playwright" in command for command in nothing_found)
    assert os.environ["PATH"]

"""Tests of scripts.check."""

from __future__ import annotations

import pytest

from scripts import check


def test_a_build_tells_that_the_demo_is_to_be_timed_anew_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = "demo_benchmark.json: out of date: /site/model.json changed; run make bench-demo"
    monkeypatch.setattr(check, "STAGES", [])
    monkeypatch.setattr(check.demo_benchmark, "fault", lambda _: stale)
    assert check.main([]) == 1
    assert stale in capsys.readouterr().out
    assert check.main(["--built"]) == 0
    assert stale in capsys.readouterr().out


def test_a_build_fails_on_what_it_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "check", lambda *_: "out of date")
    assert check.main(["--built"]) == 1

"""Tests of scripts.check."""

from __future__ import annotations

import pytest

from scripts import check


@pytest.mark.parametrize("place", range(len(check.BENCHMARKS)))
def test_a_build_tells_that_speed_is_to_be_measured_anew_and_goes_on(
    place: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = "benchmark.json: out of date: something changed; run make bench"
    monkeypatch.setattr(check, "STAGES", [])
    for each in check.BENCHMARKS:
        told = stale if each is check.BENCHMARKS[place] else None
        monkeypatch.setattr(each, "fault", lambda _, told=told: told)
    assert check.main([]) == 1
    assert stale in capsys.readouterr().out
    assert check.main(["--built"]) == 0
    assert stale in capsys.readouterr().out


def test_a_build_fails_on_what_it_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "check", lambda *_: "out of date")
    assert check.main(["--built"]) == 1


@pytest.mark.parametrize("place", range(len(check.TOLD)))
def test_what_seldom_makes_slower_is_told_and_no_fault(
    place: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "benchmark.json: something changed since; make bench measures again"
    for each in (*check.BENCHMARKS, *check.TOLD):
        monkeypatch.setattr(each, "fault", lambda _: None)
    monkeypatch.setattr(check.TOLD[place], "note", lambda _: told)
    monkeypatch.setattr(check, "STAGES", [])
    assert check.main([]) == 0
    assert told in capsys.readouterr().out

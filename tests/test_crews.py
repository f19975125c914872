from __future__ import annotations

import argparse
import sys

import pytest

from scripts import crews, threads
from scripts.cluster import Cluster
from scripts.crews import InTurn
from scripts.processes import Processes


def choose(*words: str) -> object:
    return crews.choose(crews.add_options(argparse.ArgumentParser()).parse_args(words))


def test_by_default_jobs_are_done_in_turn_with_the_threads_that_tensorflow_takes() -> None:
    assert choose() == InTurn()
    assert choose("--threads", "3") == InTurn(3)


def test_processes_share_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "own", lambda: 16)
    assert choose("--workers", "3") == Processes(3, 5)
    assert choose("--workers", "32") == Processes(32, 1)
    assert choose("--workers", "3", "--threads", "8") == Processes(3, 8)


def test_a_cluster_has_the_threads_of_this_machine() -> None:
    address = "tcp://127.0.0.1:8786"
    assert choose("--scheduler", address) == Cluster(address, threads.own())
    assert choose("--scheduler", address, "--threads", "8") == Cluster(address, 8)


def test_without_dask_it_is_said_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "scripts.cluster")
    monkeypatch.delitem(sys.modules, "scripts.cluster_worker")
    with pytest.raises(ValueError, match="no module named distributed; run make cluster"):
        choose("--scheduler", "tcp://127.0.0.1:8786")


@pytest.mark.parametrize(
    "words", [["--workers", "0"], ["--workers", "2", "--scheduler", "tcp://x"]]
)
def test_what_makes_no_sense_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        choose(*words)
    assert "--workers" in capsys.readouterr().err

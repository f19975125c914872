from __future__ import annotations

import pytest

from mnist.records import Epoch
from scripts import job_progress
from scripts.job_progress import JobProgress
from scripts.jobs import Done, Job
from scripts.stages import Recipe

PLAN = Recipe("cross_validation", {}, {}, {}, "0" * 64)


def job(number: int) -> Job:
    return Job(PLAN, f"fold-{number}.json", f"fold {number}/2", 2, lambda *_, **__: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in its one place."""
    now = [100.0]
    monkeypatch.setattr(job_progress.time, "monotonic", lambda: now[0])
    return now


def test_the_time_left_follows_from_the_time_taken(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = JobProgress([job(1), job(2)])
    clock[0] += 30
    progress.epoch(job(1), Epoch(1, 0.25, 0.9, 30.0, 0.125, 0.95))
    clock[0] += 30
    progress.epoch(job(1), Epoch(2, 0.2, 0.92, 30.0))
    progress.end(Done(job(1), None, {}))
    assert capsys.readouterr().out.splitlines() == [
        "fold 1/2, epoch 1/2: loss 0.2500, accuracy 0.9000; "
        "validation loss 0.1250, accuracy 0.9500 (30 s, 1:30 left)",
        "fold 1/2, epoch 2/2: loss 0.2000, accuracy 0.9200 (30 s, 1:00 left)",
    ]


def test_lines_say_which_worker_has_what(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = JobProgress([job(1), job(2)])
    progress.begin(job(1), "worker a")
    progress.begin(job(2), "worker b")
    clock[0] += 10
    progress.epoch(job(2), Epoch(1, 0.25, 0.9, 10.0), "worker b")
    clock[0] += 10
    progress.end(Done(job(2), None, {}, "worker b"))
    assert capsys.readouterr().out.splitlines() == [
        "worker a: fold 1/2: begins (0/2 jobs done)",
        "worker b: fold 2/2: begins (0/2 jobs done)",
        "worker b: fold 2/2, epoch 1/2: loss 0.2500, accuracy 0.9000 (10 s, 0:30 left)",
        "worker b: fold 2/2: done (1/2 jobs done, 0:20 left)",
    ]


def test_what_a_lost_worker_had_done_of_a_job_is_to_be_done_again(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = JobProgress([job(1)])
    progress.begin(job(1), "worker a")
    clock[0] += 10
    progress.epoch(job(1), Epoch(1, 0.25, 0.9, 10.0), "worker a")
    progress.lost("worker a")
    progress.lost("worker that had none")
    progress.begin(job(1), "worker b")
    clock[0] += 10
    progress.epoch(job(1), Epoch(1, 0.25, 0.9, 10.0), "worker b")
    assert capsys.readouterr().out.splitlines()[2:] == [
        "worker a: lost; fold 1/2 runs again elsewhere",
        "worker b: fold 1/2: begins (0/1 jobs done)",
        "worker b: fold 1/2, epoch 1/2: loss 0.2500, accuracy 0.9000 (10 s, 0:20 left)",
    ]

"""Jobs in processes of this machine, some of them killed."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import threads
from scripts.crews import InTurn
from scripts.cross_validate import CrossValidating
from scripts.job_progress import JobProgress
from scripts.jobs import Job
from scripts.processes import Processes
from scripts.workspace import Workspace
from tests.stand_in_jobs import fail, job


class Killing(JobProgress):
    """Kills processes as they begin their jobs, as often as it is told."""

    def __init__(self, jobs: list[Job], times: int) -> None:
        super().__init__(jobs)
        self.left = times

    def begin(self, job: Job, worker: str) -> None:
        super().begin(job, worker)
        if self.left:
            self.left -= 1
            os.kill(int(worker.removeprefix("process ")), signal.SIGKILL)


def test_several_processes_measure_what_one_does_to_the_last_bit(
    mnist_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace("smoke", mnist_dir.parent.parent)
    [one, other] = CrossValidating(workspace.experiments()["baseline"], workspace).jobs()
    progress = JobProgress([one, other])
    [here] = InTurn().run([one], workspace, progress)
    found = {
        done.job.part: done
        for done in Processes(2, threads.own()).run([one, other], workspace, progress)
    }
    there = found[one.part]
    assert there.result.epochs[0].loss == here.result.epochs[0].loss
    assert (there.result.loss, there.result.accuracy) == (here.result.loss, here.result.accuracy)
    assert there.machine == here.machine | {"threads": threads.own()}
    assert found[other.part].worker != there.worker
    assert f"{there.worker}: baseline: fold 1/2, epoch 1/1" in capsys.readouterr().out
    # Why the number of threads belongs to what must be equal.
    [cut_otherwise] = Processes(1, threads.own() + 1).run([one], workspace, progress)
    assert cut_otherwise.result.loss != here.result.loss


def test_a_killed_process_is_replaced_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs, workspace = [job("first", tmp_path)], Workspace("smoke", tmp_path)
    [done] = Processes(1, 1).run(jobs, workspace, Killing(jobs, 1))
    assert f"process {done.result}" == done.worker
    assert "lost; first runs again elsewhere" in capsys.readouterr().out
    with pytest.raises(ValueError, match="first: its process was killed twice"):
        list(Processes(1, 1).run(jobs, workspace, Killing(jobs, 2)))


def test_an_error_is_that_of_the_job(tmp_path: Path) -> None:
    failing = replace(job("first", tmp_path), work=fail)
    with pytest.raises(ValueError, match="expected a file, found none"):
        list(Processes(1, 1).run([failing], Workspace("smoke", tmp_path), JobProgress([failing])))

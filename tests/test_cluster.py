"""Jobs at real workers of a real scheduler: killed, late, stale and without a scheduler."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from dask import config as dask_config

from mnist.dataset import TRAIN_IMAGES
from scripts import cross_validate, threads
from scripts.cluster import Cluster
from scripts.crews import InTurn
from scripts.cross_validate import CrossValidating
from scripts.job_progress import JobProgress
from scripts.jobs import Job
from scripts.stages import CROSS_VALIDATION
from scripts.studies import bring_up_to_date
from scripts.workspace import Workspace
from tests.dask_processes import DaskProcesses, dask_processes
from tests.stand_in_jobs import job

Scores = list[tuple[float, ...]]


def make_workspace(root: Path, mnist_dir: Path) -> Workspace:
    (root / "data").mkdir(parents=True)
    (root / "data" / "mnist").symlink_to(mnist_dir)
    return Workspace("smoke", root)


def scores(workspace: Workspace) -> Scores:
    """All that the baseline's folds measured, to the last bit."""
    folds = CROSS_VALIDATION.load(workspace)["baseline"].folds
    assert [fold.fold for fold in folds] == [1, 2]
    return [
        (
            *(fold.accuracy, fold.loss, fold.training_accuracy, fold.training_loss),
            *(value for each in fold.epochs for value in (each.loss, each.validation_loss or 0)),
        )
        for fold in folds
    ]


def study(workspace: Workspace) -> CrossValidating:
    return CrossValidating(workspace.experiments()["baseline"], workspace)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, mnist_dir: Path) -> Scores:
    """What this process measures by itself."""
    workspace = make_workspace(tmp_path_factory.mktemp("alone"), mnist_dir)
    bring_up_to_date([study(workspace)], InTurn(), workspace)
    return scores(workspace)


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskProcesses]:
    """A scheduler with one worker."""
    with dask_processes(tmp_path_factory.mktemp("dask")) as started:
        started.worker("a")
        yield started


class Watching(JobProgress):
    """Progress, and a hand in what happens as a job begins."""

    def __init__(self, jobs: list[Job], on_begin: Callable[[int], None]) -> None:
        super().__init__(jobs)
        self.begun: list[tuple[str, str]] = []
        self._on_begin = on_begin

    def begin(self, job: Job, worker: str) -> None:
        super().begin(job, worker)
        self.begun.append((worker, job.title))
        self._on_begin(len(self.begun))


class Silent(JobProgress):
    """Progress of nothing."""

    def __init__(self) -> None:
        super().__init__([])


def test_a_worker_killed_half_way_is_replaced_by_one_that_joins_late(
    tmp_path: Path,
    mnist_dir: Path,
    expected: Scores,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = make_workspace(tmp_path / "root", mnist_dir)
    with dask_processes(tmp_path) as dask:
        first = dask.worker("a")

        def at_the_second(begun: int) -> None:
            if begun == 2:
                Thread(target=kill_after_the_first_fold, args=(workspace, first)).start()
                dask.worker("b")

        watch = Watching(study(workspace).jobs(), at_the_second)
        monkeypatch.setattr("scripts.studies.JobProgress", lambda jobs: watch)
        bring_up_to_date([study(workspace)], Cluster(dask.address, threads.own()), workspace)
    assert scores(workspace) == expected
    [(_, one), (_, other)] = watch.begun[:2]
    assert watch.begun == [("worker a", one), ("worker a", other), ("worker b", other)]
    said = capsys.readouterr().out
    assert f"worker a: lost; {other} runs again elsewhere" in said
    assert re.search(rf"worker b: {other}: done \(2/2 jobs done, 0:00 left\)", said)
    entry = CROSS_VALIDATION.load(workspace)["baseline"]
    assert entry.run.machine["threads"] == threads.own()


def test_a_late_worker_takes_jobs_that_wait(tmp_path: Path, staffed: DaskProcesses) -> None:
    """A job ends when another process has one too, which starts when the first job has begun."""
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    jobs = [job(name, meeting, others=1) for name in ("first", "second", "third")]

    def at_the_first(begun: int) -> None:
        if begun == 1:
            held.extend(staffed.files(TRAIN_IMAGES.name))
            staffed.worker("b")

    held: list[Path] = []
    watch = Watching(jobs, at_the_first)
    crew, workspace = Cluster(staffed.address, threads.own()), Workspace("full")
    done = list(crew.run(jobs, workspace, watch))
    assert sorted(each.job.title for each in done) == ["first", "second", "third"]
    assert {each.worker for each in done} == {"worker a", "worker b"}
    assert len(held) == 1
    both = {path: path.stat().st_mtime_ns for path in staffed.files(TRAIN_IMAGES.name)}
    assert len(both) == 2
    # Data that a worker has are not sent again.
    list(crew.run([job("fourth", tmp_path)], workspace, Silent()))
    assert both == {path: path.stat().st_mtime_ns for path in both}


def test_a_worker_with_other_source_is_refused(tmp_path: Path, staffed: DaskProcesses) -> None:
    one = job("first", tmp_path)
    stale = replace(one, plan=replace(one.plan, source="0" * 64))
    with pytest.raises(ValueError, match=r"worker \w at tcp://.*: expected the source"):
        list(Cluster(staffed.address, threads.own()).run([stale], Workspace("full"), Silent()))


def test_without_a_scheduler_what_is_done_is_kept_and_goes_on(
    tmp_path: Path,
    mnist_dir: Path,
    expected: Scores,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = make_workspace(tmp_path / "root", mnist_dir)
    monkeypatch.setattr(cross_validate, "Workspace", lambda profile: workspace)
    only = replace(CROSS_VALIDATION, applies=lambda experiment: experiment.name == "baseline")
    monkeypatch.setattr(cross_validate, "CROSS_VALIDATION", only)
    with dask_processes(tmp_path) as dask:
        dask.worker("a")
        Thread(target=kill_after_the_first_fold, args=(workspace, dask.scheduler)).start()
        assert cross_validate.main(["--scheduler", dask.address]) == 2
        heard = capsys.readouterr()
        assert f"error: {dask.address}: the scheduler is gone; start one again" in heard.err
        with dask_config.set({"distributed.comm.timeouts.connect": "1s"}):
            assert cross_validate.main(["--scheduler", dask.address]) == 2
        assert "expected a Dask scheduler that answers" in capsys.readouterr().err
    assert cross_validate.main([]) == 0
    said = capsys.readouterr().out
    assert said.count("kept from an earlier run") == 1
    assert scores(workspace) == expected


def kill_after_the_first_fold(workspace: Workspace, process: subprocess.Popen[bytes]) -> None:
    while not list(workspace.cache.rglob("fold-*.json")):
        sleep(0.01)
    process.kill()

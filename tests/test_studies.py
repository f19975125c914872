"""Studies with jobs that take no time: what is kept, and what comes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mnist.config import Experiment
from mnist.records import CrossValidation, FoldScore, Overfitting
from scripts.jobs import Done, Job, OnEpoch, Results, Watch
from scripts.runs import Finish, Product, machine
from scripts.stages import CROSS_VALIDATION, Recipe
from scripts.studies import Study, bring_up_to_date, together
from scripts.workspace import Workspace

HERE = {"processor": "one", "cores": 4}
THERE = {"processor": "another", "cores": 4}


def score(workspace: Workspace, number: int, *, on_epoch: OnEpoch) -> FoldScore:
    return FoldScore(number, 10, 5, number / 10, 1.0, 1.0, 0.0, 2.0, [])


class Folds(Study):
    """Three folds; what is kept of one is not quite its result."""

    stage = CROSS_VALIDATION
    kind = FoldScore

    def jobs(self) -> list[Job]:
        return [
            self.job(f"fold-{at}.json", f"fold {at}", 1, partial(score, number=at))
            for at in (1, 2, 3)
        ]

    def tell(self, job: Job, kept: FoldScore) -> str:
        return f"accuracy {kept.accuracy}"

    def join(self, kept: list[FoldScore], finish: Finish) -> Product:
        nothing = Overfitting(1, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
        return Product(CrossValidation(finish(), kept, 0.0, 0.0, 0.0, 0.0, nothing))


class Crew:
    """Does the last job first, and is interrupted after as many as it is told."""

    def __init__(self, until: int | None = None) -> None:
        self.until = until
        self.did: list[str] = []

    def run(self, jobs: Any, workspace: Workspace, watch: Watch) -> Results:
        for job in reversed(jobs):
            if len(self.did) == self.until:
                raise KeyboardInterrupt
            self.did.append(job.title)
            where = HERE if job.title == "fold 2" else THERE
            yield Done(job, job.work(workspace, on_epoch=partial(watch.epoch, job)), where, "w")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace("smoke", tmp_path)


def baseline(workspace: Workspace) -> Experiment:
    return workspace.experiments()["baseline"]


def test_results_in_any_order_make_one_in_the_order_of_the_jobs(workspace: Workspace) -> None:
    bring_up_to_date([Folds(baseline(workspace), workspace)], Crew(), workspace)
    entry = CROSS_VALIDATION.load(workspace)["baseline"]
    assert [fold.fold for fold in entry.folds] == [1, 2, 3]
    assert entry.run.machine == {"processor": "another or one", "cores": 4}


def test_what_was_done_before_an_interruption_is_not_done_again(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    study = Folds(baseline(workspace), workspace)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date([study], Crew(until=2), workspace)
    assert not CROSS_VALIDATION.load(workspace)
    later = Crew()
    bring_up_to_date([study], later, workspace)
    assert later.did == ["fold 1"]
    said = capsys.readouterr().out
    assert "fold 2: kept from an earlier run" in said
    assert "fold 2: accuracy 0.2" in said
    assert len(CROSS_VALIDATION.load(workspace)["baseline"].folds) == 3


def test_interrupted_after_the_last_job_nothing_is_left_to_do(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Folds(baseline(workspace), workspace)
    with monkeypatch.context() as patch:
        patch.setattr(Folds, "join", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date([study], Crew(), workspace)
    later = Crew(until=0)
    bring_up_to_date([study], later, workspace)
    assert later.did == []
    assert len(CROSS_VALIDATION.load(workspace)["baseline"].folds) == 3


def test_jobs_of_all_experiments_are_given_at_once(workspace: Workspace) -> None:
    every = [Folds(each, workspace) for each in CROSS_VALIDATION.experiments(workspace)]
    crew, later = Crew(until=4), Crew()
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(every, crew, workspace)
    assert crew.did == ["fold 3", "fold 2", "fold 1", "fold 3"]
    bring_up_to_date(every, later, workspace)
    assert later.did == ["fold 2", "fold 1"]
    assert sorted(CROSS_VALIDATION.load(workspace)) == ["augmented", "baseline"]


def test_a_current_result_has_no_jobs(workspace: Workspace) -> None:
    study = Folds(baseline(workspace), workspace)
    bring_up_to_date([study], Crew(), workspace)
    again = Crew(until=0)
    bring_up_to_date([study], again, workspace)
    assert again.did == []


def test_a_job_is_known_by_the_run_key_and_its_name(workspace: Workspace) -> None:
    one, other, _ = Folds(baseline(workspace), workspace).jobs()
    assert one.key == f"{one.plan.key}-fold-1.json"
    assert other.plan.key == one.plan.key
    changed = Job(Recipe("cross_validation", {}, {}, {}, "other"), one.part, "", 1, one.work)
    assert changed.key != one.key


def test_machines_alike_are_one() -> None:
    assert together([HERE, HERE]) == HERE
    assert together([HERE, THERE])["processor"] == "another or one"
    assert together([]) == machine()

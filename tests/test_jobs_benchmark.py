"""The benchmark of jobs: what is measured, kept and shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from mnist import artefacts
from mnist.config import BASELINE
from scripts import bench_jobs, seals
from scripts.benchmarks import BenchmarkError
from scripts.cross_validate import CrossValidating
from scripts.jobs_benchmark import artefact, child, processes, show
from scripts.jobs_benchmark.fitted import Fitted
from scripts.jobs_benchmark.measure import measure
from scripts.jobs_benchmark.memory import Peak, held
from scripts.jobs_benchmark.model import (
    Parts,
    Room,
    Split,
    least_shares,
    parts,
    passes,
    room,
    split,
    turns,
)
from scripts.jobs_benchmark.order import Answer, Order
from scripts.jobs_benchmark.processes import Trial, timed
from scripts.jobs_benchmark.record import crews, size
from scripts.jobs_benchmark.records import JobsBenchmark
from scripts.jobs_benchmark.settings import FULL, SMOKE, at_once, in_turn
from scripts.jobs_benchmark.show import FRAGMENTS, MISSING, TEXTS
from scripts.runs import own_key
from scripts.site_benchmark.timing import Cost
from scripts.workspace import ROOT, Workspace
from tests.copies import write_folder
from tests.example_jobs_benchmark import PARTS, example_jobs_benchmark
from tests.example_jobs_benchmark import effort as example_effort

RESULT = example_jobs_benchmark()
MEBI = 2**20


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


# --- what is ordered ----------------------------------------------------------------------


def test_an_order_is_the_baseline_of_another_size() -> None:
    ordered = Order(folds=4, images=800, epochs=1).experiment
    assert ordered.name == BASELINE.name
    assert ordered.data.training_images == 800
    assert ordered.cross_validation.folds == 4
    assert ordered.training == replace(BASELINE.training, epochs=1)
    assert ordered.model == BASELINE.model


def test_nothing_is_measured_twice_a_round() -> None:
    for knobs in (FULL, SMOKE):
        orders = [*in_turn(knobs), *at_once(knobs)]
        assert len(set(orders)) == len(orders)


def test_workers_do_what_is_also_done_in_turn() -> None:
    for knobs in (FULL, SMOKE):
        assert {replace(each, workers=None) for each in at_once(knobs)} <= set(in_turn(knobs))


# --- what is held and timed ---------------------------------------------------------------


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = f"content = bytearray({100 * MEBI})"
    inner = f"{hold}; import pathlib, time; pathlib.Path('held').touch(); time.sleep(60)"
    outer = f"{hold}; import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    process = subprocess.Popen(python(outer), cwd=tmp_path, process_group=0)
    try:
        while not (tmp_path / "held").exists():
            assert process.poll() is None
            time.sleep(0.02)
        with Peak(process.pid) as peak:
            while peak.bytes == 0:
                time.sleep(0.02)
        assert peak.bytes > 200 * MEBI
    finally:
        os.killpg(process.pid, 9)
        process.wait()
    assert held(process.pid) == 0


def test_a_command_is_timed_with_all_that_it_starts() -> None:
    inner = "sum(range(3_000_000))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}]); print(7)"
    (small, _), (large, said) = timed(python("pass")), timed(python(outer))
    assert said.split() == ["7"]
    assert large.processor > small.processor > 0


def test_a_command_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(BenchmarkError, match="no such fold"):
        timed(python("raise SystemExit('no such fold')"))


def test_work_that_is_not_what_was_ordered_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = json.dumps(asdict(Answer(folds=2, accuracy=0.5, threads=1)))
    monkeypatch.setattr(processes, "timed", lambda _: (Cost(1, 1, 1), f"some line\n{said}\n"))
    assert processes.run(Order(2, 100, 1), tmp_path).answer.folds == 2
    with pytest.raises(BenchmarkError, match="expected 3, found 2 folds"):
        processes.run(Order(3, 100, 1), tmp_path)


# --- the order in which it is measured ----------------------------------------------------


def trial(seconds: float) -> Trial:
    return Trial(Cost(seconds, 1.5 * seconds, 100), Answer(2, 0.9, 1))


def test_everything_takes_its_turn_and_another_one_is_first_each_round(
    capsys: pytest.CaptureFixture[str],
) -> None:
    orders, done = at_once(FULL), []

    def run(order: Order) -> Trial:
        done.append(order)
        return trial(len(done))

    found = measure(orders, 2, run)
    one, two, four = orders
    assert done == [one, two, four, two, four, one]
    assert [each.cost.seconds for each in found[one]] == [1, 6]
    said = capsys.readouterr().out
    assert "round 2/2, 4 folds of 8,000 images 2 at once: 4.0 s, accuracy 0.9000" in said


def test_workers_are_compared_with_one_of_the_same_rounds() -> None:
    one, two, four = at_once(FULL)
    alone = replace(one, workers=None)
    rounds = {
        alone: [trial(5), trial(6)],
        one: [trial(10), trial(12)],
        two: [trial(6), trial(7.2)],
        four: [trial(7), trial(9)],
    }
    found = crews(rounds, FULL)
    assert [each.workers for each in found] == [None, 1, 2, 4]
    assert [each.beside.value for each in found[:3]] == pytest.approx([0.5, 1, 0.6])
    assert (found[2].beside.low, found[2].beside.high) == pytest.approx((0.6, 0.6))
    assert found[3].beside.low < found[3].beside.value < found[3].beside.high


def test_a_size_tells_what_went_through_the_network() -> None:
    found = size(Order(3, 300, 2), [trial(4), trial(6)])
    # Each of 600 learned from in two epochs of three folds, three times; 300 scored in each epoch,
    # and in the end 300 in each fold.
    assert found.passes == 3 * 2 * 600 + 2 * 300 + 3 * 300
    assert found.effort.median == 5


# --- the models ---------------------------------------------------------------------------


def test_the_parts_of_folds_and_images_are_found_again() -> None:
    sizes = [(each.folds, each.passes) for each in RESULT.sizes]
    found = parts(sizes, [PARTS.at(*each) for each in sizes])
    assert asdict(found) == pytest.approx(asdict(PARTS))


def test_the_parts_of_workers_are_found_again() -> None:
    shares = [1, 0.5, 0.25]
    found = split(shares, [Split(20, 16).at(each) for each in shares])
    assert asdict(found) == pytest.approx({"shared": 20, "alone": 16})
    held = room([1, 2, 4], [Room(400, 600).at(each) for each in (1, 2, 4)])
    assert asdict(held) == pytest.approx({"lead": 400, "worker": 600})


def test_no_part_is_negative() -> None:
    assert least_shares([(1, 1), (1, 2), (1, 4)], [8, 4, 2])[1] == 0
    assert asdict(parts([(2, 10), (4, 10)], [5, 3]))["fold"] == 0


def test_what_took_no_time_was_not_measured() -> None:
    with pytest.raises(ValueError, match="above 0"):
        least_shares([(1, 1)], [0])


def test_more_workers_than_cores_or_jobs_take_as_many_turns() -> None:
    assert [turns(workers, 2, 4) for workers in (1, 2, 4)] == [1, 0.5, 0.5]
    assert [turns(workers, 8, 4) for workers in (1, 2, 3, 8)] == [1, 0.5, 0.5, 0.25]


def test_memory_comes_to_its_limit_where_all_is_held() -> None:
    held = Room(400, 600)
    assert held.at(3) == 2200
    assert held.reaches(2200) == 3
    assert held.reaches(300) == 0
    assert Room(400, 0).reaches(1000) == float("inf")


def test_the_protocol_is_reckoned_by_the_same_parts() -> None:
    expected = Parts(5, 2, 80e-6).at(6, passes(6, 60_000, 10))
    assert Fitted(RESULT).protocol() == pytest.approx(expected)
    assert Fitted(RESULT).off() == pytest.approx(0, abs=1e-9)


# --- the artefact -------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with the code that does jobs, which was measured."""
    names = [f"scripts/{name}.py" for name in artefact.BRINGING]
    write_folder(tmp_path, {name: b"a = 1\n" for name in (*names, "mnist/cross_validation.py")})
    place = Workspace("full", tmp_path)
    measured = replace(RESULT, run=replace(RESULT.run, inputs=artefact.inputs(tmp_path)))
    artefacts.write(artefact.path(place), JobsBenchmark, measured)
    return place


def test_what_changed_since_it_was_measured_is_named(workspace: Workspace) -> None:
    assert artefact.note(workspace) is None
    write_folder(workspace.root, {"mnist/cross_validation.py": b"a = 1  # one\n"})
    assert artefact.note(workspace) is None
    changed = {"mnist/cross_validation.py": b"a = 2\n", "scripts/crews.py": b"a = 2\n"}
    write_folder(workspace.root, changed)
    said = artefact.note(workspace)
    assert said is not None
    assert "mnist/cross_validation.py, scripts/crews.py changed" in said
    assert "make bench-jobs" in said


def test_a_benchmark_whose_sources_are_not_there_is_told_of(workspace: Workspace) -> None:
    for name in ("mnist/cross_validation.py", "scripts/crews.py"):
        (workspace.root / name).unlink()
    said = artefact.note(workspace)
    assert said is not None
    assert "mnist/cross_validation.py, scripts/crews.py changed" in said


def test_a_digit_that_was_changed_by_hand_is_found(workspace: Workspace) -> None:
    run = replace(RESULT.run, key=own_key(RESULT.run))
    sealed = seals.sealed(JobsBenchmark, replace(RESULT, run=run))
    artefacts.write(artefact.path(workspace), JobsBenchmark, sealed)
    assert artefact.fault(workspace) is None
    artefacts.write(artefact.path(workspace), JobsBenchmark, replace(sealed, sizes=[]))
    said = artefact.fault(workspace)
    assert said is not None
    assert "edited by hand" in said


def test_a_benchmark_that_was_not_run_is_no_fault(tmp_path: Path) -> None:
    for asked in (artefact.load, artefact.note, artefact.fault):
        assert asked(Workspace("full", tmp_path)) is None


# --- what is shown ------------------------------------------------------------------------


def test_the_page_includes_all_fragments_whether_it_was_measured_or_not() -> None:
    page = (ROOT / "docs" / "growth.md").read_text(encoding="utf-8")
    included = {f"generated/{name}.md" for name in FRAGMENTS}
    assert all(f'--8<-- "docs/{name}"' in page for name in included)
    assert show.missing().keys() == included
    fragments = {name for name in show.shown(RESULT) if name.startswith("generated/")}
    assert fragments == included


def test_what_was_not_measured_is_said_to_be_missing(tmp_path: Path) -> None:
    rendered = show.render(Workspace("full", tmp_path))
    said = [name for name, text in rendered.items() if text == MISSING.encode()]
    assert said == [f"generated/{name}.md" for name in TEXTS]


def text(name: str, result: JobsBenchmark = RESULT) -> str:
    return show.shown(result)[f"generated/{name}.md"].decode()


def test_findings_tell_what_was_measured() -> None:
    found = text("jobs-sizes-findings")
    for part in ("5.00\u202fs to begin", "2.00\u202fs for a fold", "80\u202fµs for each pass"):
        assert part in found
    assert "takes about 14 minutes" in text("jobs-protocol")
    assert "0.75\u202f× (0.73–0.77) as long with 2 workers" in text("jobs-workers-findings")


def test_every_row_has_what_the_model_expects() -> None:
    rows = [line for line in text("jobs-sizes-table").splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(RESULT.sizes)
    assert all("| 0\u202f% |" in row for row in rows[2:])
    assert "| −2\u202f% |" in text("jobs-workers-table")


def test_cores_run_out_before_memory_where_there_are_few() -> None:
    found = text("jobs-limits")
    assert "first on this machine is the cores: there are 2, and 4 workers took 1.03" in found
    assert "about 13 workers fill" in found


def test_memory_runs_out_before_cores_where_there_are_many() -> None:
    machine = RESULT.run.machine | {"cores": 64}
    found = text("jobs-limits", replace(RESULT, run=replace(RESULT.run, machine=machine)))
    assert "first on this machine is memory: a worker holds 600\u202fMiB" in found
    assert found.strip().endswith("Next is the cores: there are 64.</span>")


def test_what_does_not_gain_is_shown_too() -> None:
    """One core, one number of workers, all the same size: there is little to fit."""
    few = replace(RESULT.crews[1], effort=example_effort(40.0, 100 * MEBI, busy=1))
    one = replace(
        RESULT,
        run=replace(RESULT.run, machine=RESULT.run.machine | {"cores": 1}),
        sizes=RESULT.sizes[:1],
        crews=[RESULT.crews[0], few, replace(few, workers=2)],
    )
    assert show.shown(one).keys() == show.shown(RESULT).keys()


# --- a real, small run --------------------------------------------------------------------


@pytest.mark.usefixtures("mnist_dir")
def test_a_fold_that_was_kept_is_not_taken_and_none_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mnist").symlink_to(Workspace("full").data)
    order = Order(folds=2, images=100, epochs=1)
    cache = Workspace("full").cache
    before = set(cache.rglob("*"))
    assert child.main([str(tmp_path), json.dumps(asdict(order))]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["folds"] == 2
    assert 0 <= answer["accuracy"] <= 1
    study = CrossValidating(order.experiment, Workspace("full", tmp_path))
    assert [job.title for job in study.jobs()] == ["baseline: fold 1/2", "baseline: fold 2/2"]
    assert set(cache.rglob("*")) == before


@pytest.mark.pipeline
@pytest.mark.usefixtures("mnist_dir")
def test_a_trial_measures_folds_images_and_workers() -> None:
    found = bench_jobs.bench_jobs(Workspace("smoke"), SMOKE)
    sizes = {(each.folds, each.images) for each in found.sizes}
    assert sizes == {(2, 200), (3, 200), (2, 400)}
    assert [each.workers for each in found.crews] == [None, 1, 2]
    assert found.crews[2].effort.memory > found.crews[1].effort.memory > 200 * MEBI
    assert show.shown(replace(found, run=replace(found.run, machine=RESULT.run.machine)))
    assert artefacts.dump(JobsBenchmark, found)

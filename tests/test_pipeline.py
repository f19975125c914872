"""The smoke profile from download to built site, in a copy of the project, by `make`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.stages import STAGES, Stage
from scripts.workspace import PROJECT, ROOT, Workspace
from tests.smoke_builds import Line
from tests.static import serve_folder

pytestmark = pytest.mark.pipeline

ONE_STROKE = [[[50, 10], [50, 90]]]


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def start(smoke: Workspace, module: str, *words: str) -> subprocess.Popen[str]:
    """One stage of the smoke profile, in a process of its own."""
    return subprocess.Popen(
        [str(ROOT / ".venv/bin/python"), "-m", module, "--profile", "smoke", *words],
        cwd=smoke.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def measured(smoke: Workspace) -> dict[Stage, int]:
    """How many entries the artefact of each stage has, those aside that need pen strokes."""
    entries = {
        stage: len(stage.experiments(smoke)) if stage.by_experiment else 1
        for stage in STAGES
        if not stage.drawings
    }
    return {stage: count for stage, count in entries.items() if count}


@pytest.fixture(scope="module")
def built(smoke_build: tuple[Path, list[Line]]) -> tuple[Path, str]:
    """A copy of the project with its smoke site built, and what the build said."""
    folder, lines = smoke_build
    return folder, "\n".join(line for _, line in lines)


@pytest.fixture(scope="module")
def smoke(built: tuple[Path, str]) -> Workspace:
    return Workspace("smoke", built[0])


def test_every_stage_ran(built: tuple[Path, str], smoke: Workspace) -> None:
    _, said = built
    for stage in measured(Workspace("smoke", built[0])):
        assert f"{stage.name}" in said
    assert "fold 2/2" in said
    assert "scored again on 300 test images" in said
    evaluation = json.loads((smoke.artefacts / "evaluation.json").read_text())["baseline"]
    assert evaluation["test"]["count"] == 300
    assert evaluation["exported"]["count"] == 300
    assert sum(map(sum, evaluation["test"]["confusion"])) == 300


def test_the_committed_results_are_left_alone(built: tuple[Path, str]) -> None:
    folder, _ = built
    committed = Path("docs") / PROJECT
    for path in sorted((ROOT / committed / "artefacts").rglob("*.*")):
        assert (folder / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_the_page_shows_what_was_measured(smoke: Workspace) -> None:
    page = (smoke.site / PROJECT / "index.html").read_text()
    evaluation = json.loads((smoke.artefacts / "evaluation.json").read_text())["baseline"]
    folds = json.loads((smoke.artefacts / "cross_validation.json").read_text())["baseline"]
    assert f"{100 * evaluation['test']['accuracy']:.2f}" in page
    for fold in folds["folds"]:
        assert f"{fold['accuracy']:.4f}" in page
        assert f"{fold['loss']:.4f}" in page


def test_a_second_build_measures_nothing(built: tuple[Path, str]) -> None:
    folder, _ = built
    again = make(folder, "PROFILE=smoke", "measure")
    assert again.returncode == 0, again.stderr
    assert "measuring" not in again.stdout
    for stage, entries in measured(Workspace("smoke", folder)).items():
        said = re.findall(rf"^{stage.name}\b.*: up to date", again.stdout, re.MULTILINE)
        assert len(said) == entries, stage.name


def test_a_model_that_is_not_the_measured_one_stops_the_build(smoke: Workspace) -> None:
    path = smoke.artefacts / "evaluation.json"
    before = path.read_text()
    entries = json.loads(before)
    entries["baseline"]["test"]["correct"] += 20
    path.write_text(json.dumps(entries))
    try:
        verify = start(smoke, "scripts.evaluate", "--verify")
        _, said = verify.communicate()
    finally:
        path.write_text(before)
    assert verify.returncode == 2
    assert "correct in Keras" in said


def test_a_killed_fresh_run_goes_on_at_its_fold_and_measures_the_same(smoke: Workspace) -> None:
    path = smoke.artefacts / "cross_validation.json"
    before = json.loads(path.read_text())["baseline"]
    assert start(smoke, "scripts.fresh", "begin").wait() == 0
    killed = start(smoke, "scripts.cross_validate")
    for line in killed.stdout or ():
        if "fold 1/2: accuracy" in line:
            killed.kill()
            break
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert json.loads(path.read_text())["baseline"] == before
    resumed, _ = start(smoke, "scripts.cross_validate").communicate()
    assert start(smoke, "scripts.fresh", "end").wait() == 0
    assert "fold 1/2: kept from an earlier run" in resumed
    assert "fold 2/2, epoch 1/1" in resumed
    after = json.loads(path.read_text())["baseline"]
    for name in ("accuracy", "loss", "training_loss"):
        assert [fold[name] for fold in after["folds"]] == [fold[name] for fold in before["folds"]]


@pytest.fixture
def page_url(smoke: Workspace) -> Iterator[str]:
    with serve_folder(smoke.site, prefix="/portfolio/") as url:
        yield f"{url}{PROJECT}/"


@pytest.mark.browser
def test_the_page_opens_and_its_demo_reads(page_url: str, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page_url, wait_until="networkidle")
    demo = page.locator("digit-demo")
    with page.expect_response("**/*.bin"):
        demo.scroll_into_view_if_needed()
        page.mouse.click(2, 2)  # somebody is there
    page.wait_for_selector("digit-demo[data-state='blank']")
    detail = demo.evaluate("(element, strokes) => element.read(strokes)", ONE_STROKE)
    assert detail["state"] == "digit"
    assert detail["value"] in list("0123456789")
    assert sum(detail["probabilities"]) == pytest.approx(1, abs=1e-3)
    assert errors == []

"""What is committed is what was measured, and measures the same again."""

from __future__ import annotations

import pytest

from scripts import check, evaluate, render
from scripts.stages import CROSS_VALIDATION, EVALUATION, EXPORT, STAGES, TRAINING
from scripts.workspace import Workspace

FULL = Workspace("full")


def test_every_artefact_is_what_todays_sources_give() -> None:
    assert check.main(["--profile", "full"]) == 0


def test_every_rendered_file_is_what_the_artefacts_give() -> None:
    assert render.main(["--profile", "full", "--check"]) == 0


def test_the_models_score_as_the_artefacts_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--profile", "full", "--verify"]) == 0
    assert "scored again on 10000 test images" in capsys.readouterr().out


def test_the_results_come_from_the_full_protocol() -> None:
    folds = CROSS_VALIDATION.load(FULL)["baseline"].folds
    assert [(fold.training_size, fold.validation_size) for fold in folds] == [(50_000, 10_000)] * 6
    assert {len(fold.epochs) for fold in folds} == {10}
    final = TRAINING.load(FULL)["baseline"]
    assert (final.training_size, len(final.epochs), final.parameters) == (60_000, 10, 225_418)


def test_the_exported_model_reads_as_keras_does() -> None:
    entry = EVALUATION.load(FULL)["baseline"]
    assert entry.exported.count == entry.test.count == 10_000
    assert entry.exported.agreement >= 0.999
    assert abs(entry.exported.accuracy - entry.test.accuracy) <= 0.0005
    assert EXPORT.load(FULL)["baseline"].exported == entry.exported


def test_no_artefact_is_left_over() -> None:
    known = {stage.artefact for stage in STAGES} | {"draft.json"}
    found = {str(path.relative_to(FULL.artefacts)) for path in FULL.artefacts.rglob("*.json")} - {
        f"model/{name}/model.json" for name in FULL.experiments()
    }
    assert found == known

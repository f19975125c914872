"""What is committed is what was measured, and measures the same again."""

from __future__ import annotations

import pytest

from scripts import check, evaluate, render, trust
from scripts.demo_benchmark import artefact as demo_benchmark
from scripts.stages import (
    ABLATION,
    CROSS_VALIDATION,
    EVALUATION,
    EXPORT,
    HANDWRITING,
    HELD_OUT,
    STAGES,
    TRAINING,
    WRITERS,
)
from scripts.training_benchmark import artefact as training_benchmark
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
    for experiment in CROSS_VALIDATION.experiments(FULL):
        folds = CROSS_VALIDATION.load(FULL)[experiment.name].folds
        sizes = [(fold.training_size, fold.validation_size) for fold in folds]
        assert sizes == [(50_000, 10_000)] * 6
        assert {len(fold.epochs) for fold in folds} == {experiment.training.epochs}
        final = TRAINING.load(FULL)[experiment.name]
        found = (final.training_size, len(final.epochs), final.parameters)
        assert found == (60_000, experiment.training.epochs, 225_418)


def test_the_study_compares_every_variation_over_several_seeds() -> None:
    study = ABLATION.load(FULL)[""]
    assert [row.name for row in study.rows] == [each.name for each in FULL.ablation().variations]
    assert {len(row.seeds) for row in study.rows} == {3}
    assert (study.training_size, study.validation_size) == (12_000, 10_000)


def test_augmentation_gains_in_every_fold_and_on_the_test_images() -> None:
    scores = CROSS_VALIDATION.load(FULL)
    pairs = zip(scores["baseline"].folds, scores["augmented"].folds, strict=True)
    assert all(augmented.accuracy > plain.accuracy for plain, augmented in pairs)
    test = EVALUATION.load(FULL)
    assert test["augmented"].exported.accuracy > test["baseline"].test.interval[1]
    assert scores["augmented"].mean_accuracy >= 0.9945
    assert test["augmented"].exported.accuracy >= 0.995


def test_every_writer_and_every_image_was_left_out_once() -> None:
    for experiment in WRITERS.experiments(FULL):
        folds = WRITERS.load(FULL)[experiment.name].folds
        assert sorted(writer for fold in folds for writer in fold.writers) == [*range(1, 31)]
        assert sum(fold.drawn.count for fold in folds) == 7_494
        assert sum(fold.mnist.count for fold in folds) == 60_000
        final = TRAINING.load(FULL)[experiment.name]
        assert final.training_size > 60_000 + 7_494
        assert len(final.epochs) == experiment.training.epochs


def test_the_network_of_the_demo_is_small() -> None:
    networks = EVALUATION.load(FULL)
    demo, baseline = networks["demo"], networks["baseline"]
    assert demo.parameters <= 100_000
    assert demo.multiply_adds <= baseline.multiply_adds / 2
    files = EXPORT.load(FULL)["demo"].files.values()
    assert sum(file.bytes for file in files) < 120_000


def test_the_network_of_the_demo_reads_people_and_refuses_the_rest() -> None:
    entry = HANDWRITING.load(FULL)["demo"]
    assert entry.grouped_accuracy >= 0.988
    assert entry.worst_writer >= 0.95
    assert entry.refused_mnist <= 0.01
    assert entry.refused_drawn <= 0.02
    assert entry.refused_letters >= 0.90
    assert entry.refused_scribbles >= 0.95
    assert EVALUATION.load(FULL)["demo"].exported.ece <= 0.005


def test_handwriting_is_that_of_all_who_drew() -> None:
    for entry in HANDWRITING.load(FULL).values():
        assert entry.drawn.accuracy.count == 7_494
        assert len(entry.by_writer) == 30
        assert entry.outside.count == 1_797


@pytest.mark.parametrize("name", [each.name for each in EVALUATION.experiments(FULL)])
def test_the_exported_model_reads_as_keras_does(name: str) -> None:
    entry = EVALUATION.load(FULL)[name]
    assert entry.exported.count == entry.test.count == 10_000
    assert entry.exported.agreement >= 0.999
    assert abs(entry.exported.accuracy - entry.test.accuracy) <= 0.0005
    assert EXPORT.load(FULL)[name].exported == entry.exported


def test_no_artefact_is_left_over() -> None:
    applied = (stage for stage in STAGES if not stage.by_experiment or stage.experiments(FULL))
    known = {stage.artefact for stage in applied} | {"draft.json"}
    found = {str(path.relative_to(FULL.artefacts)) for path in FULL.artefacts.rglob("*.json")} - {
        f"model/{name}/{file}" for name in FULL.experiments() for file in ("model.json", HELD_OUT)
    }
    beside = {demo_benchmark.ARTEFACT, training_benchmark.ARTEFACT, trust.ARTEFACT}
    assert found - beside == known

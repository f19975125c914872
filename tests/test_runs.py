"""Stages on a workspace of their own: what is skipped, resumed, restored, and refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from mnist import artefacts, cross_validation
from mnist.artefacts import ArtefactError
from mnist.config import AugmentationConfig
from mnist.keys import without_none
from mnist.records import FoldScore
from mnist.train import Labelled
from scripts import check, cross_validate, distort, evaluate, fresh, restamp, train
from scripts.crews import InTurn
from scripts.stages import (
    AUGMENTATION,
    CROSS_VALIDATION,
    TRAINING,
    WEIGHTS,
    Stage,
    recipe,
)
from scripts.studies import bring_up_to_date
from scripts.training_data import all_training_data, training_data
from scripts.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, mnist_dir: Path) -> Workspace:
    """A smoke workspace in a temporary folder, its final model trained."""
    root = tmp_path_factory.mktemp("root")
    (root / "data").mkdir()
    (root / "data" / "mnist").symlink_to(mnist_dir)
    made = Workspace("smoke", root)
    train_final(made)
    return made


def train_final(workspace: Workspace) -> None:
    study = train.FinalTraining(workspace.experiments()["baseline"], workspace)
    bring_up_to_date([study], InTurn(), workspace)


@pytest.fixture
def restored(workspace: Workspace) -> Iterator[Workspace]:
    """The workspace, with whatever a test does to the artefact undone."""
    before = TRAINING.path(workspace).read_bytes()
    yield workspace
    TRAINING.path(workspace).write_bytes(before)
    workspace.fresh.unlink(missing_ok=True)


def trained(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    train_final(workspace)
    return capsys.readouterr().out


def fault(stage: Stage, workspace: Workspace) -> str | None:
    return check.check(stage, workspace.experiments()["baseline"], workspace)


def edit(workspace: Workspace, **changes: object) -> None:
    """Change the recorded run of the trained model."""
    entry = TRAINING.load(workspace)["baseline"]
    edited = replace(entry, run=replace(entry.run, **changes))
    TRAINING.save(workspace, "baseline", edited)


def test_what_is_current_is_not_measured_again(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "up to date" in trained(workspace, capsys)
    assert fault(TRAINING, workspace) is None


def test_a_lost_artefact_comes_from_the_cache(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = TRAINING.path(workspace).read_bytes()
    TRAINING.path(workspace).unlink()
    assert "nothing measured" in (fault(TRAINING, workspace) or "")
    assert "taken from the cache" in trained(workspace, capsys)
    assert TRAINING.path(workspace).read_bytes() == before


def test_foreign_weights_are_noticed_and_replaced(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = workspace.models / "baseline" / WEIGHTS
    before = weights.read_bytes()
    weights.write_bytes(before[:-1] + b"?")
    assert "files" in (fault(TRAINING, workspace) or "")
    assert "taken from the cache" in trained(workspace, capsys)
    assert weights.read_bytes() == before


def test_weights_that_were_damaged_in_the_cache_are_not_taken(
    restored: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = restored.models / "baseline" / WEIGHTS
    before = weights.read_bytes()
    (cached,) = (restored.cache / TRAINING.name).glob(f"*/baseline/{WEIGHTS}")
    for path in (cached, weights):
        path.write_bytes(before[:-1])
    assert "measuring" in trained(restored, capsys)
    assert weights.read_bytes() == cached.read_bytes() == before


def test_a_fresh_run_measures_again_and_the_same(
    restored: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = TRAINING.load(restored)["baseline"]
    restored.fresh.write_text("2999-01-01T00:00:00+00:00\n")
    assert "fresh run" in (fault(TRAINING, restored) or "")
    assert "measuring" in trained(restored, capsys)
    after = TRAINING.load(restored)["baseline"]
    assert after.weights == before.weights
    assert [each.loss for each in after.epochs] == [each.loss for each in before.epochs]


def test_a_fresh_run_is_begun_once_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fresh, "Workspace", lambda profile: Workspace(profile, tmp_path))
    mark = Workspace("smoke", tmp_path).fresh
    assert fresh.main(["--profile", "smoke", "begin"]) == 0
    begun = mark.read_text()
    assert fresh.main(["--profile", "smoke", "begin"]) == 0
    assert mark.read_text() == begun
    assert "going on" in capsys.readouterr().out
    assert fresh.main(["--profile", "smoke", "end"]) == 0
    assert not mark.exists()


def test_changed_configuration_is_named_and_cannot_be_restamped(
    restored: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment = restored.experiments()["baseline"]
    other = replace(experiment, training=replace(experiment.training, learning_rate=0.1))
    assert "config changed" in (check.check(TRAINING, other, restored) or "")
    assert not restamp.restamp(TRAINING, other, restored)
    assert "out of date: changed config" in capsys.readouterr().out


def with_other_source(workspace: Workspace, **changes: object) -> None:
    """As if the artefact had been made by an earlier version of the source."""
    experiment = workspace.experiments()["baseline"]
    plan = replace(recipe(TRAINING, experiment, workspace), source="0" * 64)
    edit(workspace, source=plan.source, key=plan.key, **changes)


def test_source_that_trains_the_same_way_is_restamped(restored: Workspace) -> None:
    experiment = restored.experiments()["baseline"]
    with_other_source(restored)
    earlier = TRAINING.load(restored)["baseline"].run.key
    assert "source changed" in (fault(TRAINING, restored) or "")
    assert restamp.restamp(TRAINING, experiment, restored)
    assert fault(TRAINING, restored) is None
    notes = TRAINING.load(restored)["baseline"].run.restamped
    assert [note.previous_key for note in notes] == [earlier]


def test_source_that_trains_otherwise_is_not_restamped(
    restored: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment = restored.experiments()["baseline"]
    probe = TRAINING.load(restored)["baseline"].run.probe
    with_other_source(restored, probe=replace(probe, losses=[9.0, *probe.losses[1:]]))
    assert not restamp.restamp(TRAINING, experiment, restored)
    assert "losses of the first" in capsys.readouterr().out
    assert "source changed" in (fault(TRAINING, restored) or "")


def test_what_was_never_scored_cannot_be_verified(workspace: Workspace) -> None:
    with pytest.raises(ArtefactError, match="found nothing; run make build-site"):
        evaluate.verify(workspace.experiments()["baseline"], workspace)


def test_a_stage_has_entries_for_the_experiments_that_it_applies_to(workspace: Workspace) -> None:
    every = list(workspace.experiments().values())
    assert TRAINING.experiments(workspace) == every
    augmenting = [each for each in every if each.augmentation]
    assert AUGMENTATION.experiments(workspace) == augmenting
    assert 0 < len(augmenting) < len(every)


def test_digits_are_distorted_for_an_experiment_that_augments(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    experiment = workspace.experiments()["augmented"]
    distort.distort(experiment, workspace)
    assert check.check(AUGMENTATION, experiment, workspace) is None
    entry = AUGMENTATION.load(workspace)["augmented"]
    data = all_training_data(workspace)
    originals = artefacts.decode(entry.originals)
    assert originals.tolist() == data.images[entry.indices].tolist()
    assert entry.labels == data.labels[entry.indices].tolist()
    limits = without_none(asdict(experiment)["augmentation"])
    assert [each.name for each in entry.alone] == list(limits)
    assert entry.run.config["augmentation"] == limits
    other = replace(experiment, augmentation=AugmentationConfig(rotation=1))
    assert "config changed" in (check.check(AUGMENTATION, other, workspace) or "")
    with pytest.raises(ValueError, match="expected an augmentation"):
        distort.distort(workspace.experiments()["baseline"], workspace)


def test_an_artefact_edited_by_hand_is_named(restored: Workspace) -> None:
    run = TRAINING.load(restored)["baseline"].run
    edit(restored, config=run.config | {"training": {"epochs": 99}})
    assert "edited by hand" in (fault(TRAINING, restored) or "")


def test_a_result_edited_by_hand_is_named(restored: Workspace) -> None:
    entry = TRAINING.load(restored)["baseline"]
    edited = replace(entry, training_size=entry.training_size + 1)
    TRAINING.save(restored, "baseline", edited)
    assert "edited by hand" in (fault(TRAINING, restored) or "")


def test_cross_validation_goes_on_at_the_fold_where_it_stopped(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = workspace.experiments()["baseline"]
    real, trained = cross_validation.run_fold, []

    def interrupted_at_the_second(
        experiment: object, data: Labelled, fold: cross_validation.Fold, **options: object
    ) -> FoldScore:
        trained.append(fold.number)
        if len(trained) == 2:
            raise KeyboardInterrupt
        return real(experiment, data, fold, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(cross_validation, "run_fold", interrupted_at_the_second)
    study = cross_validate.CrossValidating(experiment, workspace)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date([study], InTurn(), workspace)
    bring_up_to_date([study], InTurn(), workspace)
    assert trained == [1, 2, 2]
    assert "fold 1/2: kept from an earlier run" in capsys.readouterr().out
    entry = CROSS_VALIDATION.load(workspace)["baseline"]
    assert [fold.fold for fold in entry.folds] == [1, 2]
    undisturbed = real(
        experiment,
        training_data(workspace, experiment),
        cross_validation.split(600, experiment.cross_validation)[1],
    )
    assert entry.folds[1].loss == undisturbed.loss

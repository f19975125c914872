"""All that was measured, as the report takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.config import AUGMENTED, BASELINE
from mnist.records import (
    Ablation,
    Augmentation,
    CrossValidation,
    Dataset,
    DemoBenchmark,
    Draft,
    Evaluation,
    Features,
    ModelCard,
    Run,
    Training,
    TrainingBenchmark,
    Trust,
)
from scripts import networks, trust
from scripts.demo_benchmark import artefact as demo_benchmark
from scripts.networks import Network
from scripts.stages import (
    ABLATION,
    AUGMENTATION,
    CROSS_VALIDATION,
    EVALUATION,
    EXPLORATION,
    EXPORT,
    FEATURES,
    STAGES,
    TRAINING,
    Stage,
)
from scripts.training_benchmark import artefact as training_benchmark
from scripts.workspace import Workspace

# Nobody measured it, so every profile takes the committed one.
DRAFT = Path("draft.json")


@dataclass(frozen=True)
class StageRun:
    """A finished run: of which stage, and of which experiment (``""`` where it knows none)."""

    stage: Stage
    experiment: str
    run: Run


@dataclass(frozen=True)
class Scores:
    """What the whole protocol gave of an experiment."""

    cross_validation: CrossValidation
    evaluation: Evaluation


@dataclass(frozen=True)
class Results:
    """The artefacts of a workspace: of one experiment, and what is compared with it.

    Attributes:
        ablation: ``None`` where the study has not been measured.
        protocol: the baseline and what went through the same protocol, by experiment.
        networks: of every experiment that was scored on people's own writing.
        runs: those of all experiments.
        demo_benchmark: ``None`` where it has not been run.
        trust: ``None`` where nothing was damaged on purpose.
        training_benchmark: the same.
    """

    dataset: Dataset
    cross_validation: CrossValidation
    training: Training
    evaluation: Evaluation
    features: Features
    model_card: ModelCard
    ablation: Ablation | None
    augmentation: Augmentation
    protocol: dict[str, Scores]
    networks: list[Network]
    draft: Draft
    runs: list[StageRun]
    demo_benchmark: DemoBenchmark | None = None
    trust: Trust | None = None
    training_benchmark: TrainingBenchmark | None = None


def load(workspace: Workspace, experiment: str = BASELINE.name) -> Results:
    """Read every artefact.

    Raises:
        ArtefactError: one is missing, lacks the experiment or is not what its type says.
    """

    def entry(stage: Stage, experiment: str = experiment) -> Any:
        name = experiment if stage.by_experiment else ""
        entries = stage.load(workspace)
        if name not in entries:
            raise ArtefactError(
                f"{stage.path(workspace)}: expected what the stage {stage.name} measures"
                f"{f' of {name}' if name else ''}, found nothing; run make build-site"
            )
        return entries[name]

    return Results(
        dataset=entry(EXPLORATION),
        cross_validation=entry(CROSS_VALIDATION),
        training=entry(TRAINING),
        evaluation=entry(EVALUATION),
        features=entry(FEATURES),
        model_card=entry(EXPORT),
        ablation=ABLATION.load(workspace).get(""),
        augmentation=entry(AUGMENTATION, AUGMENTED.name),
        protocol=_protocol(workspace),
        networks=networks.load(workspace),
        draft=artefacts.read(Workspace("full", workspace.root).artefacts / DRAFT, Draft),
        runs=list(_runs(workspace)),
        demo_benchmark=demo_benchmark.load(workspace),
        trust=trust.load(workspace),
        training_benchmark=training_benchmark.load(workspace),
    )


def _protocol(workspace: Workspace) -> dict[str, Scores]:
    folds, tests = (stage.load(workspace) for stage in (CROSS_VALIDATION, EVALUATION))
    return {
        each.name: Scores(folds[each.name], tests[each.name])
        for each in (BASELINE, AUGMENTED)
        if each.name in folds and each.name in tests
    }


def _runs(workspace: Workspace) -> Iterator[StageRun]:
    for stage in STAGES:
        for experiment, entry in stage.load(workspace).items():
            yield StageRun(stage, experiment, entry.run)

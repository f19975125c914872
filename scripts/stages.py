"""The stages: what each is made from, and whether its result is up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mnist import artefacts, dataset, pendigits, typefaces
from mnist.config import BASELINE, Experiment
from mnist.keys import run_key, source_digest, without_none
from mnist.records import (
    Ablation,
    Augmentation,
    CrossValidation,
    Dataset,
    Evaluation,
    Features,
    FileDigest,
    Handwriting,
    ModelCard,
    Run,
    Training,
    Writers,
)
from scripts.workspace import Workspace

WEIGHTS = "weights.npz"
HELD_OUT = "held-out.json"


def _every(_: Experiment) -> bool:
    return True


def _learns_to_refuse(experiment: Experiment) -> bool:
    return experiment.corpus is not None


@dataclass(frozen=True)
class Stage:
    """One stage of the pipeline.

    Attributes:
        name: name in the run key.
        module: the module of ``mnist`` that does the work; its source is in the key.
        artefact: file under the artefacts' folder.
        kind: type of the artefact, or of its entry for an experiment.
        uses: fields of `Experiment` that the stage depends on; without an experiment, names
            of `Workspace.studies`.
        inputs: files of the experiment's model folder that the stage takes in.
        by_experiment: whether the artefact has an entry for each experiment.
        trains: whether it trains, and so takes minutes and has a probe.
        applies: which experiments it is for.
        calibrated: whether it takes in what a network that refuses was calibrated with.
        drawings: whether it is scored on drawings, whatever the experiment learned from.
    """

    name: str
    module: str
    artefact: str
    kind: type[Any]
    uses: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    by_experiment: bool = True
    trains: bool = False
    applies: Callable[[Experiment], bool] = _every
    calibrated: bool = False
    drawings: bool = False

    def experiments(self, workspace: Workspace) -> list[Experiment]:
        """The experiments it is for."""
        return [each for each in workspace.experiments().values() if self.applies(each)]

    def files(self, experiment: str, entry: Any) -> dict[str, FileDigest]:
        """The files that belong to an entry, by path under the models' folder."""
        if isinstance(entry, Training):
            return {f"{experiment}/{WEIGHTS}": entry.weights}
        if isinstance(entry, ModelCard):
            return entry.files
        if isinstance(entry, Writers):
            return {f"{experiment}/{HELD_OUT}": entry.held_out}
        return {}

    def path(self, workspace: Workspace) -> Path:
        """Where the artefact lies."""
        return workspace.artefacts / self.artefact

    def load(self, workspace: Workspace) -> dict[str, Any]:
        """The artefact's entries by experiment; one named ``""`` where it has none.

        Raises:
            ArtefactError: the file is there but is not such an artefact.
        """
        path = self.path(workspace)
        if not path.exists():
            return {}
        if self.by_experiment:
            entries: dict[str, Any] = artefacts.read(path, dict[str, self.kind])  # type: ignore[name-defined]
            return entries
        return {"": artefacts.read(path, self.kind)}

    def save(self, workspace: Workspace, experiment: str, entry: Any) -> None:
        """Put one entry into the artefact and leave the others as they are."""
        path = self.path(workspace)
        if not self.by_experiment:
            artefacts.write(path, self.kind, entry)
            return
        entries = self.load(workspace) | {experiment: entry}
        artefacts.write(path, dict[str, self.kind], entries)  # type: ignore[name-defined]


EXPLORATION = Stage("exploration", "exploration", "dataset.json", Dataset, by_experiment=False)
CROSS_VALIDATION = Stage(
    "cross_validation",
    "cross_validation",
    "cross_validation.json",
    CrossValidation,
    uses=("data", "input", "model", "training", "augmentation", "cross_validation"),
    trains=True,
    applies=lambda experiment: not _learns_to_refuse(experiment),
)
WRITERS = Stage(
    "writers",
    "writers",
    "writers.json",
    Writers,
    uses=(
        "data",
        "input",
        "model",
        "training",
        "augmentation",
        "corpus",
        "cross_validation",
        "handwriting",
    ),
    trains=True,
    applies=_learns_to_refuse,
    drawings=True,
)
TRAINING = Stage(
    "training",
    "train",
    "training.json",
    Training,
    uses=("data", "input", "model", "training", "augmentation", "corpus"),
    trains=True,
    calibrated=True,
)
ABLATION = Stage(
    "ablation",
    "ablation",
    "ablation.json",
    Ablation,
    uses=("ablation",),
    by_experiment=False,
    trains=True,
)
EXPORT = Stage(
    "export",
    "export",
    "model/model-card.json",
    ModelCard,
    uses=("data", "input", "model", "export"),
    inputs=(WEIGHTS,),
    calibrated=True,
)
EVALUATION = Stage(
    "evaluation",
    "evaluate",
    "evaluation.json",
    Evaluation,
    uses=("data", "input", "model"),
    inputs=(WEIGHTS, "model.json", "group1-shard1of1.bin"),
)
FEATURES = Stage(
    "features",
    "features",
    "features.json",
    Features,
    uses=("input", "model"),
    inputs=(WEIGHTS,),
    applies=lambda experiment: experiment.name == BASELINE.name,
)
AUGMENTATION = Stage(
    "augmentation",
    "distortions",
    "augmentation.json",
    Augmentation,
    uses=("augmentation",),
    applies=lambda experiment: experiment.augmentation is not None,
)
HANDWRITING = Stage(
    "handwriting",
    "handwriting",
    "handwriting.json",
    Handwriting,
    uses=("data", "input", "model", "corpus", "handwriting"),
    inputs=(WEIGHTS, "model.json", "group1-shard1of1.bin"),
    calibrated=True,
    drawings=True,
)

STAGES = (
    EXPLORATION,
    CROSS_VALIDATION,
    WRITERS,
    TRAINING,
    ABLATION,
    EXPORT,
    EVALUATION,
    FEATURES,
    HANDWRITING,
    AUGMENTATION,
)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a stage's result today, and the key that it makes."""

    stage: str
    dataset: dict[str, str]
    config: dict[str, Any]
    inputs: dict[str, str]
    source: str

    @property
    def key(self) -> str:
        """The run key."""
        return run_key(
            self.stage,
            dataset=self.dataset,
            config=self.config,
            inputs=self.inputs,
            source=self.source,
        )

    def moved(self, run: Run) -> list[str]:
        """The parts in which an earlier run was made from something else."""
        parts = ("dataset", "config", "inputs", "source")
        return [part for part in parts if getattr(run, part) != getattr(self, part)]


def recipe(stage: Stage, experiment: Experiment | None, workspace: Workspace) -> Recipe:
    """What today's data, configuration, inputs and source would make.

    An input that is not there yet has no checksum; no finished result has such a recipe.
    """
    settings = asdict(experiment) if experiment else workspace.studies()
    folder = workspace.models / experiment.name if experiment else workspace.models
    inputs = [*stage.inputs]
    learned = experiment is not None and _learns_to_refuse(experiment)
    if stage.calibrated and learned:
        inputs.append(HELD_OUT)
    return Recipe(
        stage=stage.name,
        dataset=dict(dataset.CHECKSUMS)
        | (_drawings() if stage.drawings or (stage.trains and learned) else {}),
        config=without_none({name: settings[name] for name in stage.uses}),
        inputs={name: _sha256(folder / name) for name in inputs},
        source=source_digest(stage.module),
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"


def _drawings() -> dict[str, str]:
    return dict(pendigits.CHECKSUMS) | dict(typefaces.CHECKSUMS)

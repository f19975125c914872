"""The networks that were scored on people's own writing, each with all that was measured of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mnist.artefacts import ArtefactError
from mnist.records import Evaluation, Handwriting, ModelCard, Training, Writers
from scripts.stages import EVALUATION, EXPORT, HANDWRITING, TRAINING, WRITERS, Stage
from scripts.workspace import Workspace


@dataclass(frozen=True)
class Network:
    """One network, as it was trained, exported and scored.

    Attributes:
        name: of its experiment.
        writers: how it was cross-validated over the people who drew, where it learned from them.
    """

    name: str
    training: Training
    card: ModelCard
    evaluation: Evaluation
    handwriting: Handwriting
    writers: Writers | None = None

    @property
    def title(self) -> str:
        """Its name at the head of a column."""
        return self.name.capitalize()

    @property
    def refuses(self) -> bool:
        """Whether it may answer with no digit."""
        return self.card.reading is not None

    @property
    def corpus(self) -> dict[str, Any] | None:
        """What it learned from besides MNIST: the fields of `CorpusConfig`; or nothing."""
        config: dict[str, Any] | None = self.handwriting.run.config.get("corpus")
        return config


def load(workspace: Workspace) -> list[Network]:
    """Read them in the order of the experiments.

    Raises:
        ArtefactError: there is none; or one lacks what an earlier stage says of it, or is not
            what its type says.
    """
    scored = HANDWRITING.load(workspace)
    names = [name for name in workspace.experiments() if name in scored]
    if not names:
        raise ArtefactError(
            f"{HANDWRITING.path(workspace)}: expected how handwriting is read, found nothing; "
            "restore the file, or set PENDIGITS_DIR and run make build-site"
        )
    stages = (TRAINING, EXPORT, EVALUATION, HANDWRITING)
    columns = [_entries(stage, names, workspace) for stage in stages]
    over_writers = WRITERS.load(workspace)
    return [
        Network(name, training, card, evaluation, handwriting, over_writers.get(name))
        for name, training, card, evaluation, handwriting in zip(names, *columns, strict=True)
    ]


def _entries(stage: Stage, names: list[str], workspace: Workspace) -> list[Any]:
    entries = stage.load(workspace)
    for name in names:
        if name not in entries:
            raise ArtefactError(
                f"{stage.path(workspace)}: expected an entry for {name}, which "
                f"{HANDWRITING.artefact} has, found none; run make build-site"
            )
    return [entries[name] for name in names]

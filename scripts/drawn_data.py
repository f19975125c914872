"""The drawings that an experiment may use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import matplotlib as mpl

from mnist import artefacts, corpus, handwriting, pendigits
from mnist.config import DataConfig, Experiment, HandwritingConfig
from mnist.corpus import Taught
from mnist.drawings import Drawing
from mnist.handwriting import Others
from mnist.records import HeldOut
from mnist.strokes import PenDigit
from mnist.train import Labelled
from scripts.stages import HELD_OUT
from scripts.training_data import training_data
from scripts.workspace import Workspace


def drawn_digits(workspace: Workspace, data: DataConfig) -> list[PenDigit]:
    """Digits that people drew, of every writer as many as are used."""
    digits = pendigits.load(workspace.pendigits)
    if data.drawn_digits is None:
        return digits
    return _first_of_each_writer(digits, data.drawn_digits)


def taught(workspace: Workspace, experiment: Experiment) -> Taught:
    """Digits and letters of typefaces to learn from."""
    found = corpus.taught(workspace.typefaces, Path(mpl.get_data_path()))
    step = experiment.data.every_letter or 1
    return replace(found, letters=found.letters[::step], others=found.others[::step])


def others_to_choose_by(workspace: Workspace, config: HandwritingConfig) -> list[Drawing]:
    """Drawings that are no digits, to set thresholds by."""
    return handwriting.others_to_choose_by(workspace.typefaces, config)


def others_to_score(workspace: Workspace, config: HandwritingConfig) -> Others:
    """Drawings that are no digits, to score with."""
    return handwriting.others_to_score(workspace.typefaces, config)


def learned(workspace: Workspace, experiment: Experiment) -> Labelled:
    """All that the experiment's final network learns from."""
    mnist = training_data(workspace, experiment)
    if experiment.corpus is None:
        return mnist
    digits = drawn_digits(workspace, experiment.data)
    typed = taught(workspace, experiment)
    return corpus.corpus(mnist, digits, typed, experiment.input, experiment.corpus)


def read_held_out(experiment: Experiment, workspace: Workspace) -> HeldOut | None:
    """What cross-validation over the writers left for the final network, if it had any.

    Raises:
        ArtefactError: it should be there and is not, or is not such an artefact.
    """
    if experiment.corpus is None:
        return None
    return artefacts.read(workspace.models / experiment.name / HELD_OUT, HeldOut)


def _first_of_each_writer(digits: list[PenDigit], limit: int) -> list[PenDigit]:
    seen: dict[int, int] = {}
    kept = []
    for each in digits:
        seen[each.writer] = seen.get(each.writer, 0) + 1
        if seen[each.writer] <= limit:
            kept.append(each)
    return kept

"""The fingerprint of how a trained stage trains."""

from __future__ import annotations

from mnist import ablation
from mnist.config import Experiment
from mnist.probe import probe, probe_study
from mnist.records import Probe
from scripts.drawn_data import learned
from scripts.training_data import all_training_data
from scripts.workspace import Workspace


def take(experiment: Experiment | None, workspace: Workspace) -> Probe:
    """The fingerprint of an experiment; without one, of the ablation study."""
    if experiment:
        return probe(experiment, learned(workspace, experiment))
    config = workspace.ablation()
    study = [ablation.experiment(each, config) for each in config.variations]
    return probe_study(study, *ablation.split(all_training_data(workspace), config))

"""The trainings that jobs are made of: each takes its data from a workspace, wherever that is.

They stand apart from the commands so that another process can import them by name.
"""

from __future__ import annotations

import time
from functools import lru_cache

import keras
import numpy as np
from pydantic.dataclasses import dataclass as record

from mnist import ablation, cross_validation, writers
from mnist.artefacts import decode, encode
from mnist.config import AblationConfig, Experiment, Variation
from mnist.corpus import Taught
from mnist.evaluate import score
from mnist.model import build_model, pack_weights, unpack_weights
from mnist.records import AblationRun, Array, Epoch, FoldScore
from mnist.strokes import PenDigit
from mnist.train import Labelled, OnEpoch, train
from scripts import drawn_data
from scripts.training_data import all_training_data, training_data
from scripts.workspace import Workspace


@record(frozen=True)
class Trained:
    """A trained network: the bytes of its weights, uint8 [n], and how it came by them."""

    training_size: int
    weights: Array
    epochs: list[Epoch]
    seconds: float


@record(frozen=True)
class Tried:
    """A training of the ablation study: what is told of it, which images it read, bool [n]."""

    run: AblationRun
    parameters: int
    correct: Array


def train_fold(
    workspace: Workspace, experiment: Experiment, number: int, *, on_epoch: OnEpoch
) -> FoldScore:
    """One fold of cross-validation."""
    data = training_data(workspace, experiment)
    fold = cross_validation.split(len(data), experiment.cross_validation)[number - 1]
    return cross_validation.run_fold(experiment, data, fold, on_epoch=on_epoch)


def train_writer_fold(
    workspace: Workspace, experiment: Experiment, number: int, *, on_epoch: OnEpoch
) -> Trained:
    """One fold of cross-validation over the people who drew."""
    started = time.perf_counter()
    assert experiment.corpus is not None  # or the stage would not be for it
    data, digits, taught = drawn_material(workspace, experiment)
    fold = writers.split(len(data), digits, experiment.cross_validation)[number - 1]
    model, size = writers.train_fold(
        experiment, experiment.corpus, data, digits, taught, fold, on_epoch=on_epoch
    )
    return trained(model, size, [], time.perf_counter() - started)


def train_variation(
    workspace: Workspace,
    config: AblationConfig,
    variation: Variation,
    seed: int,
    *,
    on_epoch: OnEpoch,
) -> Tried:
    """One variation of the ablation study from one seed."""
    started = time.perf_counter()
    training, validation = ablation_data(workspace, config)
    trial = ablation.run_trial(variation, config, seed, training, validation, on_epoch=on_epoch)
    correct = trial.probabilities.argmax(axis=1) == validation.labels
    measured = score(validation.labels, trial.probabilities)
    told = AblationRun(
        seed=seed,
        accuracy=measured.accuracy,
        loss=measured.loss,
        recalls=[
            float(correct[validation.labels == digit].mean()) for digit in range(ablation.DIGITS)
        ],
        seconds=round(time.perf_counter() - started, 1),
    )
    return Tried(told, trial.parameters, encode(correct))


def train_final(workspace: Workspace, experiment: Experiment, *, on_epoch: OnEpoch) -> Trained:
    """The network that learns from everything."""
    started = time.perf_counter()
    data = everything(workspace, experiment)
    model, epochs = train(experiment, data, seed=experiment.training.seed, on_epoch=on_epoch)
    return trained(model, len(data), epochs, time.perf_counter() - started)


def trained(model: keras.Model, size: int, epochs: list[Epoch], seconds: float) -> Trained:
    """A network as a result that can be sent and kept."""
    weights = encode(np.frombuffer(pack_weights(model), np.uint8))
    return Trained(size, weights, epochs, seconds)


def restored(result: Trained, experiment: Experiment) -> keras.Model:
    """The network again, to the last bit."""
    model = build_model(experiment.input, experiment.model)
    return unpack_weights(model, decode(result.weights).tobytes())


@lru_cache(maxsize=1)
def everything(workspace: Workspace, experiment: Experiment) -> Labelled:
    """What the final network learns from."""
    return drawn_data.learned(workspace, experiment)


@lru_cache(maxsize=1)
def ablation_data(workspace: Workspace, config: AblationConfig) -> tuple[Labelled, Labelled]:
    """What every variation learns from, and what it is scored on."""
    return ablation.split(all_training_data(workspace), config)


@lru_cache(maxsize=1)
def drawn_material(
    workspace: Workspace, experiment: Experiment
) -> tuple[Labelled, list[PenDigit], Taught]:
    """MNIST, drawn digits and drawings of typefaces, all of which folds leave parts out of."""
    return (
        training_data(workspace, experiment),
        drawn_data.drawn_digits(workspace, experiment.data),
        drawn_data.taught(workspace, experiment),
    )

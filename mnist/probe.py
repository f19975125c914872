"""A few seconds of training that tell whether changed source still trains the same way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from mnist.config import Experiment
from mnist.cross_validation import split
from mnist.model import topology
from mnist.normalise import normalise
from mnist.records import Probe
from mnist.train import Labelled, new_model, train

STEPS = 10
TOLERANCE = 1e-4


def probe(experiment: Experiment, data: Labelled) -> Probe:
    """Take the fingerprint on the first images of the training set."""
    config = experiment.cross_validation
    return Probe(
        topology=_topology(experiment),
        folds=_digest([fold.validation.tolist() for fold in split(len(data), config)]),
        batch=_fingerprint(data[: experiment.training.batch_size]),
        losses=_first_losses(experiment, data),
    )


def probe_study(study: Sequence[Experiment], training: Labelled, validation: Labelled) -> Probe:
    """The fingerprint of several experiments on the same images, one after the other."""
    return Probe(
        topology=_digest([_topology(each) for each in study]),
        folds=_digest([data.images.sum(axis=(1, 2)).tolist() for data in (training, validation)]),
        batch=_fingerprint(training[:32]),
        losses=[loss for each in study for loss in _first_losses(each, training)],
    )


def _topology(experiment: Experiment) -> str:
    return _digest(topology(new_model(experiment, experiment.training.seed)))


def _first_losses(experiment: Experiment, data: Labelled) -> list[float]:
    """Running mean loss after each of the first steps."""
    config = experiment.training
    short = replace(experiment, training=replace(config, epochs=1))
    losses: list[float] = []
    train(short, data[: STEPS * config.batch_size], seed=config.seed, on_step=losses.append)
    return losses


def differences(recorded: Probe, measured: Probe) -> list[str]:
    """What moved from one probe to the other, in words; empty where they agree."""
    return list(_differences(recorded, measured))


def _differences(recorded: Probe, measured: Probe) -> Iterator[str]:
    if recorded.topology != measured.topology:
        yield "the network's topology"
    if recorded.folds != measured.folds:
        yield "the images of the folds"
    for name, before, after in (
        ("the first batch as the network takes it", recorded.batch, measured.batch),
        (f"the losses of the first {STEPS} steps", recorded.losses, measured.losses),
    ):
        if len(before) != len(after):
            yield f"{name} ({len(before)} numbers, now {len(after)})"
        elif not np.allclose(before, after, rtol=0, atol=TOLERANCE):
            yield f"{name} (by up to {np.abs(np.subtract(before, after)).max():.2g})"


def _fingerprint(data: Labelled) -> list[float]:
    flat = normalise(data.images).reshape(len(data), -1).astype(np.float64)
    ramp = np.linspace(0, 1, flat.shape[1])
    return [float(value) for row in flat for value in (row.mean(), (row * ramp).mean())]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()

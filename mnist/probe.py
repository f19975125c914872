"""A few seconds of training that tell whether changed source still trains the same way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
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
    size = experiment.training.batch_size
    short = replace(experiment, training=replace(experiment.training, epochs=1))
    losses: list[float] = []
    train(short, data[: STEPS * size], seed=experiment.training.seed, on_step=losses.append)
    folds = split(len(data), experiment.cross_validation)
    return Probe(
        topology=_digest(topology(new_model(experiment, experiment.training.seed))),
        folds=_digest([fold.validation.tolist() for fold in folds]),
        batch=_fingerprint(data[:size]),
        losses=losses,
    )


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

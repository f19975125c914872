"""Training one network."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist.config import Experiment
from mnist.model import build_model, compile_model
from mnist.normalise import normalise
from mnist.records import Epoch

# Without it, TensorFlow may add in whatever order its threads finish, and the last bits of
# a result differ from run to run.
tf.config.experimental.enable_op_determinism()


@dataclass(frozen=True)
class Labelled:
    """Images with their classes.

    Attributes:
        images: uint8 [n, height, width].
        labels: uint8 [n].
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: slice | NDArray[np.intp]) -> Labelled:
        return Labelled(self.images[index], self.labels[index])


OnEpoch = Callable[[Epoch], None]
OnStep = Callable[[float], None]


def new_model(experiment: Experiment, seed: int) -> keras.Model:
    """A compiled network with initial weights from the seed."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    model = build_model(experiment.input, experiment.model)
    return compile_model(model, experiment.training)


def train(
    experiment: Experiment,
    training: Labelled,
    *,
    seed: int,
    validation: Labelled | None = None,
    on_epoch: OnEpoch | None = None,
    on_step: OnStep | None = None,
) -> tuple[keras.Model, list[Epoch]]:
    """Train a new network for all epochs of the experiment; nothing stops it early.

    The same arguments give the same weights and figures to the last bit on one machine.

    Args:
        experiment: the knobs.
        training: what to learn from.
        seed: seeds initial weights, the order of the images and dropout.
        validation: measured after every epoch; it decides nothing.
        on_epoch: called after every epoch.
        on_step: called after every step with the mean loss of the epoch so far.
    """
    model = new_model(experiment, seed)
    recorder = _Recorder(on_epoch)
    model.fit(
        normalise(training.images),
        training.labels,
        batch_size=experiment.training.batch_size,
        epochs=experiment.training.epochs,
        validation_data=_arrays(validation) if validation else None,
        callbacks=[recorder, *([_Steps(on_step)] if on_step else [])],
        verbose=0,
    )
    return model, recorder.epochs


def predict(model: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Class probabilities, float32 [n, classes], of uint8 images [n, height, width]."""
    probabilities: NDArray[np.float32] = model.predict(normalise(images), batch_size=500, verbose=0)
    return probabilities


def _arrays(data: Labelled) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    return normalise(data.images), data.labels


class _Recorder(keras.callbacks.Callback):  # type: ignore[misc]
    """Turns Keras's logs into `Epoch` records."""

    def __init__(self, on_epoch: OnEpoch | None) -> None:
        super().__init__()
        self.epochs: list[Epoch] = []
        self._on_epoch = on_epoch
        self._started = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self._started = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        measured = logs or {}
        record = Epoch(
            number=epoch + 1,
            loss=measured["loss"],
            accuracy=measured["accuracy"],
            seconds=time.perf_counter() - self._started,
            validation_loss=measured.get("val_loss"),
            validation_accuracy=measured.get("val_accuracy"),
        )
        self.epochs.append(record)
        if self._on_epoch:
            self._on_epoch(record)


class _Steps(keras.callbacks.Callback):  # type: ignore[misc]
    """Apart from `_Recorder`, for Keras waits for every step that somebody looks at."""

    def __init__(self, on_step: OnStep) -> None:
        super().__init__()
        self._on_step = on_step

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        self._on_step(float((logs or {})["loss"]))

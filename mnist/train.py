"""Training one network."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist.augment import Augment
from mnist.config import AugmentationConfig, Experiment
from mnist.model import build_model, compile_model
from mnist.normalise import WHITE, normalise
from mnist.records import Epoch

# Without it, TensorFlow may add in whatever order its threads finish, and the last bits of
# a result differ from run to run.
tf.config.experimental.enable_op_determinism()
# It warns that many networks are made one after another, which is what a study does.
tf.get_logger().setLevel("ERROR")


STEPS_AT_ONCE = 10


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
    """A network with initial weights from the seed."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    return build_model(experiment.input, experiment.model)


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
    config = experiment.training
    if config.oversampled is not None:
        training = oversample(training, config.oversampled, seed)
    model = new_model(experiment, seed)
    # The layer that distorts is around the network, not in it: it shares the weights.
    learner = _augmented(model, experiment.augmentation, seed)
    steps = ceil(len(training) / config.batch_size)
    compile_model(learner, config, steps=config.epochs * steps)
    if on_step is None:
        # Fewer returns to Python, by a tenth to a fifth of the time; the steps are the same.
        learner.steps_per_execution = min(STEPS_AT_ONCE, steps)
    recorder = _Recorder(on_epoch)
    learner.fit(
        batches(training, config.batch_size, seed),
        shuffle=False,  # they come in another order already
        epochs=config.epochs,
        validation_data=_arrays(validation) if validation else None,
        class_weight=class_weights(training.labels) if config.class_weights else None,
        callbacks=[recorder, *([_Steps(on_step)] if on_step else [])],
        verbose=0,
    )
    return model, recorder.epochs


def batches(data: Labelled, size: int, seed: int) -> tf.data.Dataset:
    """All images, as `normalise` gives them, and labels, in another order every epoch.

    Images stay bytes until they are needed: floats would take four times the memory.
    """
    images, labels = tf.constant(data.images), tf.constant(data.labels)

    def normalised(at: Any) -> tuple[Any, Any]:
        pixels = tf.cast(tf.gather(images, at), tf.float32)[..., tf.newaxis]
        return pixels / WHITE, tf.gather(labels, at)

    order = tf.data.Dataset.range(len(data)).shuffle(len(data), seed)
    options = tf.data.Options()
    # What tunes it wakes up ever more rarely, and the end of an epoch waits for that: up to as
    # long again as the epoch took.
    options.autotune.enabled = False
    return order.batch(size).map(normalised).prefetch(2).with_options(options)


def predict(model: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Class probabilities, float32 [n, classes], of uint8 images [n, height, width]."""
    probabilities: NDArray[np.float32] = model.predict(normalise(images), batch_size=500, verbose=0)
    return probabilities


# --8<-- [start:class_weights]
def class_weights(labels: NDArray[np.uint8]) -> dict[int, float]:
    """The inverse of each class's frequency, scaled to a mean of 1 over the images."""
    counts = np.bincount(labels)
    present = np.flatnonzero(counts)
    return {int(each): len(labels) / (len(present) * counts[each]) for each in present}


# --8<-- [end:class_weights]


def oversample(data: Labelled, digit: int, seed: int) -> Labelled:
    """Repeat images of one class, at random, until no class is more frequent."""
    counts = np.bincount(data.labels, minlength=digit + 1)
    own = np.flatnonzero(data.labels == digit)
    more = np.random.default_rng(seed).choice(own, counts.max() - counts[digit])
    return data[np.concatenate([np.arange(len(data)), more])]


def _augmented(model: keras.Model, config: AugmentationConfig | None, seed: int) -> keras.Model:
    if config is None:
        return model
    return keras.Sequential([keras.Input(model.input_shape[1:]), Augment(config, seed), model])


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

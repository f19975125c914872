"""Our side: trained as `mnist.train` trains, with a clock."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import keras

from mnist.augment import Augment
from mnist.config import BASELINE, AugmentationConfig, Experiment, TrainingConfig
from mnist.model import compile_model
from mnist.normalise import normalise
from mnist.train import STEPS_AT_ONCE, Labelled, batches, new_model
from scripts.training_benchmark.clock import Clock, runtime
from scripts.training_benchmark.images import Images
from scripts.training_benchmark.order import Course, Order


def train(order: Order, images: Images) -> Course:
    """Train the baseline's network."""
    clock = Clock()
    fit(
        _experiment(order),
        Labelled(images.training, images.training_labels),
        Labelled(images.validation, images.validation_labels),
        order.seed,
        clock,
    )
    return Course(runtime(), clock.seconds, clock.accuracies)


def _experiment(order: Order) -> Experiment:
    """The baseline, as far as the order does not say otherwise."""
    dropout = BASELINE.model.dropout if order.dropout is None else order.dropout
    return replace(
        BASELINE,
        model=replace(BASELINE.model, dropout=dropout),
        training=TrainingConfig(
            epochs=order.epochs,
            batch_size=order.batch_size,
            learning_rate=order.learning_rate,
            warm_up=order.warm_up,
        ),
        augmentation=AugmentationConfig(**order.augmentation) if order.augmentation else None,
    )


def fit(
    experiment: Experiment, training: Labelled, validation: Labelled, seed: int, clock: Clock
) -> keras.Model:
    """Do as `mnist.train.train` does of an experiment without balancing.

    That function tells how long an epoch took with its validation, which is no part of training.
    Both give the same weights to the last bit.
    """
    config = experiment.training
    model = new_model(experiment, seed)
    steps = ceil(len(training) / config.batch_size)
    learner = model
    if experiment.augmentation is not None:
        distort = Augment(experiment.augmentation, seed)
        learner = keras.Sequential([keras.Input(model.input_shape[1:]), distort, model])
    compile_model(learner, config, steps=config.epochs * steps)
    learner.steps_per_execution = min(STEPS_AT_ONCE, steps)
    learner.fit(
        batches(training, config.batch_size, seed),
        shuffle=False,
        epochs=config.epochs,
        validation_data=(normalise(validation.images), validation.labels),
        callbacks=[clock],
        verbose=0,
    )
    return model

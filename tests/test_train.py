from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist.config import BASELINE, Experiment
from mnist.dataset import Mnist
from mnist.evaluate import score
from mnist.model import pack_weights
from mnist.normalise import normalise
from mnist.train import Labelled, predict, train


@pytest.fixture(scope="module")
def experiment() -> Experiment:
    return replace(BASELINE, training=replace(BASELINE.training, epochs=2))


@pytest.fixture(scope="module")
def data(mnist: Mnist) -> Labelled:
    return Labelled(mnist.train_images, mnist.train_labels)


def test_normalised_pixels() -> None:
    images = np.array([[[0, 51], [255, 102]]], np.uint8)
    tensor = normalise(images)
    assert tensor.shape == (1, 2, 2, 1)
    assert tensor.dtype == np.float32
    assert tensor.ravel() == pytest.approx([0, 0.2, 1, 0.4])


def test_the_same_seed_gives_the_same_weights(experiment: Experiment, data: Labelled) -> None:
    first, epochs = train(experiment, data[:320], seed=3)
    again, same = train(experiment, data[:320], seed=3)
    other, _ = train(experiment, data[:320], seed=4)
    assert pack_weights(first) == pack_weights(again)
    assert [each.loss for each in epochs] == [each.loss for each in same]
    assert pack_weights(first) != pack_weights(other)


def test_it_learns(experiment: Experiment, data: Labelled, mnist: Mnist) -> None:
    model, epochs = train(experiment, data[:8000], seed=1)
    assert epochs[1].loss < epochs[0].loss
    read = score(mnist.test_labels[:1000], predict(model, mnist.test_images[:1000]))
    assert read.accuracy > 0.8


def test_every_epoch_and_step_is_reported(experiment: Experiment, data: Labelled) -> None:
    seen, losses = [], []
    _, epochs = train(
        experiment,
        data[:64],
        seed=1,
        validation=data[64:96],
        on_epoch=seen.append,
        on_step=losses.append,
    )
    assert seen == epochs
    assert [each.number for each in seen] == [1, 2]
    assert len(losses) == 2 * 2
    assert losses[-1] == pytest.approx(epochs[-1].loss)
    assert all(each.validation_loss is not None for each in epochs)


def test_without_validation_images_there_are_no_validation_figures(
    experiment: Experiment, data: Labelled
) -> None:
    _, epochs = train(experiment, data[:64], seed=1)
    assert {each.validation_loss for each in epochs} == {None}

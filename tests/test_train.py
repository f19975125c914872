from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from mnist.config import BASELINE, AugmentationConfig, Experiment
from mnist.dataset import Mnist
from mnist.evaluate import score
from mnist.model import learning_rate, pack_weights
from mnist.normalise import normalise
from mnist.train import Labelled, batches, class_weights, oversample, predict, train


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


def test_every_epoch_shows_every_image_once_in_another_order(data: Labelled) -> None:
    shown = batches(data[:100], size=32, seed=1)
    epochs = [list(shown.as_numpy_iterator()) for _ in range(2)]
    assert [len(labels) for _, labels in epochs[0]] == [32, 32, 32, 4]
    first, second = (np.concatenate([images for images, _ in epoch]) for epoch in epochs)
    assert not np.array_equal(first, second)
    expected = normalise(data.images[:100])
    for each in (first, second):
        assert sorted(image.tobytes() for image in each) == sorted(
            image.tobytes() for image in expected
        )


def test_an_image_is_shown_with_its_label(data: Labelled) -> None:
    known = {
        image.tobytes(): label
        for image, label in zip(normalise(data.images[:100]), data.labels[:100], strict=True)
    }
    for images, labels in batches(data[:100], size=32, seed=1).as_numpy_iterator():
        assert [known[image.tobytes()] for image in images] == labels.tolist()


def test_the_same_seed_gives_the_same_weights(experiment: Experiment, data: Labelled) -> None:
    first, epochs = train(experiment, data[:320], seed=3)
    again, same = train(experiment, data[:320], seed=3)
    other, _ = train(experiment, data[:320], seed=4)
    assert pack_weights(first) == pack_weights(again)
    assert [each.loss for each in epochs] == [each.loss for each in same]
    assert pack_weights(first) != pack_weights(other)


def test_every_operation_is_deterministic() -> None:
    # TensorFlow then refuses chance that has no seed, which a new graph has not.
    with tf.Graph().as_default(), pytest.raises(RuntimeError, match="determinism"):
        tf.random.uniform([1])


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


def test_looking_at_every_step_changes_no_bit(experiment: Experiment, data: Labelled) -> None:
    looked, epochs = train(experiment, data[:700], seed=1, on_step=lambda loss: None)
    alone, same = train(experiment, data[:700], seed=1)
    assert pack_weights(looked) == pack_weights(alone)
    assert [each.loss for each in epochs] == [each.loss for each in same]


def test_without_validation_images_there_are_no_validation_figures(
    experiment: Experiment, data: Labelled
) -> None:
    _, epochs = train(experiment, data[:64], seed=1)
    assert {each.validation_loss for each in epochs} == {None}


def test_augmentation_changes_what_is_learned_and_stays_out_of_the_network(
    experiment: Experiment, data: Labelled
) -> None:
    augmented = replace(experiment, augmentation=AugmentationConfig(rotation=10))
    plain, _ = train(experiment, data[:320], seed=3)
    model, _ = train(augmented, data[:320], seed=3)
    again, _ = train(augmented, data[:320], seed=3)
    assert [type(layer) for layer in model.layers] == [type(layer) for layer in plain.layers]
    assert pack_weights(model) != pack_weights(plain)
    assert pack_weights(model) == pack_weights(again)
    assert np.array_equal(predict(model, data.images[:8]), predict(model, data.images[:8]))


def test_a_learning_rate_that_rises_and_falls_ends_at_nothing(
    experiment: Experiment, data: Labelled
) -> None:
    config = replace(experiment.training, warm_up=0.5)
    rate = learning_rate(config, steps=100)
    assert [float(rate(step)) for step in (0, 25, 50, 75, 100)] == pytest.approx(
        [0, 0.0005, 0.001, 0.0005, 0], abs=1e-8
    )
    assert learning_rate(experiment.training, steps=100) == experiment.training.learning_rate


def test_class_weights_are_inverse_to_frequency() -> None:
    labels = np.array([0, 0, 0, 2], np.uint8)
    assert class_weights(labels) == pytest.approx({0: 4 / (2 * 3), 2: 4 / 2})


def test_class_weights_change_what_is_learned(experiment: Experiment, data: Labelled) -> None:
    weighted = replace(experiment, training=replace(experiment.training, class_weights=True))
    plain, _ = train(experiment, data[:320], seed=3)
    model, _ = train(weighted, data[:320], seed=3)
    assert pack_weights(model) != pack_weights(plain)


def test_an_oversampled_class_becomes_as_frequent_as_the_most_frequent(data: Labelled) -> None:
    some = data[:500]
    counts = np.bincount(some.labels, minlength=10)
    more = oversample(some, 5, seed=1)
    after = np.bincount(more.labels, minlength=10)
    assert after[5] == counts.max()
    assert np.delete(after, 5).tolist() == np.delete(counts, 5).tolist()
    own = {image.tobytes() for image in some.images[some.labels == 5]}
    assert all(image.tobytes() in own for image in more.images[more.labels == 5])

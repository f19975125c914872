"""The sides of the training benchmark, on few images; no duration is judged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from mnist.config import BASELINE, FURTHER, AugmentationConfig
from mnist.dataset import Mnist
from mnist.model import compile_model, multiply_adds, pack_weights
from mnist.normalise import normalise
from mnist.train import Labelled, new_model, train
from scripts.training_benchmark import child, images, plain_keras, processes, protocol
from scripts.training_benchmark.clock import Clock
from scripts.training_benchmark.order import Order, Watch
from scripts.training_benchmark.settings import SIDES
from scripts.training_benchmark.step import watch

EPOCHS = 2


@pytest.fixture(scope="module")
def few(mnist: Mnist) -> Labelled:
    return Labelled(mnist.train_images, mnist.train_labels)[:650]


@pytest.fixture(scope="module")
def file(few: Labelled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("images") / "few.npz"
    tail = few[-100:]
    images.write(path, images.Images(few.images, few.labels, tail.images, tail.labels))
    return path


def order(side: str, file: Path) -> Order:
    config = BASELINE.training
    return Order(side, str(file), 3, EPOCHS, config.batch_size, config.learning_rate)


@pytest.mark.parametrize("warm_up", [None, 0.2])
@pytest.mark.parametrize("augmentation", [None, FURTHER.augmentation])
def test_our_side_trains_as_the_protocol_does(
    few: Labelled, warm_up: float | None, augmentation: AugmentationConfig | None
) -> None:
    config = replace(BASELINE.training, epochs=EPOCHS, warm_up=warm_up)
    experiment = replace(BASELINE, training=config, augmentation=augmentation)
    expected, epochs = train(experiment, few, seed=3, validation=few[:100])
    clock = Clock()
    model = protocol.fit(experiment, few, few[:100], 3, clock)
    assert pack_weights(model) == pack_weights(expected)
    assert clock.accuracies == [each.validation_accuracy for each in epochs]
    assert len(clock.seconds) == EPOCHS
    assert all(seconds > 0 for seconds in clock.seconds)


def test_stock_layers_make_the_same_network_and_the_same_step(few: Labelled) -> None:
    ours, plain = new_model(BASELINE, 1), plain_keras.network()
    plain.set_weights(ours.get_weights())
    pixels, labels = normalise(few.images[:32]), tf.constant(few.labels[:32])
    assert multiply_adds(plain) == multiply_adds(ours)
    assert np.allclose(plain.predict(pixels, verbose=0), ours.predict(pixels, verbose=0), atol=1e-5)
    for mine, theirs in zip(
        gradients(ours, pixels, labels), gradients(plain, pixels, labels), strict=True
    ):
        assert np.allclose(mine, theirs, atol=1e-4)


def gradients(model: Any, pixels: Any, labels: Any) -> list[Any]:
    """In training, but for dropout, which is drawn anew."""
    for layer in model.layers:
        if type(layer).__name__ == "Dropout":
            layer.rate = 0.0
    compile_model(model, BASELINE.training, steps=1)
    with tf.GradientTape() as tape:
        loss = model.compute_loss(pixels, labels, model(pixels, training=True))
    return [
        each.numpy() for each in tape.gradient(loss, [v.value for v in model.trainable_variables])
    ]


@pytest.mark.parametrize("side", [side for side in SIDES if side in processes.sides()])
def test_a_side_learns_in_a_process_of_its_own(side: str, file: Path) -> None:
    trial = processes.train(order(side, file))
    course = trial.course
    assert len(course.seconds) == len(course.accuracies) == EPOCHS
    assert min(course.seconds) > 0
    # Far better than one in ten, though the normalisation's averages are still those of its start.
    assert max(course.accuracies) > 0.3
    assert 50e6 < trial.peak < 5e9
    assert course.runtime.startswith("PyTorch" if side.startswith("torch") else "Keras")
    assert course.runtime.endswith("XLA") == (side == "keras-xla")


def test_a_process_answers_in_a_line_of_json(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = order("ours", file)
    assert child.main([json.dumps(vars(given))]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(answer) == {"course", "peak"}


def test_the_parts_of_a_step_are_found(file: Path) -> None:
    steps = 20
    found = watch(Watch(str(file), rounds=1, steps=steps, matrix=64))
    spent = {(each.part, each.work): each.milliseconds for each in found.parts}
    for name in ("Convolution 1", "Batch normalisation 2", "Max pooling 1", "Dense 2"):
        for work in ("forward", "backward"):
            assert spent[name, work] > 0, (name, work)
    assert spent["Adam", "after"] > 0
    assert len(found.milliseconds) == len(found.watched) == len(found.peaks) == 1
    # Forward once; backward once for the weights, and once for the layer before but the first.
    batch, whole = BASELINE.training.batch_size, multiply_adds(new_model(BASELINE, 1))
    first = 26 * 26 * 32 * 9
    operations = sum(each.operations for each in found.parts)
    assert operations == 2 * batch * (3 * whole - first)

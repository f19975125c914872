"""The convolutional network."""

from __future__ import annotations

import io
from typing import Any

import keras
import numpy as np
from keras import layers
from keras.optimizers.schedules import LearningRateSchedule

from mnist.adam import Adam
from mnist.batch_normalisation import BatchNormalization
from mnist.compact import build_compact
from mnist.config import CompactConfig, InputConfig, ModelConfig, TrainingConfig


def build_model(image: InputConfig, config: ModelConfig | CompactConfig) -> keras.Model:
    """The network that a configuration describes, with random weights.

    Takes float32 [n, size, size, 1], 0 to 1.
    Gives probabilities, float32 [n, classes].
    """
    if isinstance(config, CompactConfig):
        return build_compact(image, config)
    return build_report(image, config)


# --8<-- [start:architecture]
def build_report(image: InputConfig, config: ModelConfig) -> keras.Model:
    """Two convolutional blocks, then a dense classifier.

    Takes float32 [n, size, size, 1], 0 to 1.
    Gives probabilities, float32 [n, classes].
    """
    kernel = (config.kernel, config.kernel)
    pool = (config.pool, config.pool)
    normalisation = layers.Identity if config.unnormalised else BatchNormalization
    return keras.Sequential(
        [
            keras.Input(shape=(image.size, image.size, 1)),
            # First block: 32 filters look for strokes and edges
            layers.Conv2D(config.filters[0], kernel, activation="relu"),
            normalisation(),
            layers.MaxPool2D(pool),
            # Second block: 64 filters look for what strokes form together
            layers.Conv2D(config.filters[1], kernel, activation="relu"),
            normalisation(),
            layers.MaxPool2D(pool),
            # Classifier
            layers.Flatten(),
            layers.Dense(config.units, activation="relu"),
            layers.Dropout(config.dropout),
            layers.Dense(config.classes, activation="softmax"),
        ]
    )


# --8<-- [end:architecture]


# --8<-- [start:compile]
def compile_model(model: keras.Model, config: TrainingConfig, steps: int) -> keras.Model:
    """Attach optimizer, loss and metric; returns the same model.

    Args:
        model: gives probabilities.
        config: the knobs.
        steps: batches in the whole of the training; a changing learning rate spans them.
    """
    model.compile(
        optimizer=Adam(learning_rate=learning_rate(config, steps)),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


# --8<-- [end:compile]


def learning_rate(config: TrainingConfig, steps: int) -> float | LearningRateSchedule:
    """Constant, or a linear rise followed by half a cosine down to 0.

    The shape is that of Loshchilov and Hutter (2017), one cycle, after the warm-up of
    Goyal et al. (2017).
    """
    if config.warm_up is None:
        return config.learning_rate
    rise = round(config.warm_up * steps)
    return keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0,
        warmup_target=config.learning_rate,
        warmup_steps=rise,
        decay_steps=max(steps - rise, 1),
    )


def topology(model: keras.Model) -> list[dict[str, Any]]:
    """Layer by layer: class, output shape, number of parameters and settings.

    The names that Keras counts up within a process are left out.
    """
    return [
        {
            "layer": type(layer).__name__,
            "output": [size or 0 for size in layer.output.shape],
            "parameters": layer.count_params(),
            "settings": {
                key: value
                for key, value in layer.get_config().items()
                if isinstance(value, bool | int | float | str) and key not in {"name", "dtype"}
            },
        }
        for layer in model.layers
    ]


def multiply_adds(model: keras.Model) -> int:
    """Multiplications with an addition that the convolutions and dense layers do an image."""
    total = 0
    for layer in model.layers:
        if isinstance(layer, layers.Conv2D | layers.DepthwiseConv2D):
            height, width = layer.output.shape[1:3]
            total += height * width * int(np.prod(layer.kernel.shape))
        elif isinstance(layer, layers.Dense):
            total += int(np.prod(layer.kernel.shape))
    return total


def pack_weights(model: keras.Model) -> bytes:
    """The weights as a NumPy archive of float32 arrays; equal weights give equal bytes."""
    weights = [
        (f"{index:02d}.{type(layer).__name__}.{weight.name}", weight)
        for index, layer in enumerate(model.layers)
        for weight in layer.weights
    ]
    buffer = io.BytesIO()
    np.savez(buffer, **{name: weight.numpy() for name, weight in weights})
    return buffer.getvalue()


def unpack_weights(model: keras.Model, archive: bytes) -> keras.Model:
    """Load what `pack_weights` gave into a model of the same shape; returns the model.

    Raises:
        ValueError: the arrays do not fit the model.
    """
    with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
        model.set_weights([arrays[name] for name in arrays.files])
    return model

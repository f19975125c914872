"""The network that the page runs: strided convolutions, small and quick."""

from __future__ import annotations

import keras
from keras import layers

from mnist.config import CompactConfig, InputConfig


# --8<-- [start:architecture]
def build_compact(image: InputConfig, config: CompactConfig) -> keras.Model:
    """Convolutions that shrink the maps by their strides, then a dense classifier.

    A stride of 2 does a quarter of the work of a convolution with pooling after it
    (Springenberg et al., "Striving for simplicity: the all convolutional net", 2015), and
    normalisation before the activation folds into the convolution when the network is exported.

    Takes float32 [n, size, size, 1], 0 to 1.
    Gives probabilities, float32 [n, classes].
    """
    network = [keras.Input(shape=(image.size, image.size, 1))]
    for filters, kernel, stride in zip(config.filters, config.kernels, config.strides, strict=True):
        network += [
            layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
        ]
    network += [
        layers.Flatten(),
        layers.Dropout(config.dropout),
        layers.Dense(config.units, activation="relu"),
        layers.BatchNormalization(),
        layers.Dense(config.classes, activation="softmax"),
    ]
    return keras.Sequential(network)


# --8<-- [end:architecture]


def divide_logits(model: keras.Model, temperature: float) -> keras.Model:
    """Build a temperature into the last layer, so that its probabilities come out tempered.

    See `mnist.abstention.temper`. Returns the same model.
    """
    last = model.layers[-1]
    last.set_weights([weights / temperature for weights in last.get_weights()])
    return model

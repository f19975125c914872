"""The network that the page runs: separable convolutions, small and quick."""

from __future__ import annotations

import keras
from keras import layers

from mnist.config import CompactConfig, InputConfig


# --8<-- [start:architecture]
def build_compact(image: InputConfig, config: CompactConfig) -> keras.Model:
    """One convolution of large strides, then separable ones, averaged over the image.

    A separable convolution (Howard et al., "MobileNets", 2017) looks at each channel by itself
    and then mixes them: about an eighth of the multiplications of a full one.

    Takes float32 [n, size, size, 1], 0 to 1.
    Gives probabilities, float32 [n, classes].
    """
    inputs = keras.Input(shape=(image.size, image.size, 1))
    first = layers.Conv2D(config.stem, 5, strides=2, padding="same", use_bias=False)(inputs)
    maps = _activate(first)
    for filters in config.early:
        maps = _separable(maps, filters)
    maps = layers.MaxPool2D(2)(maps)
    for filters in config.late:
        maps = _separable(maps, filters)
    pooled = layers.Dropout(config.dropout)(layers.GlobalAveragePooling2D()(maps))
    return keras.Model(inputs, layers.Dense(config.classes, activation="softmax")(pooled))


def _separable(maps: keras.KerasTensor, filters: int) -> keras.KerasTensor:
    each = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(maps)
    return _activate(layers.Conv2D(filters, 1, use_bias=False)(each))


def _activate(maps: keras.KerasTensor) -> keras.KerasTensor:
    return layers.ReLU()(layers.BatchNormalization()(maps))


# --8<-- [end:architecture]


def divide_logits(model: keras.Model, temperature: float) -> keras.Model:
    """Build a temperature into the last layer, so that its probabilities come out tempered.

    See `mnist.abstention.temper`. Returns the same model.
    """
    last = model.layers[-1]
    last.set_weights([weights / temperature for weights in last.get_weights()])
    return model

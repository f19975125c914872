"""Examples of what augmentation does to an image: each distortion alone, and all at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist.augment import augment
from mnist.config import AugmentationConfig
from mnist.exploration import first_of_each_class
from mnist.normalise import normalise

Images = NDArray[np.uint8]

# Straight and round strokes, and the digits that flipping might take for one another.
DIGITS = (1, 2, 4, 5, 6, 9)
# As many times each is distorted with all at once.
TIMES = 3
# Odd, so that one of them is the median.
DRAWS = 15
SEED = 42


@dataclass(frozen=True)
class Examples:
    """Images and their distortions.

    Attributes:
        indices: which images were taken, int [n].
        alone: by distortion, uint8 [n, height, width]: a typical outcome of it alone.
        together: uint8 [times, n, height, width]: all of them, as in training.
    """

    indices: NDArray[np.intp]
    alone: dict[str, Images]
    together: Images


def examples(images: Images, labels: NDArray[np.uint8], config: AugmentationConfig) -> Examples:
    """Distort the first image of each of `DIGITS`.

    Args:
        images: uint8 [n, height, width], with an image of every class.
        labels: uint8 [n].
        config: the limits.
    """
    indices = first_of_each_class(labels, 1)[list(DIGITS), 0]
    chosen = images[indices]
    return Examples(
        indices=indices,
        alone={name: typical(chosen, one) for name, one in each_alone(config).items()},
        together=distorted(chosen, config, TIMES).swapaxes(0, 1),
    )


def each_alone(config: AugmentationConfig) -> dict[str, AugmentationConfig]:
    """Every distortion that is on, without the others."""
    settings = {field.name: getattr(config, field.name) for field in fields(config)}
    return {
        name: AugmentationConfig(**{name: limit})
        for name, limit in settings.items()
        if limit is not None
    }


def typical(images: Images, config: AugmentationConfig) -> Images:
    """Of `DRAWS` distortions of each image the one that changes it by the median amount.

    The amount is the mean absolute difference of the pixels.
    """
    drawn = distorted(images, config, DRAWS)
    change = np.abs(drawn.astype(float) - images[:, np.newaxis]).mean(axis=(2, 3))
    median = change.argsort(axis=1, kind="stable")[:, DRAWS // 2]
    chosen: Images = drawn[np.arange(len(images)), median]
    return chosen


def distorted(images: Images, config: AugmentationConfig, times: int) -> Images:
    """Every image several times, each in its own way: uint8 [n, times, height, width]."""
    copies = normalise(np.repeat(images, times, axis=0))
    drawn = augment(tf.constant(copies), tf.constant([SEED, 0]), config).numpy()[..., 0]
    pixels: Images = np.rint(255 * drawn).astype(np.uint8)
    return pixels.reshape(len(images), times, *images.shape[1:])

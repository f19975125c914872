"""The images that all sides learn from and are scored on, as a file for their processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WHITE = 255


@dataclass(frozen=True)
class Images:
    """Two sets.

    Attributes:
        training: uint8 [n, 28, 28].
        training_labels: uint8 [n].
        validation: uint8 [m, 28, 28].
        validation_labels: uint8 [m].
    """

    training: NDArray[np.uint8]
    training_labels: NDArray[np.uint8]
    validation: NDArray[np.uint8]
    validation_labels: NDArray[np.uint8]


def write(path: Path, images: Images) -> None:
    """Write a file that `read` reads."""
    arrays: dict[str, Any] = vars(images)
    np.savez(path, **arrays)


def read(path: str) -> Images:
    """What `write` wrote."""
    with np.load(path) as arrays:
        return Images(**{name: arrays[name] for name in arrays.files})


def floats(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """All images at once as networks take them, float32 [n, height, width], 0 to 1."""
    return images.astype(np.float32) / WHITE

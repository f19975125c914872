"""What augmentation makes of a few digits: ``augmentation.json``."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.run import Array, Run
from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class Distortion:
    """One distortion by its name in `AugmentationConfig`, alone.

    ``images`` is uint8 [n, 28, 28]: of several draws for each image the one that changes it
    by the median amount.
    """

    name: str
    images: Array


@dataclass(frozen=True, config=STRICT)
class Augmentation:
    """An experiment of ``augmentation.json``; ``run.config`` has the limits.

    Attributes:
        indices: which training images.
        labels: their digits.
        originals: uint8 [n, 28, 28].
        alone: each distortion by itself.
        together: uint8 [times, n, 28, 28]: all of them at once, as drawn.
    """

    run: Run
    indices: list[int]
    labels: list[int]
    originals: Array
    alone: list[Distortion]
    together: Array

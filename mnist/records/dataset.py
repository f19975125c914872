"""What the data set holds: ``dataset.json``."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.run import Array, Run
from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class ClassCount:
    """How many samples a class has, and its share of all."""

    digit: int
    count: int
    share: float


@dataclass(frozen=True, config=STRICT)
class Balance:
    """The most and the least frequent class side by side.

    Attributes:
        difference: samples that the one has more than the other.
        difference_of_least: that difference as a share of the least frequent class.
        difference_of_most: that difference as a share of the most frequent class.
        share_points: difference of the two shares of all samples, in percentage points.
    """

    most: ClassCount
    least: ClassCount
    difference: int
    difference_of_least: float
    difference_of_most: float
    share_points: float


@dataclass(frozen=True, config=STRICT)
class PixelStatistics:
    """Grey levels over all pixels of all images, 0 (black) to 255 (white).

    ``normalised_mean`` and ``normalised_std`` are of the levels divided by 255.
    """

    minimum: int
    maximum: int
    mean: float
    std: float
    normalised_mean: float
    normalised_std: float
    black_share: float
    white_share: float


@dataclass(frozen=True, config=STRICT)
class SetStatistics:
    """Classes and pixels of the training or the test set.

    ``counts`` has ten integers; ``histogram`` the pixels of each of the 256 grey levels.
    """

    count: int
    counts: list[int]
    classes: list[ClassCount]
    balance: Balance
    pixels: PixelStatistics
    histogram: list[int]


@dataclass(frozen=True, config=STRICT)
class Geometry:
    """Where the ink lies in the training images, in pixels.

    ``centre`` and ``centre_std`` are (x, y) mean and standard deviation of the centres of
    mass, pixel centres being whole numbers; ``class_centres`` has one mean a class;
    ``longest_sides`` counts images by the longest side of the box around their ink.
    """

    centre: tuple[float, float]
    centre_std: tuple[float, float]
    class_centres: list[tuple[float, float]]
    longest_sides: dict[int, int]


@dataclass(frozen=True, config=STRICT)
class Dataset:
    """``dataset.json``.

    ``mean_images`` is uint8 [10, 28, 28]; ``samples`` uint8 [10, n, 28, 28], the first n
    training images of each class.
    """

    run: Run
    files: dict[str, str]
    train: SetStatistics
    test: SetStatistics
    geometry: Geometry
    mean_images: Array
    samples: Array

"""What the final model does: its scores, and what it looks at."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.run import Array, Run
from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class ClassScore:
    """Precision, recall and F1 of one class, and how many images it has."""

    digit: int
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, config=STRICT)
class CalibrationBin:
    """Images whose confidence lies in (lower, upper]: how sure against how right."""

    lower: float
    upper: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, config=STRICT)
class Misread:
    """A test image whose most probable class is not its label.

    ``confidence`` is the probability of the predicted class, ``label_probability`` that of
    the true one.
    """

    index: int
    label: int
    predicted: int
    confidence: float
    label_probability: float


@dataclass(frozen=True, config=STRICT)
class TestScore:
    """The final model on the test images.

    Attributes:
        interval: Wilson's 95 % interval of the accuracy.
        confusion: row is the true class, column the predicted one.
        bins: of the confidence in the likeliest class, "not a digit" among them: to refuse an
            image of the test set is a mistake.
        ece: expected calibration error over ``bins``.
        misread: most confident mistake first.
        misread_images: uint8 [n, 28, 28], in the same order.
    """

    count: int
    correct: int
    accuracy: float
    interval: tuple[float, float]
    loss: float
    confusion: list[list[int]]
    classes: list[ClassScore]
    ece: float
    bins: list[CalibrationBin]
    misread: list[Misread]
    misread_images: Array


@dataclass(frozen=True, config=STRICT)
class ExportedScore:
    """The exported weights, run by TensorFlow.js over the test images.

    Attributes:
        runtime: library, version and backend.
        ece: expected calibration error, 0 to 1.
        agreement: share of images given the same class as Keras gives.
        largest_difference: of any probability between the two.
    """

    runtime: str
    count: int
    correct: int
    accuracy: float
    ece: float
    agreement: float
    largest_difference: float


@dataclass(frozen=True, config=STRICT)
class Evaluation:
    """An experiment of ``evaluation.json``."""

    run: Run
    parameters: int
    multiply_adds: int
    test: TestScore
    exported: ExportedScore


@dataclass(frozen=True, config=STRICT)
class FeatureMaps:
    """One training image and what the blocks make of it.

    ``blocks`` has one uint8 [filters, rows, columns] a convolution: the activations after
    the ReLU, scaled so that the largest of the block is 255.
    """

    index: int
    label: int
    image: Array
    blocks: list[Array]


@dataclass(frozen=True, config=STRICT)
class Features:
    """An experiment of ``features.json``; ``kernels`` is float32 [filters, rows, columns]."""

    run: Run
    kernels: Array
    digits: list[FeatureMaps]

"""What the stages measure: the types of the artefacts, free of TensorFlow.

Accuracies, shares and probabilities are fractions from 0 to 1; losses are mean
cross-entropies in nats; durations are seconds. Unknown fields, wrong types, infinities and
NaN are refused.
"""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)


# --- how a result was made --------------------------------------------------------------


@dataclass(frozen=True, config=STRICT)
class Probe:
    """Fingerprint of how an experiment trains.

    Attributes:
        topology: SHA-256 of the network's layers and their settings.
        folds: SHA-256 of the images' assignment to the folds.
        batch: two numbers an image of the first batch as the network takes it: its mean and
            its mean weighted by a ramp over the pixels, which moves when the image does.
        losses: running mean loss after each of the first steps.
    """

    topology: str
    folds: str
    batch: list[float]
    losses: list[float]


@dataclass(frozen=True, config=STRICT)
class Restamp:
    """A new key given to an old result because its probe came out the same."""

    date: str
    previous_key: str


@dataclass(frozen=True, config=STRICT)
class Run:
    """How an artefact was made; `mnist.keys.run_key` of its parts is ``key``.

    Attributes:
        dataset: file name -> SHA-256 of the data set.
        config: the knobs the stage used.
        inputs: file name -> SHA-256 of what earlier stages left.
        source: digest of the stage's source.
        versions: package -> version; not part of the key.
        machine: what it ran on; not part of the key.
        started: UTC, ISO 8601.
    """

    stage: str
    key: str
    config: dict[str, Any]
    dataset: dict[str, str]
    inputs: dict[str, str]
    source: str
    versions: dict[str, str]
    machine: dict[str, str | int | float]
    started: str
    seconds: float
    seed: int | None = None
    probe: Probe | None = None
    restamped: list[Restamp] | None = None


@dataclass(frozen=True, config=STRICT)
class Array:
    """A NumPy array in JSON: base64 of the zlib-compressed bytes in C order."""

    dtype: str
    shape: list[int]
    zlib: str


@dataclass(frozen=True, config=STRICT)
class FileDigest:
    """Size and SHA-256 of a file."""

    bytes: int
    sha256: str


# --- exploration ------------------------------------------------------------------------


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


# --- training and cross-validation --------------------------------------------------------


@dataclass(frozen=True, config=STRICT)
class Epoch:
    """What one pass over the training images measured.

    Training figures are means over the epoch, while the weights move and dropout is on;
    validation figures are measured at its end.
    """

    number: int
    loss: float
    accuracy: float
    seconds: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None


@dataclass(frozen=True, config=STRICT)
class FoldScore:
    """What one fold measured after its last epoch.

    ``accuracy`` and ``loss`` are of the validation images; ``training_accuracy`` and
    ``training_loss`` of the images it learned from, with dropout off.
    """

    fold: int
    training_size: int
    validation_size: int
    accuracy: float
    loss: float
    training_accuracy: float
    training_loss: float
    seconds: float
    epochs: list[Epoch]


@dataclass(frozen=True, config=STRICT)
class Overfitting:
    """What the learning curves say, from the mean over the folds.

    Attributes:
        best_epoch: the epoch with the lowest mean validation loss.
        best_loss: that loss.
        last_loss: the mean validation loss after the last epoch.
        rise: ``last_loss / best_loss - 1``; 0 where the last epoch is the best.
        folds_past_best: folds whose validation loss was lowest before the last epoch.
        training_accuracy: mean over the folds, dropout off.
        gap: ``training_accuracy`` less the mean validation accuracy.
    """

    best_epoch: int
    best_loss: float
    last_loss: float
    rise: float
    folds_past_best: int
    training_accuracy: float
    gap: float


@dataclass(frozen=True, config=STRICT)
class CrossValidation:
    """An experiment of ``cross_validation.json``.

    Standard deviations are those of the population (NumPy's default, ``ddof=0``).
    """

    run: Run
    folds: list[FoldScore]
    mean_accuracy: float
    std_accuracy: float
    mean_loss: float
    std_loss: float
    overfitting: Overfitting


@dataclass(frozen=True, config=STRICT)
class Layer:
    """One layer: its class, the shape of its output without the batch, its parameters."""

    name: str
    output: list[int]
    parameters: int


@dataclass(frozen=True, config=STRICT)
class Training:
    """An experiment of ``training.json``: the final model, on all training images."""

    run: Run
    training_size: int
    parameters: int
    multiply_adds: int
    layers: list[Layer]
    epochs: list[Epoch]
    weights: FileDigest


# --- evaluation ---------------------------------------------------------------------------


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
        agreement: share of images given the same class as Keras gives.
        largest_difference: of any probability between the two.
    """

    runtime: str
    count: int
    correct: int
    accuracy: float
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


# --- the exported model -------------------------------------------------------------------


@dataclass(frozen=True, config=STRICT)
class InputCard:
    """What the exported network takes and how a drawing becomes it; see `InputConfig`."""

    shape: list[int]
    dtype: str
    range: tuple[float, float]
    size: int
    box: int
    pen_width: float
    centre: tuple[float, float]


@dataclass(frozen=True, config=STRICT)
class GraphModel:
    """An exported network, as far as loading and feeding it goes.

    ``path`` and the names of ``files`` are relative to the model card.
    """

    format: str
    path: str
    files: dict[str, FileDigest]
    input: InputCard
    classes: list[str]


@dataclass(frozen=True, config=STRICT)
class ModelCard(GraphModel):
    """An experiment of ``model/model-card.json``."""

    run: Run
    parameters: int
    accuracy: float
    interval: tuple[float, float]
    agreement: float
    exported: ExportedScore


# --- what the draft of the report said ------------------------------------------------------


@dataclass(frozen=True, config=STRICT)
class DraftFold:
    """A row of the draft's cross-validation table."""

    fold: int
    training_size: int
    validation_size: int
    accuracy: float
    loss: float


@dataclass(frozen=True, config=STRICT)
class Draft:
    """``draft.json``: figures of the report's first draft, kept to be compared with."""

    source: str
    folds: list[DraftFold]
    mean_accuracy: float
    std_accuracy: float
    difference_percent: float

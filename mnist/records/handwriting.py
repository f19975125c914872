"""How well people's own writing is read: ``writers.json`` and ``handwriting.json``."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.model_card import Reading
from mnist.records.run import Array, FileDigest, Run
from mnist.records.strict import STRICT

Interval = tuple[float, float]


@dataclass(frozen=True, config=STRICT)
class Rate:
    """A share of drawings, 0 to 1, with Wilson's 95 % interval."""

    count: int
    hits: int
    share: float
    interval: Interval


@dataclass(frozen=True, config=STRICT)
class Refusal:
    """Drawings that no digit is named for.

    Attributes:
        refused: in either state.
        not_a_digit: share said to be no digit.
        unsure: share that may be one of two.
    """

    refused: Rate
    not_a_digit: float
    unsure: float


@dataclass(frozen=True, config=STRICT)
class Condition:
    """The same digits drawn in another way.

    Attributes:
        value: pen width in pixels of the image, share of the canvas's side, or pixels of the
            image from the middle.
        normalised: read as the page reads them.
        squashed: read from the whole canvas shrunk to the image; ``None`` where it is the
            normalised image that is varied.
    """

    value: float
    normalised: Rate
    squashed: Rate | None = None


@dataclass(frozen=True, config=STRICT)
class WriterScore:
    """What is read of one person's digits."""

    writer: int
    read: Rate


@dataclass(frozen=True, config=STRICT)
class Drawn:
    """A drawing that is misread, or named though it is no digit.

    Attributes:
        what: the digit, the letter or the shape.
        who: the writer, the typeface or the generator.
        read: the digit that is named.
        confidence: its probability.
    """

    what: str
    who: str
    read: str
    confidence: float


@dataclass(frozen=True, config=STRICT)
class DrawnDigits:
    """What is read of the digits that people drew, by people that the network never saw.

    Attributes:
        accuracy: of all digits; the most probable of the ten counts, refused or not.
        writers_interval: 95 %, for other writers.
        refused: with thresholds set without these writers.
        confusion: row is the digit drawn, column the digit read.
        by_digit: one rate a digit; ``None`` where nobody drew it.
        by_pen_width: drawn with other pens.
        by_size: share of the canvas's side.
        by_offset: pixels from the middle, in every direction alike.
        raw_squash: drawn in the middle at the largest of the sizes.
        misread: most confident first.
        misread_images: uint8 [n, 28, 28], in the same order.
    """

    accuracy: Rate
    writers_interval: Interval
    refused: Refusal
    confusion: list[list[int]]
    by_writer: list[WriterScore]
    by_digit: list[Rate | None]
    by_pen_width: list[Condition]
    by_size: list[Condition]
    by_offset: list[Condition]
    raw_squash: Rate
    misread: list[Drawn]
    misread_images: Array


@dataclass(frozen=True, config=STRICT)
class Calibration:
    """How sure the network is to be, and when it names a digit."""

    temperature: float
    reading: Reading


@dataclass(frozen=True, config=STRICT)
class WriterFoldScore:
    """One fold: what it left out, and what it read of that."""

    fold: int
    training_size: int
    writers: list[int]
    drawn: Rate
    mnist: Rate
    calibration: Calibration
    seconds: float


@dataclass(frozen=True, config=STRICT)
class HeldOut:
    """What the folds read of what they left out: ``model/NAME/held-out.json``.

    Attributes:
        calibration: from all folds; the final network takes it over.
        mnist: of the folds' validation images.
        refused_mnist: of the same, with thresholds set by the other folds.
    """

    runtime: str
    calibration: Calibration
    drawn: DrawnDigits
    mnist: Rate
    refused_mnist: Refusal


@dataclass(frozen=True, config=STRICT)
class Writers:
    """An experiment of ``writers.json``: cross-validation over writers, exported weights."""

    run: Run
    folds: list[WriterFoldScore]
    held_out: FileDigest


@dataclass(frozen=True, config=STRICT)
class OtherDrawings:
    """Drawings that are no digits.

    Attributes:
        refused: no digit is named.
        confident: called a digit with a probability above 0.9.
        auroc: chance that a test image of MNIST gets a higher one than one of these.
        by_name: share refused, by letter or shape.
    """

    refused: Refusal
    confident: Rate
    auroc: float
    by_name: dict[str, float]


@dataclass(frozen=True, config=STRICT)
class Handwriting:
    """An experiment of ``handwriting.json``; all of it with the exported weights.

    Attributes:
        grouped_accuracy: of digits by writers left out of training.
        by_writer: writer -> accuracy.
        worst_writer: the lowest of them.
        raw_squash_accuracy: `DrawnDigits.raw_squash` as a share.
        outside_accuracy: of scikit-learn's ``load_digits``.
        published: the writer-independent test of the data set, where its file was at hand.
        refused_mnist: of the test images.
    """

    run: Run
    runtime: str
    grouped_accuracy: float
    by_writer: dict[int, float]
    worst_writer: float
    raw_squash_accuracy: float
    outside_accuracy: float
    refused_mnist: float
    refused_drawn: float
    refused_letters: float
    refused_scribbles: float
    letters_auroc: float
    drawn: DrawnDigits
    outside: Rate
    mnist: Refusal
    letters: OtherDrawings
    letters_like_digits: OtherDrawings
    scribbles: OtherDrawings
    named: list[Drawn]
    named_images: Array
    published: Rate | None = None

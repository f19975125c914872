"""The handwriting benchmark: digits that people drew, shown in several ways, and scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist.abstention import DIGITS, Probabilities, auroc, states
from mnist.artefacts import encode
from mnist.choosing_shapes import CHOOSING
from mnist.config import HandwritingConfig, InputConfig
from mnist.drawings import Drawing
from mnist.evaluate import confusion_matrix, mistakes, wilson_interval
from mnist.letters import DIGIT_LIKE, UNLIKE, letters
from mnist.records import (
    Condition,
    Drawn,
    DrawnDigits,
    OtherDrawings,
    Rate,
    Reading,
    Refusal,
    WriterScore,
)
from mnist.renderings import grey_levels, images
from mnist.scored_shapes import SCORED
from mnist.scribbles import scribbles
from mnist.strokes import PenDigit, squash
from mnist.typefaces import TEST, VALIDATION

Images = NDArray[np.uint8]
Hits = NDArray[np.bool_]

SURE = 0.9
RESAMPLES = 10_000
_DIRECTIONS = ((1, 0), (0, 1), (-1, 0), (0, -1))

STANDARD = "standard"


def rate(hits: Hits) -> Rate:
    """A share with its interval.

    Raises:
        ValueError: there is nothing to take a share of.
    """
    if not len(hits):
        raise ValueError("expected at least one drawing to take a share of, found none")
    count, hit = len(hits), int(hits.sum())
    return Rate(count, hit, hit / count, wilson_interval(hit, count))


@dataclass(frozen=True)
class Others:
    """Drawings that are no digits, to score with; nothing is learned from any of them."""

    letters: list[Drawing]
    letters_like_digits: list[Drawing]
    scribbles: list[Drawing]


def others_to_score(folder: Path, config: HandwritingConfig) -> Others:
    """Letters of the typefaces for scoring, in the folder given, and scored shapes."""
    rng = np.random.default_rng(config.seed)
    return Others(
        letters=letters(folder, TEST, UNLIKE),
        letters_like_digits=letters(folder, TEST, DIGIT_LIKE),
        scribbles=scribbles(config.scribbles, rng, SCORED),
    )


def others_to_choose_by(folder: Path, config: HandwritingConfig) -> list[Drawing]:
    """Drawings that choose thresholds: letters of typefaces and shapes kept for that."""
    rng = np.random.default_rng([config.seed, 1])
    return [
        *letters(folder, VALIDATION, UNLIKE),
        *scribbles(config.scribbles, rng, CHOOSING),
    ]


def shown(
    digits: Sequence[PenDigit], image: InputConfig, config: HandwritingConfig
) -> dict[str, Images]:
    """The same digits as the page shows them, and in every other way: uint8 [n, size, size]."""
    strokes = [each.strokes for each in digits]
    ways = {STANDARD: images(strokes, image)}
    for width in config.pen_widths:
        ways[pen(width)] = images(strokes, replace(image, pen_width=width))
    for size in config.sizes:
        ways[squashed(size)] = _squash(digits, image, size, 0)
    for offset in config.offsets:
        ways[moved(offset)] = _squash(digits, image, config.offset_size, offset)
    return ways


def pen(width: float) -> str:
    """Name of the way of drawing with another pen."""
    return f"pen {width}"


def squashed(size: float) -> str:
    """Name of the way of showing the whole canvas, shrunk."""
    return f"squashed {size}"


def moved(offset: float) -> str:
    """Name of the way of showing the whole canvas, shrunk, the drawing off its middle."""
    return f"moved {offset}"


def _squash(digits: Sequence[PenDigit], image: InputConfig, size: float, offset: float) -> Images:
    """The whole canvas, shrunk; the digits move right, down, left and up in turn."""
    rendered = [
        squash(each.strokes, image, share=size, offset=(offset * right, offset * down))
        for at, each in enumerate(digits)
        for right, down in [_DIRECTIONS[at % len(_DIRECTIONS)]]
    ]
    return grey_levels(rendered, image)


def score_digits(
    digits: Sequence[PenDigit],
    probabilities: Mapping[str, Probabilities],
    state: NDArray[np.str_],
    standard: Images,
    config: HandwritingConfig,
) -> DrawnDigits:
    """Everything there is to say of drawn digits.

    Args:
        digits: as they were drawn.
        probabilities: by the ways of `shown`, [n, classes].
        state: of the standard reading of each digit.
        standard: the images of the standard way.
        config: the ways.
    """
    labels = np.array([each.label for each in digits], np.uint8)
    writers = np.array([each.writer for each in digits])
    hits = {way: _read(each) == labels for way, each in probabilities.items()}
    read, confidence = _read(probabilities[STANDARD]), _confidence(probabilities[STANDARD])
    people = np.unique(writers)
    wrong = mistakes(labels, probabilities[STANDARD][:, :DIGITS])
    normal = hits[STANDARD]
    return DrawnDigits(
        accuracy=rate(normal),
        writers_interval=interval_over_writers(
            np.array([normal[writers == each].sum() for each in people]),
            np.array([np.sum(writers == each) for each in people]),
            config.seed,
        ),
        refused=refusal(state),
        confusion=confusion_matrix(labels, read, DIGITS).tolist(),
        by_writer=[WriterScore(int(each), rate(normal[writers == each])) for each in people],
        by_digit=[
            rate(normal[labels == digit]) if (labels == digit).any() else None
            for digit in range(DIGITS)
        ],
        by_pen_width=[Condition(each, rate(hits[pen(each)])) for each in config.pen_widths],
        # A drawing of another size, or elsewhere, has the same normalised image.
        by_size=[
            Condition(each, rate(normal), rate(hits[squashed(each)])) for each in config.sizes
        ],
        by_offset=[
            Condition(each, rate(normal), rate(hits[moved(each)])) for each in config.offsets
        ],
        raw_squash=rate(hits[squashed(max(config.sizes))]),
        misread=[
            Drawn(
                what=str(labels[at]),
                who=f"writer {writers[at]}",
                read=str(read[at]),
                confidence=float(confidence[at]),
            )
            for at in wrong
        ],
        misread_images=encode(standard[wrong]),
    )


def interval_over_writers(
    hits: NDArray[np.intp], counts: NDArray[np.intp], seed: int
) -> tuple[float, float]:
    """95 % interval of the share of hits, for other writers.

    A bootstrap that draws writers, with all their digits, instead of digits (the cluster
    bootstrap; Davison and Hinkley, "Bootstrap Methods and their Application", 1997, 3.8).

    Args:
        hits: digits read, by writer.
        counts: digits drawn, by writer.
        seed: of the draws.
    """
    drawn = np.random.default_rng(seed).integers(len(counts), size=(RESAMPLES, len(counts)))
    shares = hits[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)


def score_others(
    drawings: Sequence[Drawing],
    probabilities: Probabilities,
    digits: Probabilities,
    reading: Reading | None,
) -> OtherDrawings:
    """Everything there is to say of drawings that are no digits.

    Args:
        drawings: what they are.
        probabilities: [n, classes], of the drawings.
        digits: [m, classes], of digits to tell them from.
        reading: the thresholds, if any.
    """
    state = states(probabilities, reading)
    names = np.array([each.name for each in drawings])
    return OtherDrawings(
        refused=refusal(state),
        confident=rate(_confidence(probabilities) > SURE),
        auroc=auroc(digits, probabilities),
        by_name={
            str(name): float(np.mean(state[names == name] != "digit")) for name in np.unique(names)
        },
    )


def refusal(state: NDArray[np.str_]) -> Refusal:
    """How often no digit is named, and why."""
    return Refusal(
        refused=rate(state != "digit"),
        not_a_digit=float(np.mean(state == "not-a-digit")),
        unsure=float(np.mean(state == "unsure")),
    )


def named(
    drawings: Iterable[Drawing], probabilities: Probabilities, reading: Reading | None
) -> tuple[list[Drawn], NDArray[np.intp]]:
    """The drawings that a digit is named for, most confident first, and their indices."""
    confidence, read = _confidence(probabilities), _read(probabilities)
    accepted = np.flatnonzero(states(probabilities, reading) == "digit")
    order = accepted[np.argsort(-confidence[accepted], kind="stable")]
    everything = list(drawings)
    found = [
        Drawn(
            what=everything[at].name,
            who=everything[at].source,
            read=str(read[at]),
            confidence=float(confidence[at]),
        )
        for at in order
    ]
    return found, order


def _read(probabilities: Probabilities) -> NDArray[np.intp]:
    """The most probable digit, whether or not it would be named."""
    result: NDArray[np.intp] = probabilities[:, :DIGITS].argmax(axis=1)
    return result


def _confidence(probabilities: Probabilities) -> NDArray[np.float32]:
    best: NDArray[np.float32] = probabilities[:, :DIGITS].max(axis=1)
    return best

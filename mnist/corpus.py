"""What the page's network learns from: MNIST, digits drawn on a tablet, and what is no digit."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist.config import CorpusConfig, InputConfig
from mnist.drawings import Drawing, vary
from mnist.letters import SYMBOLS, UNLIKE, letters
from mnist.pairs import pairs
from mnist.scribbles import scribbles
from mnist.strokes import PenDigit, Points, render
from mnist.taught_shapes import TAUGHT
from mnist.train import Labelled
from mnist.typefaces import PRINTED, TRAINING

NOT_A_DIGIT = 10
"""Label of what is no digit: the class after the ten."""

LEVELS = 255


@dataclass(frozen=True)
class Taught:
    """Drawings of typefaces to learn from.

    Attributes:
        digits: named "0" to "9".
        letters: and symbols, that look like no digit.
    """

    digits: Sequence[Drawing]
    letters: Sequence[Drawing]


def corpus(
    mnist: Labelled,
    digits: Sequence[PenDigit],
    taught: Taught,
    image: InputConfig,
    config: CorpusConfig,
) -> Labelled:
    """MNIST, then drawn digits, then what is no digit, labelled `NOT_A_DIGIT`.

    Every drawing is drawn with a pen of random width. What a person drew is learned as it was
    drawn and by another hand; what a typeface holds by other hands alone, for it is always the
    same.

    Args:
        mnist: images of MNIST.
        digits: drawn by people; pairs are made of them too, so that nothing is learned from
            a writer who is left out.
        taught: drawings of typefaces.
        image: how drawings become images.
        config: how many of each.
    """
    rng = np.random.default_rng(config.seed)
    drawn = [each for _ in range(config.renderings) for each in digits]
    others = [
        *(vary(each.strokes, rng) for _ in range(config.letters) for each in taught.letters),
        *(each.strokes for each in scribbles(config.scribbles, rng, TAUGHT)),
        *(each.strokes for each in pairs(digits, config.pairs, rng)),
    ]
    copied = [each for _ in range(config.copies) for each in digits]
    typed = [each for _ in range(config.typed) for each in taught.digits]
    strokes = [
        *(each.strokes for each in drawn),
        *(vary(each.strokes, rng) for each in copied),
        *(vary(each.strokes, rng) for each in typed),
        *others,
    ]
    labels = [
        *(each.label for each in [*drawn, *copied]),
        *(int(each.name) for each in typed),
        *[NOT_A_DIGIT] * len(others),
    ]
    widths = rng.uniform(*config.pen_widths, len(strokes))
    made = [
        images([each], replace(image, pen_width=float(width)))
        for each, width in zip(strokes, widths, strict=True)
    ]
    return Labelled(
        np.concatenate([mnist.images, *made]),
        np.concatenate([mnist.labels, np.array(labels, np.uint8)]),
    )


def taught(handwriting: Path, printed: Path) -> Taught:
    """The digits, and the characters that look like none, of the typefaces to learn from.

    Args:
        handwriting: folder of the handwriting typefaces.
        printed: folder of matplotlib's typefaces.
    """

    def drawings(characters: str) -> list[Drawing]:
        return [
            *letters(handwriting, TRAINING, characters),
            *letters(printed, PRINTED, characters),
        ]

    return Taught(drawings(string.digits), drawings(UNLIKE + SYMBOLS))


def images(drawings: Iterable[Sequence[Points]], config: InputConfig) -> NDArray[np.uint8]:
    """Strokes as the page shows them to a network, uint8 [n, size, size]."""
    return grey_levels([render(strokes, config) for strokes in drawings], config)


def grey_levels(rendered: Sequence[NDArray[np.float32]], config: InputConfig) -> NDArray[np.uint8]:
    """Images in 0..1 as images in 256 levels, as MNIST's are: uint8 [n, size, size]."""
    levels = np.rint(np.reshape(rendered, (-1, config.size, config.size)) * LEVELS)
    result: NDArray[np.uint8] = levels.astype(np.uint8)
    return result

"""What the page's network learns from: MNIST, digits drawn on a tablet, and what is no digit."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mnist import outliers
from mnist.alphabets import OTHER_LETTERS
from mnist.config import CorpusConfig, InputConfig
from mnist.drawings import Drawing, Strokes, vary
from mnist.letters import SYMBOLS, UNLIKE, letters
from mnist.pairs import pairs
from mnist.renderings import Images, images
from mnist.scribbles import scribbles
from mnist.strokes import PenDigit, Points
from mnist.taught_shapes import TAUGHT
from mnist.train import Labelled
from mnist.typefaces import DEJAVU_SANS, PRINTED, TRAINING

NOT_A_DIGIT = 10
"""Label of what is no digit: the class after the ten."""


@dataclass(frozen=True)
class Taught:
    """Drawings of typefaces to learn from.

    Attributes:
        digits: named "0" to "9".
        letters: and symbols, that look like no digit.
        others: letters of other alphabets, whatever they look like.
    """

    digits: Sequence[Drawing]
    letters: Sequence[Drawing]
    others: Sequence[Drawing]


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
    written = [
        *((each.strokes, each.label) for _ in range(config.renderings) for each in digits),
        *((vary(each.strokes, rng), each.label) for _ in range(config.copies) for each in digits),
        *(
            (vary(each.strokes, rng), int(each.name))
            for _ in range(config.typed)
            for each in taught.digits
        ),
    ]
    drawn = _drawn([strokes for strokes, _ in written], rng, image, config)
    every_digit = np.concatenate([mnist.images, drawn])
    nothing = np.concatenate(
        [
            _drawn(_others(digits, taught, rng, config), rng, image, config),
            _outliers(every_digit, taught, rng, image, config),
        ]
    )
    labels = [*(label for _, label in written), *[NOT_A_DIGIT] * len(nothing)]
    return Labelled(
        np.concatenate([every_digit, nothing]),
        np.concatenate([mnist.labels, np.array(labels, np.uint8)]),
    )


def _others(
    digits: Sequence[PenDigit], taught: Taught, rng: np.random.Generator, config: CorpusConfig
) -> list[Strokes]:
    """Letters and symbols, shapes, and digits that are not one digit."""
    return [
        *(vary(each.strokes, rng) for _ in range(config.letters) for each in taught.letters),
        *(each.strokes for each in scribbles(config.scribbles, rng, TAUGHT)),
        *(each.strokes for each in pairs(digits, config.pairs, rng)),
    ]


def _outliers(
    digits: Images,
    taught: Taught,
    rng: np.random.Generator,
    image: InputConfig,
    config: CorpusConfig,
) -> Images:
    """Drawings of many kinds, unlike every one of the digits."""
    candidates = outliers.candidates(config.outliers, taught.others, rng)
    drawn = _drawn(candidates, rng, image, config)
    return drawn[outliers.least_like(digits, drawn, config.outliers)]


def _drawn(
    drawings: Iterable[Sequence[Points]],
    rng: np.random.Generator,
    image: InputConfig,
    config: CorpusConfig,
) -> Images:
    """Each with a pen of random width."""
    every = list(drawings)
    return images(every, image, rng.uniform(*config.pen_widths, len(every)))


def taught(handwriting: Path, printed: Path) -> Taught:
    """The digits and the letters of the typefaces to learn from.

    Args:
        handwriting: folder of the handwriting typefaces.
        printed: folder of matplotlib's typefaces.
    """

    def drawings(characters: str) -> list[Drawing]:
        return [
            *letters(handwriting, TRAINING, characters),
            *letters(printed, PRINTED, characters),
        ]

    return Taught(
        digits=drawings(string.digits),
        letters=drawings(UNLIKE + SYMBOLS),
        others=letters(printed, [DEJAVU_SANS], OTHER_LETTERS),
    )

"""What the page's network learns from: MNIST, digits drawn on a tablet, and what is no digit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist.config import CorpusConfig, InputConfig
from mnist.drawings import Drawing, vary
from mnist.letters import UNLIKE, letters
from mnist.pairs import pairs
from mnist.scribbles import scribbles
from mnist.strokes import PenDigit, Points, render
from mnist.taught_shapes import TAUGHT
from mnist.train import Labelled
from mnist.typefaces import PRINTED, TRAINING

NOT_A_DIGIT = 10
"""Label of what is no digit: the class after the ten."""

LEVELS = 255


def corpus(
    mnist: Labelled,
    digits: Sequence[PenDigit],
    taught: Sequence[Drawing],
    image: InputConfig,
    config: CorpusConfig,
) -> Labelled:
    """MNIST, then drawn digits, then what is no digit, labelled `NOT_A_DIGIT`.

    Every drawing is drawn with a pen of random width. Digits keep the shape that their writer
    gave them; letters are varied, for a letter of a typeface is always the same.

    Args:
        mnist: images of MNIST.
        digits: drawn by people; pairs are made of them too, so that nothing is learned from
            a writer who is left out.
        taught: letters that look like no digit.
        image: how drawings become images.
        config: how many of each.
    """
    rng = np.random.default_rng(config.seed)
    drawn = [each for _ in range(config.renderings) for each in digits]
    others = [
        *(vary(each.strokes, rng) for _ in range(config.letters) for each in taught),
        *(each.strokes for each in scribbles(config.scribbles, rng, TAUGHT)),
        *(each.strokes for each in pairs(digits, config.pairs, rng)),
    ]
    widths = rng.uniform(*config.pen_widths, len(drawn) + len(others))
    strokes = [*(each.strokes for each in drawn), *others]
    labels = [each.label for each in drawn] + [NOT_A_DIGIT] * len(others)
    made = [
        images([each], replace(image, pen_width=float(width)))
        for each, width in zip(strokes, widths, strict=True)
    ]
    return Labelled(
        np.concatenate([mnist.images, *made]),
        np.concatenate([mnist.labels, np.array(labels, np.uint8)]),
    )


def taught_letters(handwriting: Path, printed: Path) -> list[Drawing]:
    """Letters that look like no digit, of the typefaces to learn from.

    Args:
        handwriting: folder of the handwriting typefaces.
        printed: folder of matplotlib's typefaces.
    """
    return [*letters(handwriting, TRAINING, UNLIKE), *letters(printed, PRINTED, UNLIKE)]


def images(drawings: Iterable[Sequence[Points]], config: InputConfig) -> NDArray[np.uint8]:
    """Strokes as the page shows them to a network, uint8 [n, size, size]."""
    return grey_levels([render(strokes, config) for strokes in drawings], config)


def grey_levels(rendered: Sequence[NDArray[np.float32]], config: InputConfig) -> NDArray[np.uint8]:
    """Images in 0..1 as images in 256 levels, as MNIST's are: uint8 [n, size, size]."""
    levels = np.rint(np.reshape(rendered, (-1, config.size, config.size)) * LEVELS)
    result: NDArray[np.uint8] = levels.astype(np.uint8)
    return result

"""Networks scored on people's own writing, made up, for tests of what is rendered from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mnist import artefacts
from mnist.abstention import Probabilities, states
from mnist.config import HandwritingConfig
from mnist.drawings import Drawing, Kind
from mnist.handwriting import (
    STANDARD,
    moved,
    named,
    pen,
    rate,
    refusal,
    score_digits,
    score_others,
    squashed,
)
from mnist.letters import DIGIT_LIKE, UNLIKE
from mnist.records import (
    Calibration,
    Evaluation,
    Handwriting,
    ModelCard,
    Reading,
    Run,
    Training,
    WriterFoldScore,
    Writers,
)
from mnist.scored_shapes import SCORED
from mnist.strokes import PenDigit
from scripts.networks import Network
from scripts.results import Results

LEARNED_FROM_DRAWINGS = "demo"

CONFIG = HandwritingConfig()
CORPUS = {
    "renderings": 3,
    "copies": 2,
    "typed": 10,
    "letters": 2,
    "scribbles": 4000,
    "outliers": 9000,
    "pairs": 3000,
    "refused_mnist": 0.005,
    "refused_drawn": 0.012,
}
READING = Reading(not_a_digit=0.41, unsure=0.62)
DOT = (np.zeros((1, 2)),)


def made_up_digits(rng: np.random.Generator, writers: int, each: int) -> list[PenDigit]:
    """So many digits of so many writers, in no order."""
    return [
        PenDigit(int(rng.integers(10)), writer, serial, DOT)
        for writer in range(1, writers + 1)
        for serial in range(each)
    ]


def made_up_answers(
    rng: np.random.Generator, labels: NDArray[np.uint8], wrong: NDArray[np.float64], classes: int
) -> Probabilities:
    """Probabilities [n, classes] that miss each label with the given chance."""
    count = len(labels)
    missed = rng.random(count) < wrong
    # A mistake is most often the next digit.
    read = np.where(missed, (labels + 1 + (rng.random(count) < 0.2)) % 10, labels)
    sure = np.where(missed, rng.uniform(0.4, 0.999, count), 1 - 0.4 * rng.beta(0.3, 12, count))
    answers = np.repeat((1 - sure)[:, None] / (classes - 1), classes, axis=1)
    answers[np.arange(count), read] = sure
    return answers.astype(np.float32)


def made_up_drawings(kind: Kind, names: Iterable[str]) -> list[Drawing]:
    return [Drawing(DOT, kind, "somebody", name) for name in names]


def made_up_guesses(rng: np.random.Generator, count: int, classes: int) -> Probabilities:
    """Probabilities [count, classes] for drawings that are no digits."""
    answers = rng.dirichlet(np.full(10, 0.15), count)
    if classes > 10:
        none = rng.beta(0.9, 0.4, (count, 1))
        answers = np.concatenate([answers * (1 - none), none], axis=1)
    return answers.astype(np.float32)


def made_up_handwriting(
    rng: np.random.Generator, run: Run, *, wrong: float, learns: bool, images: NDArray[np.uint8]
) -> Handwriting:
    """What the stage would say of a network that misreads that share, and may have learned more.

    Args:
        rng: decides which.
        run: how it was made.
        wrong: share of drawn digits misread on average; writers differ.
        learns: whether it learned from drawings, and refuses.
        images: to be shown as drawings, uint8 [n, 28, 28].
    """
    classes, reading = (11, READING) if learns else (10, None)
    digits = made_up_digits(rng, writers=30, each=20)
    labels = np.array([each.label for each in digits], np.uint8)
    chance = (wrong * rng.gamma(0.7, 1 / 0.7, 30)).repeat(20)
    shown = images[np.arange(len(digits)) % len(images)]
    worse = {STANDARD: 1.0}
    worse |= {pen(each): 1 + abs(each - 2.5) for each in CONFIG.pen_widths}
    worse |= {squashed(each): 12 / each**2 for each in CONFIG.sizes}
    worse |= {moved(each): 10.0 * each for each in CONFIG.offsets}
    answers = {
        way: made_up_answers(rng, labels, np.minimum(chance * factor, 0.9), classes)
        for way, factor in worse.items()
    }
    drawn = score_digits(digits, answers, states(answers[STANDARD], reading), shown, CONFIG)
    test = rng.integers(0, 10, 500).astype(np.uint8)
    mnist = made_up_answers(rng, test, np.full(500, wrong / 4), classes)
    outside = rate(rng.random(400) > wrong / 2)
    drawings = {
        "letters": made_up_drawings("letter", UNLIKE * 4),
        "letters_like_digits": made_up_drawings("letter", DIGIT_LIKE * 4),
        "scribbles": made_up_drawings("scribble", [*SCORED] * 6),
    }
    guesses = {kind: made_up_guesses(rng, len(each), classes) for kind, each in drawings.items()}
    others = {
        kind: score_others(each, guesses[kind], mnist, reading) for kind, each in drawings.items()
    }
    accepted, which = named(drawings["letters"], guesses["letters"], reading)
    refused = refusal(states(mnist, reading))
    return Handwriting(
        run=replace(run, config={"corpus": CORPUS} if learns else {}),
        runtime="tfjs 4.22.0, wasm",
        grouped_accuracy=drawn.accuracy.share,
        by_writer={each.writer: each.read.share for each in drawn.by_writer},
        worst_writer=min(each.read.share for each in drawn.by_writer),
        raw_squash_accuracy=drawn.raw_squash.share,
        outside_accuracy=outside.share,
        refused_mnist=refused.refused.share,
        refused_drawn=drawn.refused.refused.share,
        refused_letters=others["letters"].refused.refused.share,
        refused_scribbles=others["scribbles"].refused.refused.share,
        letters_auroc=others["letters"].auroc,
        drawn=drawn,
        outside=outside,
        mnist=refused,
        **others,
        named=accepted[:60],
        named_images=artefacts.encode(images[which[:60] % len(images)]),
    )


def made_up_writers(rng: np.random.Generator, run: Run, folds: int = 3) -> Writers:
    """What cross-validation over the writers would say."""
    return Writers(
        run=run,
        folds=[
            WriterFoldScore(
                fold=number,
                training_size=90_000 + number,
                writers=[*range(number, 31, folds)],
                drawn=rate(rng.random(300) > 0.02),
                mnist=rate(rng.random(400) > 0.01),
                calibration=Calibration(1 + number / 10, READING),
                seconds=1.0,
            )
            for number in range(1, folds + 1)
        ],
        held_out=artefacts.digest(b"held out"),
    )


def made_up_networks(
    training: Training,
    card: ModelCard,
    evaluation: Evaluation,
    images: NDArray[np.uint8],
    names: Iterable[str],
) -> list[Network]:
    """Networks of these experiments; ``demo`` learned from drawings, and refuses some.

    Args:
        training: of each.
        card: of each, but for the thresholds.
        evaluation: of each.
        images: to be shown as drawings, uint8 [n, 28, 28].
        names: of the experiments.
    """
    networks = []
    for place, name in enumerate(names):
        learns = name == LEARNED_FROM_DRAWINGS
        rng = np.random.default_rng(place)
        wrong = 0.02 if learns else 0.07 / (place + 1)
        handwriting = made_up_handwriting(
            rng, replace(card.run, stage="handwriting"), wrong=wrong, learns=learns, images=images
        )
        answers = [*card.classes, "not a digit"] if learns else card.classes
        own = replace(card, classes=answers, reading=READING if learns else None)
        writers = made_up_writers(rng, replace(card.run, stage="writers")) if learns else None
        networks.append(Network(name, training, own, evaluation, handwriting, writers))
    return networks


def networks_of(results: Results, names: Iterable[str]) -> list[Network]:
    """Networks of these experiments, for the rest of the results."""
    images = artefacts.decode(results.dataset.samples).reshape(-1, 28, 28)
    return made_up_networks(results.training, results.model_card, results.evaluation, images, names)

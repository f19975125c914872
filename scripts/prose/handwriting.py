"""Sentences about networks and people's own writing that follow from the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

import numpy as np

from mnist import typefaces
from mnist.records import DrawnDigits
from scripts.formats import count_of, listed, percent, thousands
from scripts.networks import Network

KNN = 0.9780
"""Share of the writer-independent test that 3 nearest neighbours read, the best number of them:
the data set's documentation, ``pendigits.names`` by E. Alpaydin and F. Alimoglu (1998)."""


def handwriting(networks: list[Network]) -> dict[str, str]:
    """Every paragraph by its name on a page."""
    return {name: write(networks) for name, write in PARAGRAPHS.items()}


def seen(networks: list[Network]) -> str:
    """Who was seen by which network."""
    drawn = networks[-1].handwriting.drawn
    strangers = [each.name for each in networks if each.corpus is None]
    pupils = [each.name for each in networks if each.corpus is not None]
    people = thousands(len(drawn.by_writer))
    sentences = []
    if strangers:
        they, them = (_by_number(strangers, "it", many) for many in ("they", "them"))
        sentences.append(
            f"{_networks(strangers)} learned from MNIST alone: no pen stroke was among what "
            f"{they} saw, so all {people} writers are strangers to {them}."
        )
    if pupils:
        sentences.append(
            f"{_networks(pupils)} learned from these drawings too. What is said of drawn digits is "
            "therefore from cross-validation over the writers: each writer's digits are read by a "
            "network that learned from other writers only. Everything else is measured with the "
            "network that the page ships."
        )
    return _paragraph(sentences)


def findings(networks: list[Network]) -> str:
    """How much is read, and how much of that is owed to scaling and centring."""
    drawn = networks[-1].handwriting.drawn
    return _paragraph(
        [
            f"Of {thousands(drawn.accuracy.count)} digits, "
            f"{listed(_reads(each) for each in networks)}.",
            _clustering(networks[-1].name, drawn),
            "Where the whole canvas is shrunk to the image instead, with the same drawings in its "
            f"middle and {percent(max(each.value for each in drawn.by_size), 0)} of its side long, "
            f"{listed(_squashed(each) for each in networks)}.",
        ]
    )


def published(networks: list[Network]) -> str:
    """How the writer-independent test of the data set came out, or that it could not be run."""
    scored = [(each.name, rate) for each in networks if (rate := each.handwriting.published)]
    before = f"nearest neighbours read up to {percent(KNN)} of it, says its documentation"
    if not scored:
        return _paragraph(
            [
                "The data set has a second file, by other writers still, for comparing methods: "
                f"{before}. That file was not at hand when the networks were scored, so what they "
                "would read of it is not known."
            ]
        )
    ours = listed(
        f"the {name} network {percent(rate.share)} ({percent(rate.interval[0])} to "
        f"{percent(rate.interval[1])})"
        for name, rate in scored
    )
    return _paragraph(
        [
            f"The data set has a second file, {thousands(scored[0][1].count)} digits by other "
            f"writers still, for comparing methods: {before}, and {ours}. Nearest neighbours "
            "learned from the first file and were told the order of the points, which no image "
            "shows."
        ]
    )


def refusals(networks: list[Network]) -> str:
    """What the networks do with what is no digit, and what refusing costs."""
    letters = networks[-1].handwriting.letters
    sure = listed(
        f"{percent(each.handwriting.letters.confident.share, 1)} by the {each.name} network"
        for each in networks
    )
    sentences = [
        f"Of {thousands(letters.confident.count)} letters that look like no digit, so many are "
        f"called a digit with more than {percent(0.9, 0)}: {sure}.",
        *(_refuses(each) for each in networks if each.refuses),
    ]
    always = [each.name for each in networks if not each.refuses]
    if always:
        name = _by_number(always, "names", "name")
        sentences.append(f"{_networks(always)} {name} a digit whatever is drawn.")
    return _paragraph(sentences)


def failures(networks: list[Network]) -> str:
    """Which digits are taken for which, and whether a few writers make most mistakes."""
    network = networks[-1]
    drawn = network.handwriting.drawn
    wrong = [(each.what, each.read) for each in drawn.misread]
    if not wrong:
        return _paragraph([f"The {network.name} network misreads none of the drawn digits."])
    most = Counter(wrong).most_common(3)
    misses = sorted((each.read.count - each.read.hits for each in drawn.by_writer), reverse=True)
    half = int(np.searchsorted(np.cumsum(misses), len(wrong) / 2)) + 1
    return _paragraph(
        [
            f"The {network.name} network misreads "
            f"{count_of(len(wrong), 'drawn digit', 'drawn digits')}. The most frequent "
            f"{'mistakes are' if len(most) > 1 else 'mistake is'} "
            f"{listed(f'{a} read as {b} ({thousands(n)})' for (a, b), n in most)}.",
            f"{count_of(half, 'writer', 'writers')} of {thousands(len(misses))} "
            f"{'makes' if half == 1 else 'make'} half of them: mostly it is ways of writing "
            "that fail, not slips of the pen."
            if half * 4 <= len(misses)
            else f"It takes {count_of(half, 'writer', 'writers')} of {thousands(len(misses))} to "
            "make half of them.",
        ]
    )


def training_data(networks: list[Network]) -> str:
    """What each network learned from."""
    return _paragraph(
        [f"The {each.name} network learned from {_learned(each)}" for each in networks]
    )


def thresholds(networks: list[Network]) -> str:
    """How it was decided when no digit is named."""
    always = [each.name for each in networks if not each.refuses]
    sentences = [_decided(each) for each in networks if each.refuses]
    if always:
        have = _by_number(always, "has", "have")
        sentences.append(
            f"{_networks(always)} {have} no thresholds: the likeliest digit is the answer."
        )
    return _paragraph(sentences)


def _reads(network: Network) -> str:
    drawn = network.handwriting.drawn
    low, high = drawn.writers_interval
    return (
        f"the {network.name} network reads {percent(drawn.accuracy.share)} "
        f"({percent(low)} to {percent(high)})"
    )


def _squashed(network: Network) -> str:
    return f"the {network.name} network reads {percent(network.handwriting.raw_squash_accuracy)}"


def _clustering(name: str, drawn: DrawnDigits) -> str:
    """How much wider the interval is because digits come in bunches, a writer each."""
    wide, narrow = (high - low for low, high in (drawn.writers_interval, drawn.accuracy.interval))
    return (
        "Intervals are for other writers, found by resampling these; that of the "
        f"{name} network is {wide / narrow:.1f} times as wide as it would be if every digit came "
        "from another hand."
    )


def _refuses(network: Network) -> str:
    found = network.handwriting
    return (
        f"The {network.name} network refuses {percent(found.refused_letters, 1)} of these letters "
        f"and {percent(found.refused_scribbles, 1)} of the scribbles; the price is "
        f"{percent(found.refused_drawn)} of the drawn digits and {percent(found.refused_mnist)} of "
        "MNIST's test images, refused as well."
    )


def _learned(network: Network) -> str:
    augmented = network.training.run.config.get("augmentation")
    distorted = ", distorted anew at every step" if augmented else ""
    images = f"{count_of(network.training.training_size, 'image', 'images')}"
    if network.corpus is None:
        return f"{images} of MNIST{distorted}."
    drawn, corpus = network.handwriting.drawn, network.corpus
    faces = len(typefaces.TRAINING) + len(typefaces.PRINTED)
    return (
        f"{images}{distorted}: MNIST's training images; {thousands(drawn.accuracy.count)} drawn "
        f"digits by {count_of(len(drawn.by_writer), 'writer', 'writers')}, each drawn "
        f"{count_of(corpus['renderings'], 'time', 'times')} with pens of different widths and "
        f"{count_of(corpus['copies'], 'time', 'times')} more turned, slanted and shaken, as if by "
        f"another hand; the digits of {faces} typefaces, each by {thousands(corpus['typed'])} such "
        "hands; and, as what is no digit, letters and symbols of the same typefaces, "
        f"{thousands(corpus['scribbles'])} scribbles, {thousands(corpus['outliers'])} letters of "
        "other alphabets and drawings put together at random of strokes, of which those most like "
        "a digit were left out, and "
        f"{thousands(corpus['pairs'])} pairs of digits, digits crossed out and digits with a dot "
        "or a dash beside them."
    )


def _decided(network: Network) -> str:
    assert network.card.reading is not None
    text = (
        f"The {network.name} network says that there is no digit where it gives this a probability "
        f"of at least {percent(network.card.reading.not_a_digit)}, and is unsure where the "
        f"likeliest digit has less than {percent(network.card.reading.unsure)}."
    )
    if network.corpus is None:
        return text
    return (
        f"{text} Its probabilities were tempered first, by the one number that fits them best to "
        "the images of MNIST that cross-validation left out. The thresholds are those that refuse "
        "most scribbles and letters, of shapes and typefaces that neither teach nor score, while "
        "refusing at most "
        f"{percent(network.corpus['refused_mnist'])} of those images and "
        f"{percent(network.corpus['refused_drawn'])} of the drawn digits that cross-validation "
        "left out."
    )


def _networks(names: list[str]) -> str:
    return f"The {listed(names)} {_by_number(names, 'network', 'networks')}"


def _by_number(names: list[str], one: str, many: str) -> str:
    return many if len(names) > 1 else one


def _paragraph(sentences: list[str]) -> str:
    return " ".join(sentences) + "\n"


PARAGRAPHS: Final[dict[str, Callable[[list[Network]], str]]] = {
    "seen-writers": seen,
    "handwriting-findings": findings,
    "published-test": published,
    "refusals": refusals,
    "handwriting-failures": failures,
    "training-data": training_data,
    "thresholds": thresholds,
}
"""By its name on a page, what writes each."""

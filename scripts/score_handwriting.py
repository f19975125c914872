"""Score every shipped network on people's own writing -> handwriting.json.

A network that learned from drawn digits is scored on the writers that its cross-validation left
out; any other has never seen one of them, and is scored on all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from mnist import pendigits
from mnist.abstention import DIGITS, Probabilities, states
from mnist.artefacts import encode
from mnist.config import DataConfig, Experiment, HandwritingConfig, InputConfig
from mnist.drawings import Drawing
from mnist.handwriting import (
    STANDARD,
    named,
    rate,
    refusal,
    score_digits,
    score_others,
    shown,
)
from mnist.preprocess import preprocess
from mnist.records import DrawnDigits, Handwriting, Rate
from mnist.renderings import grey_levels, images
from mnist.strokes import PenDigit
from mnist.train import Labelled
from scripts import drawn_data
from scripts.progress import guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.shipped import run_shipped
from scripts.stages import EXPORT, HANDWRITING
from scripts.training_data import test_data
from scripts.workspace import Workspace, parser

Images = NDArray[np.uint8]

# How many of the drawings that are named though they are no digits are shown.
SHOWN = 60


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when the artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in HANDWRITING.experiments(workspace):
        score_handwriting(experiment, workspace)
    return 0


def score_handwriting(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        return Product(assess(experiment, workspace, finish))

    bring_up_to_date(HANDWRITING, experiment, workspace, measure)


def assess(experiment: Experiment, workspace: Workspace, finish: Finish) -> Handwriting:
    """Everything there is to say of a network and people's writing."""
    digits, ways = _drawn(workspace, experiment.data, experiment.input, experiment.handwriting)
    others = drawn_data.others_to_score(workspace, experiment.handwriting)
    test, outside = test_data(workspace, experiment), outside_test(experiment)
    published = pendigits.load_test(workspace.pendigits)
    everything = {
        **ways,
        "mnist": test.images,
        "outside": outside.images,
        **{kind: _images(each, experiment) for kind, each in vars(others).items()},
        "published": images(
            [each.strokes for each in published[0]] if published else [], experiment.input
        ),
    }
    runtime, probabilities = run_shipped(EXPORT.path(workspace), experiment.name, everything)
    held_out = drawn_data.read_held_out(experiment, workspace)
    reading = held_out.calibration.reading if held_out else None
    drawn = held_out.drawn if held_out else _score(digits, ways, probabilities, experiment)
    refused = {
        kind: score_others(each, probabilities[kind], probabilities["mnist"], reading)
        for kind, each in vars(others).items()
    }
    mnist = refusal(states(probabilities["mnist"], reading))
    outside_rate = rate(_right(probabilities["outside"], outside.labels))
    accepted, which = named(others.letters, probabilities["letters"], reading)
    return Handwriting(
        runtime=runtime,
        grouped_accuracy=drawn.accuracy.share,
        by_writer={each.writer: each.read.share for each in drawn.by_writer},
        worst_writer=min(each.read.share for each in drawn.by_writer),
        raw_squash_accuracy=drawn.raw_squash.share,
        outside_accuracy=outside_rate.share,
        refused_mnist=mnist.refused.share,
        refused_drawn=drawn.refused.refused.share,
        refused_letters=refused["letters"].refused.refused.share,
        refused_scribbles=refused["scribbles"].refused.refused.share,
        letters_auroc=refused["letters"].auroc,
        drawn=drawn,
        outside=outside_rate,
        mnist=mnist,
        **refused,
        named=accepted[:SHOWN],
        named_images=encode(everything["letters"][which[:SHOWN]]),
        published=_published(published, probabilities["published"]),
        run=finish(seed=experiment.handwriting.seed),
    )


def outside_test(experiment: Experiment) -> Labelled:
    """scikit-learn's ``load_digits``: 1,797 digits of other people, 8x8, made as large as ours.

    They are the test set of UCI's Optical Recognition of Handwritten Digits (E. Alpaydin and
    C. Kaynak), scanned forms; 0 to 16 is how much of a cell the ink covers.
    """
    data = load_digits()
    made = [preprocess(image / 16.0, experiment.input) for image in data.images]
    return Labelled(grey_levels(made, experiment.input), data.target.astype(np.uint8))


@lru_cache(maxsize=1)
def _drawn(
    workspace: Workspace, data: DataConfig, image: InputConfig, config: HandwritingConfig
) -> tuple[list[PenDigit], Mapping[str, Images]]:
    """Digits, and how they look in every way: once for all networks that are asked the same.

    Drawing them takes as long as asking a network.
    """
    digits = drawn_data.drawn_digits(workspace, data)
    say(f"drawing {len(digits)} digits in every way")
    return digits, shown(digits, image, config)


def _score(
    digits: list[PenDigit],
    ways: Mapping[str, Images],
    probabilities: Mapping[str, Probabilities],
    experiment: Experiment,
) -> DrawnDigits:
    """Of a network that saw none of the writers and refuses nothing."""
    return score_digits(
        digits,
        {way: probabilities[way] for way in ways},
        states(probabilities[STANDARD], None),
        ways[STANDARD],
        experiment.handwriting,
    )


def _published(
    test: tuple[list[PenDigit], str] | None, probabilities: Probabilities
) -> Rate | None:
    if test is None:
        return None
    return rate(_right(probabilities, np.array([each.label for each in test[0]], np.uint8)))


def _right(probabilities: Probabilities, labels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    right: NDArray[np.bool_] = probabilities[:, :DIGITS].argmax(axis=1) == labels
    return right


def _images(drawings: Sequence[Drawing], experiment: Experiment) -> Images:
    return images([each.strokes for each in drawings], experiment.input)


if __name__ == "__main__":
    raise SystemExit(main())

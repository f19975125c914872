"""Score every final model on the test images -> evaluation.json.

With ``--verify``, the committed models are scored again, in Keras and in TensorFlow.js, and
the command fails where they do not give what the artefact says.
"""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from mnist import evaluate
from mnist.abstention import DIGITS
from mnist.artefacts import ArtefactError, encode
from mnist.config import Experiment
from mnist.model import build_model, multiply_adds, unpack_weights
from mnist.records import Evaluation, Misread, TestScore
from mnist.train import Labelled, predict
from scripts.exported import score_exported
from scripts.progress import guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import EVALUATION, EXPORT, WEIGHTS
from scripts.training_data import test_data
from scripts.workspace import Workspace, parser

# Another processor may round otherwise and tip an image that lies between two classes.
IMAGES_THAT_MAY_TIP = 2
LOSS_TOLERANCE = 1e-4


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run or verify the stage; 0 when the artefact is up to date and true."""
    options = parser(__doc__)
    options.add_argument("--verify", action="store_true", help="score again and compare")
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    for experiment in EVALUATION.experiments(workspace):
        (verify if chosen.verify else evaluate_final)(experiment, workspace)
    return 0


def evaluate_final(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        return Product(assess(experiment, workspace, finish))

    bring_up_to_date(EVALUATION, experiment, workspace, measure)


def assess(experiment: Experiment, workspace: Workspace, finish: Finish) -> Evaluation:
    """Everything there is to say of a model on the test images."""
    model = load_model(experiment, workspace)
    test = test_data(workspace, experiment)
    probabilities = predict(model, test.images)
    card = EXPORT.path(workspace)
    return Evaluation(
        parameters=model.count_params(),
        multiply_adds=multiply_adds(model),
        test=score_test(test, probabilities),
        exported=score_exported(card, experiment.name, test, probabilities),
        run=finish(),
    )


def score_test(test: Labelled, probabilities: NDArray[np.float32]) -> TestScore:
    """Accuracy, confusion, calibration and mistakes of float32 [n, classes].

    The likeliest digit is what counts, whether or not it is refused; but how sure a network is
    that there is a digit at all is a part of its confidence, so that is judged on all classes.
    """
    digits = probabilities[:, :DIGITS]
    predicted = digits.argmax(axis=1)
    total = evaluate.score(test.labels, digits)
    confusion = evaluate.confusion_matrix(test.labels, predicted, DIGITS)
    bins = evaluate.calibration(test.labels, probabilities)
    wrong = evaluate.mistakes(test.labels, digits)
    return TestScore(
        count=total.count,
        correct=total.correct,
        accuracy=total.accuracy,
        interval=evaluate.wilson_interval(total.correct, total.count),
        loss=total.loss,
        confusion=confusion.tolist(),
        classes=evaluate.class_scores(confusion),
        ece=evaluate.expected_calibration_error(bins),
        bins=bins,
        misread=[_misread(index, test.labels[index], digits[index]) for index in wrong],
        misread_images=encode(test.images[wrong]),
    )


def verify(experiment: Experiment, workspace: Workspace) -> None:
    """Score the committed model again and compare with the committed figures.

    Raises:
        ArtefactError: nothing was measured yet, or the two differ by more than another
            processor's rounding explains.
    """
    committed: Evaluation | None = EVALUATION.load(workspace).get(experiment.name)
    if committed is None:
        raise ArtefactError(
            f"{EVALUATION.path(workspace)}: expected what {experiment.name} scored before, found "
            "nothing; run make build-site"
        )
    test = test_data(workspace, experiment)
    probabilities = predict(load_model(experiment, workspace), test.images)
    measured = evaluate.score(test.labels, probabilities[:, :DIGITS])
    card = EXPORT.path(workspace)
    exported = score_exported(card, experiment.name, test, probabilities)
    for name, found, expected, tolerance in (
        ("correct in Keras", measured.correct, committed.test.correct, IMAGES_THAT_MAY_TIP),
        ("loss in Keras", measured.loss, committed.test.loss, LOSS_TOLERANCE),
        (
            "correct in TensorFlow.js",
            exported.correct,
            committed.exported.correct,
            IMAGES_THAT_MAY_TIP,
        ),
    ):
        if abs(found - expected) > tolerance:
            raise ArtefactError(
                f"{EVALUATION.path(workspace)}: {experiment.name}: {name}: expected {expected:g} "
                f"as measured before, found {found:g}; restore the committed model or "
                "measure again with make retrain"
            )
    say(
        f"{experiment.name}: scored again on {measured.count} test images: Keras "
        f"{measured.accuracy:.4f}, TensorFlow.js {exported.accuracy:.4f}, as the artefact says"
    )


def load_model(experiment: Experiment, workspace: Workspace) -> keras.Model:
    """The experiment's final model, from its committed weights."""
    model = build_model(experiment.input, experiment.model)
    weights = workspace.models / experiment.name / WEIGHTS
    return unpack_weights(model, weights.read_bytes())


def _misread(index: np.intp, label: np.uint8, probabilities: NDArray[np.float32]) -> Misread:
    predicted = int(probabilities.argmax())
    return Misread(
        index=int(index),
        label=int(label),
        predicted=predicted,
        confidence=float(probabilities[predicted]),
        label_probability=float(probabilities[label]),
    )


if __name__ == "__main__":
    raise SystemExit(main())

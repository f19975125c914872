"""Tables of the test: class by class, and after the export."""

from __future__ import annotations

from mnist.records import Evaluation, ModelCard, Training
from scripts.formats import percent, thousands
from scripts.markdown import Table


def class_scores(result: Evaluation) -> Table:
    """Precision, recall and F1 of every digit on the test images."""
    apart = max(result.test.classes, key=lambda score: abs(score.precision - score.recall))
    return Table(
        columns={
            "Digit": "right",
            "Precision": "right",
            "Recall": "right",
            "F1": "right",
            "Test images": "right",
        },
        rows=[
            [
                str(score.digit),
                *map(percent, (score.precision, score.recall, score.f1)),
                thousands(score.support),
            ]
            for score in result.test.classes
        ],
        caption=f"Precision and recall are furthest apart for {apart.digit}, "
        f"{percent(apart.precision)} and {percent(apart.recall)}. Precision: of the images read as "
        "this digit, the share that is one. Recall: of the images of this digit, the share that is "
        "read as one. F1: their harmonic mean.",
        sortable=True,
    )


def exported(result: Evaluation, training: Training, card: ModelCard) -> Table:
    """The Keras model and the files that the browser runs, side by side."""
    test, shipped = result.test, result.exported
    size = sum(file.bytes for file in card.files.values())
    return Table(
        columns={"Measure": "left", "Keras": "right", "TensorFlow.js": "right"},
        rows=[
            ["Accuracy", percent(test.accuracy), percent(shipped.accuracy)],
            [
                "Read correctly",
                f"{thousands(test.correct)} of {thousands(test.count)}",
                f"{thousands(shipped.correct)} of {thousands(shipped.count)}",
            ],
            ["Expected calibration error", percent(test.ece), percent(shipped.ece)],
            ["Size in bytes", thousands(training.weights.bytes), thousands(size)],
        ],
        caption=f"Run by {shipped.runtime}, the exported files give the same digit as Keras for "
        f"{percent(shipped.agreement)} of the test images; the largest difference between any two "
        f"probabilities is {shipped.largest_difference:.4f}.",
    )

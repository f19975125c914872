"""The report's tables and computed prose, each a function of the artefacts that it shows."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from mnist.records import (
    CrossValidation,
    Dataset,
    Draft,
    Evaluation,
    ModelCard,
    Training,
)
from scripts.formats import percent, thousands
from scripts.markdown import NONE, Table, code, shortened
from scripts.progress import duration
from scripts.prose import overfitting
from scripts.results import Results, StageRun


def fragments(results: Results) -> dict[str, str]:
    """Every table and computed paragraph, in Markdown, by its name on the page."""
    tables = {
        "class-distribution-table": class_distribution(results.dataset),
        "dataset-files-table": dataset_files(results.dataset),
        "architecture-table": architecture(results.training),
        "cross-validation-table": cross_validation(results.cross_validation, results.draft),
        "class-scores-table": class_scores(results.evaluation),
        "exported-table": exported(results.evaluation, results.training, results.model_card),
        "runs-table": runs(results.runs),
    }
    texts = {"overfitting": overfitting(results.cross_validation)}
    return {name: table.markdown(name) for name, table in tables.items()} | texts


def class_distribution(dataset: Dataset) -> Table:
    """Images and share of every digit in the training and the test set."""
    train, test = dataset.train, dataset.test
    rows = [
        [
            str(one.digit),
            thousands(one.count),
            percent(one.share),
            thousands(other.count),
            percent(other.share),
        ]
        for one, other in zip(train.classes, test.classes, strict=True)
    ]
    balance = train.balance
    return Table(
        columns={
            "Digit": "right",
            "Training images": "right",
            "Share": "right",
            "Test images": "right",
            "Share ": "right",
        },
        rows=rows,
        summary=[["All", thousands(train.count), "", thousands(test.count), ""]],
        caption=f"In the training set {balance.most.digit} has {thousands(balance.difference)} "
        f"images more than {balance.least.digit}: {percent(balance.difference_of_least, 1)} of "
        "the less frequent.",
    )


def dataset_files(dataset: Dataset) -> Table:
    """The files of the data set and their checksums."""
    return Table(
        columns={"File": "left", "SHA-256": "left"},
        rows=[[code(name), shortened(digest)] for name, digest in sorted(dataset.files.items())],
        caption="The checksums, here by their first twelve digits, are compared before the files "
        "are used.",
    )


def architecture(training: Training) -> Table:
    """The network, layer by layer."""
    return Table(
        columns={"Layer": "left", "Output shape": "right", "Parameters": "right"},
        rows=[
            [code(layer.name), " × ".join(map(str, layer.output)), thousands(layer.parameters)]
            for layer in training.layers
        ],
        summary=[["Total", "", thousands(training.parameters)]],
        caption=f"Reading one image takes {thousands(training.multiply_adds)} multiplications, "
        "each with an addition.",
    )


def cross_validation(result: CrossValidation, draft: Draft) -> Table:
    """Every fold's scores, the draft's beside them, and the means."""
    ours = {fold.fold: fold for fold in result.folds}
    theirs = {fold.fold: fold for fold in draft.folds}
    rows = []
    for number in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(number), theirs.get(number)
        rows.append(
            [
                str(number),
                thousands(one.training_size) if one else NONE,
                thousands(one.validation_size) if one else NONE,
                *([_four(one.accuracy), _four(one.loss)] if one else [NONE, NONE]),
                *([_four(other.accuracy), _four(other.loss)] if other else [NONE, NONE]),
            ]
        )
    losses = [fold.loss for fold in draft.folds]
    means = [result.mean_accuracy, result.mean_loss, draft.mean_accuracy, float(np.mean(losses))]
    spreads = [result.std_accuracy, result.std_loss, draft.std_accuracy, float(np.std(losses))]
    return Table(
        columns={
            "Fold": "right",
            "Training size": "right",
            "Validation size": "right",
            "Accuracy": "right",
            "Loss": "right",
            "Draft: accuracy": "right",
            "Draft: loss": "right",
        },
        rows=rows,
        summary=[
            ["Mean", "", "", *map(_four, means)],
            ["Standard deviation", "", "", *map(_four, spreads)],
        ],
        caption="Standard deviations are those of the population, NumPy's default: squares are "
        f"averaged over all {len(result.folds)} folds. Draft: what {draft.source} said; mean and "
        "standard deviation of its losses are computed from its folds.",
    )


def class_scores(result: Evaluation) -> Table:
    """Precision, recall and F1 of every digit on the test images."""
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
        caption="Precision: of the images read as this digit, the share that is one. Recall: of "
        "the images of this digit, the share that is read as one. F1: their harmonic mean.",
    )


def exported(result: Evaluation, training: Training, card: ModelCard) -> Table:
    """The Keras model and the files that the browser runs, side by side."""
    test, shipped = result.test, result.exported
    size = sum(file.bytes for file in card.files.values())
    return Table(
        columns={"": "left", "Keras": "right", "TensorFlow.js": "right"},
        rows=[
            ["Accuracy", percent(test.accuracy), percent(shipped.accuracy)],
            [
                "Read correctly",
                f"{thousands(test.correct)} of {thousands(test.count)}",
                f"{thousands(shipped.correct)} of {thousands(shipped.count)}",
            ],
            ["Size in bytes", thousands(training.weights.bytes), thousands(size)],
        ],
        caption=f"Run by {shipped.runtime}, the exported files give the same digit as Keras for "
        f"{percent(shipped.agreement)} of the test images; the largest difference between any two "
        f"probabilities is {shipped.largest_difference:.4f}.",
    )


def runs(done: list[StageRun]) -> Table:
    """How every artefact was made."""
    return Table(
        columns={
            "Stage": "left",
            "Experiment": "left",
            "Run": "left",
            "Started (UTC)": "left",
            "Duration": "right",
            "Machine": "left",
        },
        rows=[
            [
                each.stage.name.replace("_", " "),
                each.experiment or NONE,
                shortened(each.run.key),
                f"{datetime.fromisoformat(each.run.started):%Y-%m-%d %H:%M}",
                duration(each.run.seconds),
                f"{each.run.machine['processor']}, {each.run.machine['cores']} cores",
            ]
            for each in done
        ],
        caption="`make build-site` measures what is out of date, `make build-site FRESH=1` "
        "everything. The key of a run is made from its data, settings and code: the same key, the "
        "same experiment. Durations are minutes and seconds.",
    )


def _four(number: float) -> str:
    return f"{number:.4f}"

"""Tables of the network and of its cross-validation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mnist.records import CrossValidation, Draft, Training
from mnist.records.draft import DraftFold
from mnist.records.training import FoldScore
from scripts.formats import percent, thousands
from scripts.markdown import NONE, Table, code


def architecture(training: Training) -> Table:
    """The network, layer by layer."""
    largest = max(training.layers, key=lambda layer: layer.parameters)
    return Table(
        columns={"Layer": "left", "Output shape": "right", "Parameters": "right"},
        rows=[
            [code(layer.name), " × ".join(map(str, layer.output)), thousands(layer.parameters)]
            for layer in training.layers
        ],
        summary=[["Total", "", thousands(training.parameters)]],
        caption=f"The largest layer, {code(largest.name)} with {thousands(largest.output[-1])} "
        f"outputs, has {percent(largest.parameters / training.parameters, 0)} of the parameters. "
        f"Reading one image takes {thousands(training.multiply_adds)} multiplications, each with "
        "an addition.",
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
        caption=f"The folds' accuracy goes {_range(result.folds)}, the draft's "
        f"{_range(draft.folds)}. Standard deviations are those of the population, NumPy's default: "
        f"squares are averaged over all {len(result.folds)} folds. Draft: what {draft.source} "
        "said; mean and standard deviation of its losses are computed from its folds.",
        sortable=True,
    )


def _range(folds: Sequence[FoldScore | DraftFold]) -> str:
    accuracies = [fold.accuracy for fold in folds]
    return f"from {_four(min(accuracies))} to {_four(max(accuracies))}"


def _four(number: float) -> str:
    return f"{number:.4f}"

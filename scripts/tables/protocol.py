"""The table of the experiments that went through the whole protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.formats import percent, thousands
from scripts.markdown import Align, Table
from scripts.results import Scores


def tables(experiments: Mapping[str, Scores]) -> dict[str, Table]:
    """The table by its name on the page; none while there is nothing to compare."""
    return {"protocol-table": protocol(experiments)} if len(experiments) > 1 else {}


def protocol(experiments: Mapping[str, Scores]) -> Table:
    """Folds, test and exported files, an experiment a column."""
    scores = list(experiments.values())
    best = max(experiments, key=lambda name: experiments[name].evaluation.test.accuracy)
    columns: dict[str, Align] = {"Accuracy": "left"}
    columns |= {name.capitalize(): "right" for name in experiments}
    folds = zip(*(each.cross_validation.folds for each in scores), strict=True)
    rows = [[f"Fold {same[0].fold}", *(percent(fold.accuracy) for fold in same)] for same in folds]

    def row(name: str, cell: Callable[[Scores], str]) -> list[str]:
        return [name, *map(cell, scores)]

    return Table(
        columns=columns,
        rows=[
            *rows,
            row("Mean of the folds", lambda each: percent(each.cross_validation.mean_accuracy)),
            row(
                "Their standard deviation", lambda each: _points(each.cross_validation.std_accuracy)
            ),
            row("Test images", lambda each: percent(each.evaluation.test.accuracy)),
            row("Interval from", lambda each: percent(each.evaluation.test.interval[0])),
            row("Interval to", lambda each: percent(each.evaluation.test.interval[1])),
            row("Test images, exported", lambda each: percent(each.evaluation.exported.accuracy)),
        ],
        caption=f"{best.capitalize()} reads most of the test images, "
        f"{percent(experiments[best].evaluation.test.accuracy)}. The folds are cut alike for "
        "both, and the standard deviation is in percentage points. Interval: Wilson's of "
        f"{percent(0.95, 0)} for the {thousands(scores[0].evaluation.test.count)} test images. "
        "Exported: the files that a browser runs, on the same images.",
    )


def _points(share: float) -> str:
    return f"{100 * share:.2f}"

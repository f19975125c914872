"""The table of a network's cross-validation over the people who drew."""

from __future__ import annotations

from mnist.records import Rate, Writers
from scripts.formats import percent, thousands
from scripts.markdown import Table
from scripts.networks import Network


def tables(networks: list[Network]) -> dict[str, Table]:
    """The table by its name on the page; none where no network learned from drawings."""
    results = [each.writers for each in networks if each.writers is not None]
    return {"writer-folds-table": folds(results[0])} if results else {}


def folds(result: Writers) -> Table:
    """Whom each fold left out, and what it read of them."""
    return Table(
        columns={
            "Writers left out": "left",
            "Images learned from": "right",
            "Drawn digits": "right",
            "MNIST images": "right",
            "Temperature": "right",
        },
        rows=[
            [
                ", ".join(map(str, fold.writers)),
                thousands(fold.training_size),
                percent(fold.drawn.share),
                percent(fold.mnist.share),
                f"{fold.calibration.temperature:.2f}",
            ]
            for fold in result.folds
        ],
        summary=[
            [
                "All",
                "",
                _all([fold.drawn for fold in result.folds]),
                _all([fold.mnist for fold in result.folds]),
                "",
            ]
        ],
        caption=f"Between {_lowest_to_highest(result)} of the drawn digits are read, depending on "
        "whose they are. Each row is a network that saw nothing of the writers it names, nor of a "
        "part of MNIST's training images, and read both as it would be shipped. Its temperature "
        "was set by the other rows.",
        sortable=True,
    )


def _lowest_to_highest(result: Writers) -> str:
    shares = [fold.drawn.share for fold in result.folds]
    return f"{percent(min(shares))} and {percent(max(shares))}"


def _all(rates: list[Rate]) -> str:
    return percent(sum(each.hits for each in rates) / sum(each.count for each in rates))

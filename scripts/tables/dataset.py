"""Tables of the data set: its classes and its files."""

from __future__ import annotations

from mnist.records import Dataset
from scripts.formats import percent, thousands
from scripts.markdown import Table, code, shortened


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
        sortable=True,
    )


def dataset_files(dataset: Dataset) -> Table:
    """The files of the data set and their checksums."""
    return Table(
        columns={"File": "left", "SHA-256": "left"},
        rows=[[code(name), shortened(digest)] for name, digest in sorted(dataset.files.items())],
        caption=f"All {len(dataset.files)} files have these checksums, here by their first twelve "
        "digits: files with others are not used.",
    )

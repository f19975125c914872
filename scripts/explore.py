"""Describe the data set: classes, pixels and geometry -> dataset.json."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mnist import exploration
from mnist.artefacts import encode
from mnist.dataset import Mnist, load
from mnist.records import Dataset, Geometry, SetStatistics
from scripts.progress import guarded
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import EXPLORATION
from scripts.workspace import Workspace, parser

SAMPLES_OF_EACH_CLASS = 10


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage; 0 when the artefact is up to date."""
    explore(Workspace(parser(__doc__).parse_args(argv).profile))
    return 0


def explore(workspace: Workspace) -> None:
    """Bring the artefact up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        return Product(describe(load(workspace.data), finish))

    bring_up_to_date(EXPLORATION, None, workspace, measure)


def describe(mnist: Mnist, finish: Finish) -> Dataset:
    """All statistics of the data set."""
    samples = exploration.first_of_each_class(mnist.train_labels, SAMPLES_OF_EACH_CLASS)
    return Dataset(
        files=dict(mnist.files),
        train=_statistics(mnist.train_images, mnist.train_labels),
        test=_statistics(mnist.test_images, mnist.test_labels),
        geometry=_geometry(mnist.train_images, mnist.train_labels),
        mean_images=encode(exploration.mean_images(mnist.train_images, mnist.train_labels)),
        samples=encode(mnist.train_images[samples]),
        run=finish(),
    )


def _statistics(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> SetStatistics:
    classes = exploration.class_counts(labels)
    histogram = exploration.pixel_histogram(images)
    return SetStatistics(
        count=len(labels),
        counts=[each.count for each in classes],
        classes=classes,
        balance=exploration.balance(classes),
        pixels=exploration.pixel_statistics(histogram),
        histogram=histogram.tolist(),
    )


def _geometry(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Geometry:
    centres = exploration.centres_of_mass(images)
    return Geometry(
        centre=tuple(centres.mean(axis=0).tolist()),
        centre_std=tuple(centres.std(axis=0).tolist()),
        class_centres=[
            tuple(centres[labels == digit].mean(axis=0).tolist())
            for digit in range(exploration.CLASSES)
        ],
        longest_sides=exploration.longest_sides(images),
    )


if __name__ == "__main__":
    raise SystemExit(main())

"""Record what every final network looks at -> features.json."""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from mnist.artefacts import encode
from mnist.config import Experiment
from mnist.exploration import first_of_each_class
from mnist.features import feature_maps, first_kernels
from mnist.records import FeatureMaps, Features
from mnist.train import Labelled
from scripts.evaluate import load_model
from scripts.progress import guarded
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import FEATURES
from scripts.training_data import training_data
from scripts.workspace import Workspace, parser

# A loop with a tail, an open curve, and straight strokes that cross.
DIGITS = (9, 2, 4)


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when the artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in FEATURES.experiments(workspace):
        record_features(experiment, workspace)
    return 0


def record_features(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        data = training_data(workspace, experiment)
        model = load_model(experiment, workspace)
        return Product(look(model, data, finish))

    bring_up_to_date(FEATURES, experiment, workspace, measure)


def look(model: keras.Model, data: Labelled, finish: Finish) -> Features:
    """Kernels of the first block, and the maps of both blocks for a few training images."""
    first = first_of_each_class(data.labels, 1)[:, 0]
    indices = first[list(DIGITS)]
    blocks = feature_maps(model, data.images[indices])
    return Features(
        kernels=encode(first_kernels(model)),
        digits=[
            FeatureMaps(
                index=int(index),
                label=int(data.labels[index]),
                image=encode(data.images[index]),
                blocks=[encode(_to_bytes(block[place])) for block in blocks],
            )
            for place, index in enumerate(indices)
        ],
        run=finish(),
    )


def _to_bytes(maps: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Activations scaled so that the largest is 255."""
    scaled: NDArray[np.uint8] = np.rint(maps * (255 / max(float(maps.max()), 1e-12))).astype("u1")
    return scaled


if __name__ == "__main__":
    raise SystemExit(main())

"""A network as it is shipped: converted, and run by TensorFlow.js."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import keras
import numpy as np
from numpy.typing import NDArray

from mnist import artefacts
from mnist.config import Experiment
from mnist.export import export
from mnist.records import GraphModel
from scripts.export_model import converter, describe
from scripts.exported import run_exported

Images = NDArray[np.uint8]
Probabilities = NDArray[np.float32]


def run_shipped(
    card: Path, experiment: str, sets: Mapping[str, Images]
) -> tuple[str, dict[str, Probabilities]]:
    """Run an exported model over several sets of images at once.

    Args:
        card: a model card, the files it names beside it.
        experiment: its entry in the card.
        sets: name -> uint8 [n, size, size].

    Returns:
        The runtime's name, and by the sets' names float32 [n, classes].
    """
    runtime, probabilities = run_exported(card, experiment, np.concatenate([*sets.values()]))
    ends = np.cumsum([len(each) for each in sets.values()])[:-1]
    return runtime, dict(zip(sets, np.split(probabilities, ends), strict=True))


def run_as_shipped(
    model: keras.Model, experiment: Experiment, sets: Mapping[str, Images]
) -> tuple[str, dict[str, Probabilities]]:
    """The same of a Keras model, exported into a folder that does not stay."""
    converted = export(model, converter())
    files = {f"{experiment.name}/{name}": content for name, content in converted.items()}
    with TemporaryDirectory() as folder:
        for file, content in files.items():
            artefacts.write_bytes(Path(folder, file), content)
        card = Path(folder, "model-card.json")
        graph = describe(experiment, files)
        artefacts.write(card, dict[str, GraphModel], {experiment.name: graph})
        return run_shipped(card, experiment.name, sets)

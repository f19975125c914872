"""Export every experiment's model to TensorFlow.js -> model/ and model/model-card.json.

The exported files are run over the test images first; files that do not read as the Keras
model does are not shipped.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import keras
import numpy as np
from numpy.typing import NDArray

from mnist import artefacts
from mnist.abstention import DIGITS
from mnist.config import Experiment, InputConfig
from mnist.evaluate import score, wilson_interval
from mnist.export import FORMAT, ExportError, export
from mnist.records import ExportedScore, GraphModel, InputCard, ModelCard, Reading
from mnist.train import Labelled, predict
from scripts.drawn_data import read_held_out
from scripts.evaluate import load_model
from scripts.exported import score_exported
from scripts.progress import guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import EXPORT
from scripts.training_data import test_data
from scripts.workspace import ROOT, Workspace, parser

CLASSES = [*map(str, range(DIGITS)), "not a digit"]


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when files and card are up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in EXPORT.experiments(workspace):
        export_model(experiment, workspace)
    return 0


def export_model(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        return ship(experiment, workspace, finish)

    bring_up_to_date(EXPORT, experiment, workspace, measure)


def ship(experiment: Experiment, workspace: Workspace, finish: Finish) -> Product:
    """Convert, compare with Keras over the test images, and describe.

    Raises:
        ExportError: the exported model differs from the Keras model by more than allowed.
    """
    model = network(experiment, workspace)
    converted = export(model, converter())
    files = {f"{experiment.name}/{name}": content for name, content in converted.items()}
    held_out = read_held_out(experiment, workspace)
    graph = describe(experiment, files, held_out.calibration.reading if held_out else None)
    test = test_data(workspace, experiment)
    reference = predict(model, test.images)
    exported = trial(experiment.name, graph, files, test, reference)
    accept(experiment, exported, score(test.labels, reference[:, :DIGITS]).accuracy)
    card = ModelCard(
        **{field.name: getattr(graph, field.name) for field in fields(graph)},
        parameters=model.count_params(),
        accuracy=exported.accuracy,
        interval=wilson_interval(exported.correct, exported.count),
        agreement=exported.agreement,
        exported=exported,
        run=finish(),
    )
    return Product(card, files)


def network(experiment: Experiment, workspace: Workspace) -> keras.Model:
    """The trained network, its layers named as in a process that has made no other.

    Their names are in the exported graph, and so in its bytes.
    """
    keras.backend.clear_session()
    return load_model(experiment, workspace)


def describe(
    experiment: Experiment, files: dict[str, bytes], reading: Reading | None = None
) -> GraphModel:
    """What the browser needs to know to load the files, check them and feed them."""
    return GraphModel(
        format=FORMAT,
        path=f"{experiment.name}/model.json",
        files={name: artefacts.digest(content) for name, content in files.items()},
        input=input_card(experiment.input),
        classes=CLASSES[: experiment.model.classes],
        reading=reading,
    )


def trial(
    name: str,
    graph: GraphModel,
    files: dict[str, bytes],
    test: Labelled,
    reference: NDArray[np.float32],
) -> ExportedScore:
    """Run the files as they would be shipped, in a folder of their own."""
    with TemporaryDirectory() as folder:
        for file, content in files.items():
            artefacts.write_bytes(Path(folder, file), content)
        card = Path(folder, "model-card.json")
        artefacts.write(card, dict[str, GraphModel], {name: graph})
        return score_exported(card, name, test, reference)


def accept(experiment: Experiment, exported: ExportedScore, accuracy: float) -> None:
    """Refuse an exported model that reads otherwise than the Keras model."""
    required = experiment.export
    gap = abs(exported.accuracy - accuracy)
    say(
        f"export {experiment.name}: {exported.runtime} gives the same class as Keras on "
        f"{exported.agreement:.2%}, accuracy {exported.accuracy:.4f} against {accuracy:.4f}"
    )
    if exported.agreement < required.agreement or gap > required.accuracy_gap:
        raise ExportError(
            f"expected the exported {experiment.name} to agree with Keras on at least "
            f"{required.agreement:.2%} of the test images and to differ in accuracy by at most "
            f"{required.accuracy_gap:.2%}, found {exported.agreement:.2%} and {gap:.2%}; "
            "nothing was shipped"
        )


def input_card(image: InputConfig) -> InputCard:
    """The constants by which a drawing becomes the network's input."""
    return InputCard(
        shape=[image.size, image.size, 1],
        dtype="float32",
        range=(0.0, 1.0),
        size=image.size,
        box=image.box,
        pen_width=image.pen_width,
        centre=image.centre,
    )


def converter() -> list[str]:
    """Command line of the converter, its environment made first where there is none."""
    given = os.environ.get("TENSORFLOWJS_CONVERTER")
    if given:
        return [given]
    subprocess.run(["make", "--silent", "converter"], cwd=ROOT, check=True)
    return [str(ROOT / ".venv-convert" / "bin" / "tensorflowjs_converter")]


if __name__ == "__main__":
    raise SystemExit(main())

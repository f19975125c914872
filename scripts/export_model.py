"""Export every experiment's model to TensorFlow.js -> model/ and model/model-card.json.

The exported files are run over the test images first; files that do not read as the Keras
model does are not shipped.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mnist import artefacts
from mnist.config import Experiment, InputConfig
from mnist.evaluate import wilson_interval
from mnist.export import FORMAT, ExportError, export
from mnist.model import build_model, unpack_weights
from mnist.records import ExportedScore, InputCard, ModelCard
from mnist.train import predict
from scripts.exported import score_exported
from scripts.progress import guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import EXPORT, WEIGHTS
from scripts.training_data import test_data
from scripts.workspace import ROOT, Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when files and card are up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in workspace.experiments().values():

        def measure(_: Cache, finish: Finish, experiment: Experiment = experiment) -> Product:
            return ship(experiment, workspace, finish)

        bring_up_to_date(EXPORT, experiment, workspace, measure)
    return 0


def ship(experiment: Experiment, workspace: Workspace, finish: Finish) -> Product:
    """Convert, compare with Keras over the test images, and describe.

    Raises:
        ExportError: the exported model differs from the Keras model by more than allowed.
    """
    model = build_model(experiment.input, experiment.model)
    weights = workspace.models / experiment.name / WEIGHTS
    unpack_weights(model, weights.read_bytes())
    files = export(model, converter())
    test = test_data(workspace, experiment)
    reference = predict(model, test.images)
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        exported = score_exported(Path(folder, "model.json"), test, reference)
    accuracy = float((reference.argmax(axis=1) == test.labels).mean())
    accept(experiment, exported, accuracy)
    shipped = {f"{experiment.name}/{name}": content for name, content in files.items()}
    return Product(card(experiment, model.count_params(), shipped, exported, finish), shipped)


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


def card(
    experiment: Experiment,
    parameters: int,
    files: dict[str, bytes],
    exported: ExportedScore,
    finish: Finish,
) -> ModelCard:
    """What the browser needs to know to load the files, check them and feed them."""
    return ModelCard(
        format=FORMAT,
        path=f"{experiment.name}/model.json",
        files={name: artefacts.digest(content) for name, content in files.items()},
        input=input_card(experiment.input),
        classes=[str(digit) for digit in range(experiment.model.classes)],
        parameters=parameters,
        accuracy=exported.accuracy,
        interval=wilson_interval(exported.correct, exported.count),
        agreement=exported.agreement,
        exported=exported,
        run=finish(),
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
    subprocess.run(["make", "--no-print-directory", "converter"], cwd=ROOT, check=True)
    return [str(ROOT / ".venv-convert" / "bin" / "tensorflowjs_converter")]


if __name__ == "__main__":
    raise SystemExit(main())

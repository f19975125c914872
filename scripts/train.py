"""Train the final model of every experiment on all training images -> training.json."""

from __future__ import annotations

from collections.abc import Sequence

import keras

from mnist import artefacts
from mnist.compact import divide_logits
from mnist.config import Experiment
from mnist.model import multiply_adds, pack_weights, topology
from mnist.probe import probe
from mnist.records import Epoch, Layer, Training
from mnist.train import Labelled, train
from scripts.drawn_data import learned, read_held_out
from scripts.progress import EpochProgress, guarded
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import TRAINING, WEIGHTS
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when artefact and weights are up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in TRAINING.experiments(workspace):
        train_final(experiment, workspace)
    return 0


def train_final(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        data = learned(workspace, experiment)
        model, epochs = fit(experiment, data)
        held_out = read_held_out(experiment, workspace)
        if held_out:
            divide_logits(model, held_out.calibration.temperature)
        weights = pack_weights(model)
        entry = describe(experiment, data, model, epochs, weights, finish)
        return Product(entry, {f"{experiment.name}/{WEIGHTS}": weights})

    bring_up_to_date(TRAINING, experiment, workspace, measure)


def fit(experiment: Experiment, data: Labelled) -> tuple[keras.Model, list[Epoch]]:
    """Train on everything, with a line an epoch."""
    epochs = experiment.training.epochs
    progress = EpochProgress(epochs)
    return train(
        experiment,
        data,
        seed=experiment.training.seed,
        on_epoch=lambda epoch: progress.report(f"{experiment.name}: final model", epoch, epochs),
    )


def describe(
    experiment: Experiment,
    data: Labelled,
    model: keras.Model,
    epochs: list[Epoch],
    weights: bytes,
    finish: Finish,
) -> Training:
    """What there is to say of the trained model."""
    seconds = sum(epoch.seconds for epoch in epochs)
    layers = [
        Layer(name=each["layer"], output=each["output"][1:], parameters=each["parameters"])
        for each in topology(model)
    ]
    return Training(
        training_size=len(data),
        parameters=model.count_params(),
        multiply_adds=multiply_adds(model),
        layers=layers,
        epochs=epochs,
        weights=artefacts.digest(weights),
        run=finish(seed=experiment.training.seed, probe=probe(experiment, data), seconds=seconds),
    )


if __name__ == "__main__":
    raise SystemExit(main())

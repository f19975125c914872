"""Train the final model of every experiment on all training images -> training.json."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import keras

from mnist import artefacts
from mnist.compact import divide_logits
from mnist.config import Experiment
from mnist.model import multiply_adds, pack_weights, topology
from mnist.probe import probe
from mnist.records import Layer, Training
from scripts import crews
from scripts.drawn_data import read_held_out
from scripts.jobs import Job
from scripts.progress import guarded
from scripts.runs import Finish, Product
from scripts.stages import TRAINING, WEIGHTS
from scripts.studies import Study, bring_up_to_date
from scripts.trainings import Trained, everything, restored, train_final
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when artefact and weights are up to date."""
    chosen = crews.add_options(parser(__doc__)).parse_args(argv)
    workspace = Workspace(chosen.profile)
    studies = [FinalTraining(each, workspace) for each in TRAINING.experiments(workspace)]
    bring_up_to_date(studies, crews.choose(chosen), workspace)
    return 0


class FinalTraining(Study):
    """The one training of an experiment on everything."""

    stage = TRAINING
    kind = Trained

    def __init__(self, experiment: Experiment, workspace: Workspace) -> None:
        super().__init__(experiment, workspace)
        self._experiment = experiment

    def jobs(self) -> list[Job]:
        """A single one."""
        experiment = self._experiment
        work = partial(train_final, experiment=experiment)
        title = f"{experiment.name}: final model"
        return [self.job("trained.json", title, experiment.training.epochs, work)]

    def tell(self, job: Job, kept: Trained) -> str:
        """How it read what it learned from, at the end."""
        return f"loss {kept.epochs[-1].loss:.4f} over its last epoch"

    def join(self, kept: list[Trained], finish: Finish) -> Product:
        """The network as it is to be shipped, and what there is to say of it."""
        [result] = kept
        model = restored(result, self._experiment)
        held_out = read_held_out(self._experiment, self.workspace)
        if held_out:
            divide_logits(model, held_out.calibration.temperature)
        weights = pack_weights(model)
        entry = describe(self._experiment, self.workspace, model, result, weights, finish)
        return Product(entry, {f"{self._experiment.name}/{WEIGHTS}": weights})


def describe(
    experiment: Experiment,
    workspace: Workspace,
    model: keras.Model,
    result: Trained,
    weights: bytes,
    finish: Finish,
) -> Training:
    """What there is to say of the trained model."""
    seconds = sum(epoch.seconds for epoch in result.epochs)
    layers = [
        Layer(name=each["layer"], output=each["output"][1:], parameters=each["parameters"])
        for each in topology(model)
    ]
    fingerprint = probe(experiment, everything(workspace, experiment))
    return Training(
        training_size=result.training_size,
        parameters=model.count_params(),
        multiply_adds=multiply_adds(model),
        layers=layers,
        epochs=result.epochs,
        weights=artefacts.digest(weights),
        run=finish(seed=experiment.training.seed, probe=fingerprint, seconds=seconds),
    )


if __name__ == "__main__":
    raise SystemExit(main())

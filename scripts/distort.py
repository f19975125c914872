"""Distort a few digits as the training of each experiment does -> augmentation.json."""

from __future__ import annotations

from collections.abc import Sequence

from mnist.artefacts import encode
from mnist.config import Experiment
from mnist.distortions import SEED, examples
from mnist.records import Augmentation, Distortion
from scripts.progress import guarded
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import AUGMENTATION
from scripts.training_data import all_training_data
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment that augments; 0 when the artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in AUGMENTATION.experiments(workspace):
        distort(experiment, workspace)
    return 0


def distort(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(_: Cache, finish: Finish) -> Product:
        return Product(show(experiment, workspace, finish))

    bring_up_to_date(AUGMENTATION, experiment, workspace, measure)


def show(experiment: Experiment, workspace: Workspace, finish: Finish) -> Augmentation:
    """A few training images beside what augmentation makes of them.

    Raises:
        ValueError: the experiment does not augment.
    """
    if experiment.augmentation is None:
        raise ValueError(f"{experiment.name}: expected an augmentation, found none")
    data = all_training_data(workspace)
    shown = examples(data.images, data.labels, experiment.augmentation)
    chosen = data[shown.indices]
    return Augmentation(
        indices=shown.indices.tolist(),
        labels=chosen.labels.tolist(),
        originals=encode(chosen.images),
        alone=[Distortion(name, encode(images)) for name, images in shown.alone.items()],
        together=encode(shown.together),
        run=finish(seed=SEED),
    )


if __name__ == "__main__":
    raise SystemExit(main())

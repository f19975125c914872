"""Train candidates for both recipes beside the baseline's protocol, and say how each did.

On the fold that recipes are chosen on, and on no other: the training benchmark measures on the
rest. Writes no artefact; whoever finds a better one names it in `mnist.config.SOONER`, or in
`FURTHER`. Finished trainings are kept, so an interrupted run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from mnist import dataset
from mnist.config import BASELINE, FURTHER, SOONER, Experiment, TrainingConfig
from mnist.records import TimedTraining
from scripts.formats import listed
from scripts.progress import guarded, say
from scripts.runs import Cache
from scripts.stages import Recipe
from scripts.training_benchmark import artefact, processes
from scripts.training_benchmark.measure import Train, images_file, order, timed
from scripts.training_benchmark.order import Trial
from scripts.training_benchmark.settings import Settings, settings
from scripts.training_benchmark.sides import reached
from scripts.training_data import all_training_data
from scripts.workspace import Workspace, parser

QUICK = (
    TrainingConfig(epochs=3, batch_size=128, learning_rate=0.004, warm_up=0.2),
    TrainingConfig(epochs=5, batch_size=128, learning_rate=0.004, warm_up=0.2),
    TrainingConfig(epochs=4, batch_size=64, learning_rate=0.003, warm_up=0.2),
    TrainingConfig(epochs=4, batch_size=128, learning_rate=0.008, warm_up=0.3),
    TrainingConfig(epochs=6, batch_size=256, learning_rate=0.006, warm_up=0.2),
    FURTHER.training,
)
LONGER = (
    TrainingConfig(epochs=6, batch_size=128, learning_rate=0.004, warm_up=0.1),
    TrainingConfig(epochs=10, batch_size=128, learning_rate=0.004, warm_up=0.1),
)
CANDIDATES = (
    *(SOONER, *(replace(SOONER, training=each) for each in QUICK)),
    *(FURTHER, *(replace(FURTHER, training=each) for each in LONGER)),
    *(replace(FURTHER, augmentation=None), replace(FURTHER, model=BASELINE.model)),
)
SEEDS = 2


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Always 0."""
    options = parser(__doc__)
    options.add_argument("--seeds", type=int, default=SEEDS, help="of each (default: %(default)s)")
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    knobs = settings(workspace.profile)
    data = all_training_data(workspace)
    plan = Recipe("choose_recipe", dict(dataset.CHECKSUMS), {}, artefact.sources(), "")
    cache = Cache(workspace, plan)
    with TemporaryDirectory() as folder:
        images = images_file(data, knobs.chosen_on, knobs, Path(folder))
        going_on = replace(BASELINE, training=replace(knobs.protocol, epochs=knobs.patience))
        for each in (BASELINE, going_on, *CANDIDATES):
            found = list(trials(each, images, knobs, chosen.seeds, cache))
            say(f"{named(each)}: {told(found, knobs.target)}")
    return 0


def told(trainings: Sequence[TimedTraining], target: float) -> str:
    """How trainings went that differ by their seeds."""
    ends = [100 * each.accuracies[-1] for each in trainings]
    found = [reached(each, target) for each in trainings]
    arrived = ["never" if after is None else f"after {after:.0f} s" for after in found]
    return (
        f"{mean(ends):.2f} % ({min(ends):.2f} to {max(ends):.2f}) at the end, after "
        f"{mean(each.seconds[-1] for each in trainings):.0f} s; {100 * target:g} % "
        f"{listed(arrived)}"
    )


def trials(
    experiment: Experiment,
    images: Path,
    knobs: Settings,
    seeds: int,
    cache: Cache,
    train: Train = processes.train,
) -> Iterator[TimedTraining]:
    """Train by a recipe from so many seeds, the fold's own first; those kept are not done again."""
    config, distortions = experiment.training, experiment.augmentation
    dropout = experiment.model.dropout
    for number in range(seeds):
        seed = knobs.protocol.seed + knobs.chosen_on + number
        name = f"{named(experiment).replace(' ', '-')}-{seed}.json"
        wanted = order("ours", config, images, seed, config.epochs, distortions, dropout)
        found = cache.load(name, Trial) or train(wanted)
        cache.keep(name, Trial, found)
        yield timed(knobs.chosen_on, seed, found.course)


def named(experiment: Experiment) -> str:
    """What tells a recipe from others."""
    config = experiment.training
    rise = "constant" if config.warm_up is None else f"rising for {config.warm_up:g}"
    return (
        f"{config.epochs} epochs of batches of {config.batch_size}, "
        f"rate {config.learning_rate:g} {rise}"
        f"{', images distorted' if experiment.augmentation else ''}"
        f", dropout {experiment.model.dropout:g}"
    )


if __name__ == "__main__":
    raise SystemExit(main())

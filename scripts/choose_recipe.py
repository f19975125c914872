"""Train candidates for the quick recipe beside the baseline's protocol, and say how each did.

On the fold that the recipe is chosen on, and on no other: the training benchmark measures on the
rest. Writes no artefact; whoever finds a better one names it in `mnist.config.SOONER`. Finished
trainings are kept, so an interrupted run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from mnist import dataset
from mnist.config import SOONER, TrainingConfig
from scripts.progress import guarded, say
from scripts.runs import Cache
from scripts.stages import Recipe
from scripts.training_benchmark import artefact, processes
from scripts.training_benchmark.measure import Train, images_file, order
from scripts.training_benchmark.order import Trial
from scripts.training_benchmark.settings import Settings, settings
from scripts.training_data import all_training_data
from scripts.workspace import Workspace, parser

CANDIDATES = (
    SOONER.training,
    TrainingConfig(epochs=3, batch_size=128, learning_rate=0.004, warm_up=0.2),
    TrainingConfig(epochs=5, batch_size=128, learning_rate=0.004, warm_up=0.2),
    TrainingConfig(epochs=4, batch_size=64, learning_rate=0.003, warm_up=0.2),
    TrainingConfig(epochs=4, batch_size=128, learning_rate=0.008, warm_up=0.3),
    TrainingConfig(epochs=6, batch_size=256, learning_rate=0.006, warm_up=0.2),
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
        configs = (knobs.protocol, *CANDIDATES)
        tried = {each: trials(each, images, knobs, chosen.seeds, cache) for each in configs}
        whole = 0.0
        for config, found in tried.items():
            courses = [trial.course for trial in found]
            seconds = mean(sum(each.seconds) for each in courses)
            whole = whole or seconds
            accuracies = [each.accuracies[-1] for each in courses]
            say(
                f"{named(config)}: {100 * mean(accuracies):.2f} % "
                f"({100 * min(accuracies):.2f} to {100 * max(accuracies):.2f}), "
                f"{seconds:.0f} s, {100 * seconds / whole:.0f} % of the protocol's time"
            )
    return 0


def trials(
    config: TrainingConfig,
    images: Path,
    knobs: Settings,
    seeds: int,
    cache: Cache,
    train: Train = processes.train,
) -> Iterator[Trial]:
    """Train by a recipe from so many seeds, the fold's own first; those kept are not done again."""
    for number in range(seeds):
        seed = knobs.protocol.seed + knobs.chosen_on + number
        name = f"{named(config).replace(' ', '-')}-{seed}.json"
        found = cache.load(name, Trial) or train(order("ours", config, images, seed, config.epochs))
        cache.keep(name, Trial, found)
        yield found


def named(config: TrainingConfig) -> str:
    """What tells a recipe from others."""
    rise = "constant" if config.warm_up is None else f"rising for {config.warm_up:g}"
    return (
        f"{config.epochs} epochs of batches of {config.batch_size}, "
        f"rate {config.learning_rate:g} {rise}"
    )


if __name__ == "__main__":
    raise SystemExit(main())

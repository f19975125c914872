"""Measure training here beside plain Keras and PyTorch -> training_benchmark.json.

All sides are measured in turn in one run. Leave the machine alone meanwhile. Every finished
round is kept, so an interrupted run goes on with the round where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mnist import artefacts, dataset
from mnist.records import TrainingBenchmark
from scripts import seals
from scripts.progress import guarded, say
from scripts.runs import Cache
from scripts.stages import Recipe
from scripts.training_benchmark import artefact, processes, record
from scripts.training_benchmark.measure import images_file, measure
from scripts.training_benchmark.order import Watch
from scripts.training_benchmark.settings import SIDES, Settings, settings
from scripts.training_data import all_training_data
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Measure and write the artefact; 0 when it is there."""
    options = parser(__doc__)
    options.add_argument(
        "--quick",
        dest="profile",
        action="store_const",
        const="smoke",
        help="the same as --profile smoke: a few images and rounds, to see that it works",
    )
    workspace = Workspace(options.parse_args(argv).profile)
    knobs, sides = settings(workspace.profile), processes.sides()
    cache = Cache(workspace, _recipe(knobs, sides))
    found = seals.sealed(TrainingBenchmark, bench_training(workspace, knobs, sides, cache))
    artefacts.write(artefact.path(workspace), TrainingBenchmark, found)
    cache.forget()
    for side in found.sides:
        beside = f", {side.beside.seconds.value:.2f} times ours" if side.beside else ""
        say(
            f"{side.name} ({side.runtime}): {side.seconds.median:.1f} s an epoch{beside}, "
            f"{side.peak.median / 1e6:.0f} MB at most"
        )
    say(f"the recipe takes {100 * found.pace.whole.value:.0f} % of the protocol's time")
    say(f"a step does {100 * found.step.share.value:.0f} % of what the machine can")
    return 0


def bench_training(
    workspace: Workspace, knobs: Settings, sides: Sequence[str], cache: Cache
) -> TrainingBenchmark:
    """Measure all of it, but for rounds that the cache has."""
    started = datetime.now(UTC)
    if absent := sorted({*SIDES} - {*sides}):
        say(f"training benchmark: without {', '.join(absent)}, for PyTorch is not installed")
    data = all_training_data(workspace)
    with TemporaryDirectory() as folder:
        measured = measure(data, sides, knobs, cache, Path(folder), processes.train)
        say("training benchmark: where a step's time goes")
        images = images_file(data, knobs.sides_fold, knobs, Path(folder))
        told = Watch(str(images), knobs.step_rounds, knobs.steps, knobs.matrix)
        watched = processes.watch(told)
    found = record.sides(measured.rounds, measured.whole)
    return TrainingBenchmark(
        run=record.run(knobs, started, found),
        sides=found,
        pace=record.pace(measured.folds, knobs.protocol.epochs),
        arrival=record.arrival(measured.folds, knobs.target),
        step=record.step(watched),
    )


def _recipe(knobs: Settings, sides: Sequence[str]) -> Recipe:
    """What decides which finished rounds of an interrupted run count."""
    return Recipe(
        stage=artefact.STAGE,
        dataset=dict(dataset.CHECKSUMS),
        config=artefact.config(knobs) | {"sides": [*sides]},
        inputs=artefact.sources(),
        source="",
    )


if __name__ == "__main__":
    raise SystemExit(main())

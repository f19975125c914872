"""Train the baseline with one thing changed at a time -> ablation.json.

Every finished training is kept, so an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from pydantic.dataclasses import dataclass

from mnist.ablation import DIGITS, Comparison, run_trial, split
from mnist.artefacts import decode, encode
from mnist.config import AblationConfig, Variation
from mnist.evaluate import score
from mnist.records import Ablation, AblationRow, AblationRun, Array, Run
from mnist.train import Labelled
from scripts.probes import take
from scripts.progress import EpochProgress, guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import ABLATION
from scripts.training_data import all_training_data
from scripts.workspace import Workspace, parser


@dataclass(frozen=True)
class Kept:
    """A finished training: what is told of it, and which images it read, bool [n]."""

    run: AblationRun
    parameters: int
    correct: Array


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage; 0 when the artefact is up to date."""
    ablate(Workspace(parser(__doc__).parse_args(argv).profile))
    return 0


def ablate(workspace: Workspace) -> None:
    """Bring the study up to date."""

    def measure(cache: Cache, finish: Finish) -> Product:
        config = workspace.ablation()
        training, validation = split(all_training_data(workspace), config)
        trials = run_trials(config, training, validation, cache)
        seconds = sum(each.run.seconds for kept in trials.values() for each in kept)
        run = finish(seed=config.seeds[0], probe=take(None, workspace), seconds=seconds)
        return Product(summarise(config, training, validation, trials, run))

    bring_up_to_date(ABLATION, None, workspace, measure)


def run_trials(
    config: AblationConfig, training: Labelled, validation: Labelled, cache: Cache
) -> dict[str, list[Kept]]:
    """Every variation from every seed, those kept by an earlier run aside."""
    jobs = [(each, seed) for each in config.variations for seed in config.seeds]
    found = [cache.load(_file(each, seed), Kept) for each, seed in jobs]
    progress = EpochProgress(config.epochs * sum(kept is None for kept in found))
    trials: dict[str, list[Kept]] = {}
    for (variation, seed), earlier in zip(jobs, found, strict=True):
        what = f"ablation: {variation.name}, seed {seed}"
        if earlier is None:
            kept = run(variation, config, seed, training, validation, progress)
            cache.keep(_file(variation, seed), Kept, kept)
        else:
            kept = earlier
        say(f"{what}: accuracy {kept.run.accuracy:.4f}{' (kept)' if earlier else ''}")
        trials.setdefault(variation.name, []).append(kept)
    return trials


def run(
    variation: Variation,
    config: AblationConfig,
    seed: int,
    training: Labelled,
    validation: Labelled,
    progress: EpochProgress,
) -> Kept:
    """One training, scored."""
    started = time.perf_counter()
    trial = run_trial(
        variation,
        config,
        seed,
        training,
        validation,
        on_epoch=lambda epoch: progress.report(
            f"ablation: {variation.name}, seed {seed}", epoch, config.epochs
        ),
    )
    correct = trial.probabilities.argmax(axis=1) == validation.labels
    measured = score(validation.labels, trial.probabilities)
    told = AblationRun(
        seed=seed,
        accuracy=measured.accuracy,
        loss=measured.loss,
        recalls=[float(correct[validation.labels == digit].mean()) for digit in range(DIGITS)],
        seconds=round(time.perf_counter() - started, 1),
    )
    return Kept(told, trial.parameters, encode(correct))


def summarise(
    config: AblationConfig,
    training: Labelled,
    validation: Labelled,
    trials: dict[str, list[Kept]],
    run: Run,
) -> Ablation:
    """Means, differences and what of them is noise."""
    correct = {
        name: np.stack([decode(each.correct) for each in kept]) for name, kept in trials.items()
    }
    overall = Comparison(correct)
    by_digit = [
        Comparison({name: each[:, validation.labels == digit] for name, each in correct.items()})
        for digit in range(DIGITS)
    ]
    return Ablation(
        training_size=len(training),
        validation_size=len(validation),
        seed_std=overall.seed_std,
        rows=[row(each, trials[each.name], overall, by_digit) for each in config.variations],
        run=run,
    )


def row(
    variation: Variation, kept: list[Kept], overall: Comparison, by_digit: list[Comparison]
) -> AblationRow:
    """What there is to say of one variation."""
    name, against = variation.name, variation.against
    accuracy, interval = overall.accuracy(name)
    return AblationRow(
        name=name,
        group=variation.group,
        parameters=kept[0].parameters,
        accuracy=accuracy,
        interval=interval,
        seeds=[each.run for each in kept],
        against=against,
        difference=overall.difference(name, against) if against else None,
        digits=[each.difference(name, against) for each in by_digit] if against else None,
    )


def _file(variation: Variation, seed: int) -> str:
    return f"{variation.name}, seed {seed}.json"


if __name__ == "__main__":
    raise SystemExit(main())

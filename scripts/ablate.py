"""Train the baseline with one thing changed at a time -> ablation.json.

Every finished training is kept, so an interrupted run goes on with those that are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from mnist.ablation import DIGITS, Comparison
from mnist.artefacts import decode
from mnist.config import AblationConfig, Variation
from mnist.records import Ablation, AblationRow, Run
from mnist.train import Labelled
from scripts import crews
from scripts.jobs import Job
from scripts.probes import take
from scripts.progress import guarded
from scripts.runs import Finish, Product
from scripts.stages import ABLATION
from scripts.studies import Study, bring_up_to_date
from scripts.trainings import Tried, ablation_data, train_variation
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage; 0 when the artefact is up to date."""
    chosen = crews.add_options(parser(__doc__)).parse_args(argv)
    workspace = Workspace(chosen.profile)
    bring_up_to_date([Ablating(None, workspace)], crews.choose(chosen), workspace)
    return 0


class Ablating(Study):
    """Every variation from every seed."""

    stage = ABLATION
    kind = Tried

    def jobs(self) -> list[Job]:
        """A training a variation and seed."""
        config = self.workspace.ablation()
        return [
            self.job(
                f"{each.name}, seed {seed}.json",
                f"ablation: {each.name}, seed {seed}",
                config.epochs,
                partial(train_variation, config=config, variation=each, seed=seed),
            )
            for each in config.variations
            for seed in config.seeds
        ]

    def tell(self, job: Job, kept: Tried) -> str:
        """How it read what it had not seen."""
        return f"accuracy {kept.run.accuracy:.4f}"

    def join(self, kept: list[Tried], finish: Finish) -> Product:
        """What each variation does, beside the others."""
        config = self.workspace.ablation()
        training, validation = ablation_data(self.workspace, config)
        each = iter(kept)
        trials = {
            variation.name: [next(each) for _ in config.seeds] for variation in config.variations
        }
        seconds = sum(each.run.seconds for each in kept)
        run = finish(seed=config.seeds[0], probe=take(None, self.workspace), seconds=seconds)
        return Product(summarise(config, training, validation, trials, run))


def summarise(
    config: AblationConfig,
    training: Labelled,
    validation: Labelled,
    trials: dict[str, list[Tried]],
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
    variation: Variation, kept: list[Tried], overall: Comparison, by_digit: list[Comparison]
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


if __name__ == "__main__":
    raise SystemExit(main())

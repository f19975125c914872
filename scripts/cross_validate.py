"""Cross-validate every experiment -> cross_validation.json.

Every finished fold is kept, so an interrupted run goes on with the folds that are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from mnist import cross_validation
from mnist.config import Experiment
from mnist.probe import probe
from mnist.records import CrossValidation, FoldScore
from scripts import crews
from scripts.jobs import Job
from scripts.progress import guarded
from scripts.runs import Finish, Product
from scripts.stages import CROSS_VALIDATION
from scripts.studies import Study, bring_up_to_date
from scripts.training_data import training_data
from scripts.trainings import train_fold
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when the artefact is up to date."""
    chosen = crews.add_options(parser(__doc__)).parse_args(argv)
    workspace = Workspace(chosen.profile)
    experiments = CROSS_VALIDATION.experiments(workspace)
    studies = [CrossValidating(each, workspace) for each in experiments]
    bring_up_to_date(studies, crews.choose(chosen), workspace)
    return 0


class CrossValidating(Study):
    """The folds of an experiment."""

    stage = CROSS_VALIDATION
    kind = FoldScore

    def __init__(self, experiment: Experiment, workspace: Workspace) -> None:
        super().__init__(experiment, workspace)
        self._experiment = experiment

    def jobs(self) -> list[Job]:
        """A training a fold."""
        experiment, count = self._experiment, self._experiment.cross_validation.folds
        return [
            self.job(
                f"fold-{number}.json",
                f"{experiment.name}: fold {number}/{count}",
                experiment.training.epochs,
                partial(train_fold, experiment=experiment, number=number),
            )
            for number in range(1, count + 1)
        ]

    def tell(self, job: Job, kept: FoldScore) -> str:
        """How it read what it had not seen."""
        return f"accuracy {kept.accuracy:.4f}, loss {kept.loss:.4f}"

    def join(self, kept: list[FoldScore], finish: Finish) -> Product:
        """Means and spreads over the folds, and what the curves say."""
        mean_accuracy, std_accuracy = cross_validation.mean_and_std([f.accuracy for f in kept])
        mean_loss, std_loss = cross_validation.mean_and_std([f.loss for f in kept])
        data = training_data(self.workspace, self._experiment)
        run = finish(
            seed=self._experiment.training.seed,
            probe=probe(self._experiment, data),
            seconds=sum(fold.seconds for fold in kept),
        )
        return Product(
            CrossValidation(
                folds=kept,
                mean_accuracy=mean_accuracy,
                std_accuracy=std_accuracy,
                mean_loss=mean_loss,
                std_loss=std_loss,
                overfitting=cross_validation.overfitting(kept),
                run=run,
            )
        )


if __name__ == "__main__":
    raise SystemExit(main())

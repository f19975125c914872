"""Cross-validate every experiment -> cross_validation.json.

Every finished fold is kept, so an interrupted run goes on with the fold where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence

from mnist import cross_validation
from mnist.config import Experiment
from mnist.probe import probe
from mnist.records import CrossValidation, FoldScore
from mnist.train import Labelled
from scripts.progress import EpochProgress, guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.stages import CROSS_VALIDATION
from scripts.training_data import training_data
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment; 0 when the artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in CROSS_VALIDATION.experiments(workspace):
        cross_validate(experiment, workspace)
    return 0


def cross_validate(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(cache: Cache, finish: Finish) -> Product:
        data = training_data(workspace, experiment)
        folds = run_folds(experiment, data, cache)
        return Product(summarise(experiment, data, folds, finish))

    bring_up_to_date(CROSS_VALIDATION, experiment, workspace, measure)


def run_folds(experiment: Experiment, data: Labelled, cache: Cache) -> list[FoldScore]:
    """Score every fold, those kept by an earlier run aside."""
    folds = cross_validation.split(len(data), experiment.cross_validation)
    kept = {fold.number: cache.load(f"fold-{fold.number}.json", FoldScore) for fold in folds}
    epochs = experiment.training.epochs
    progress = EpochProgress(epochs * sum(score is None for score in kept.values()))
    scores: list[FoldScore] = []
    for fold in folds:
        what = f"{experiment.name}: fold {fold.number}/{len(folds)}"
        score = kept[fold.number]
        if score is not None:
            say(f"{what}: kept from an earlier run")
        else:
            score = cross_validation.run_fold(
                experiment,
                data,
                fold,
                on_epoch=lambda epoch, what=what: progress.report(what, epoch, epochs),  # type: ignore[misc]
            )
            cache.keep(f"fold-{fold.number}.json", FoldScore, score)
        say(f"{what}: accuracy {score.accuracy:.4f}, loss {score.loss:.4f}")
        scores.append(score)
    return scores


def summarise(
    experiment: Experiment, data: Labelled, folds: list[FoldScore], finish: Finish
) -> CrossValidation:
    """Means and spreads over the folds, and what the curves say."""
    mean_accuracy, std_accuracy = cross_validation.mean_and_std([f.accuracy for f in folds])
    mean_loss, std_loss = cross_validation.mean_and_std([f.loss for f in folds])
    return CrossValidation(
        folds=folds,
        mean_accuracy=mean_accuracy,
        std_accuracy=std_accuracy,
        mean_loss=mean_loss,
        std_loss=std_loss,
        overfitting=cross_validation.overfitting(folds),
        run=finish(
            seed=experiment.training.seed,
            probe=probe(experiment, data),
            seconds=sum(fold.seconds for fold in folds),
        ),
    )


if __name__ == "__main__":
    raise SystemExit(main())

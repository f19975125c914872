"""Cross-validate over the people who drew -> writers.json and model/NAME/held-out.json.

Every fold leaves out some writers and a part of MNIST, and is scored on them as it would be
shipped. Every finished fold is kept, so an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic.dataclasses import dataclass as record

from mnist import handwriting, writers
from mnist.abstention import DIGITS, Probabilities, states, temper
from mnist.artefacts import decode, digest, dump, encode
from mnist.config import CorpusConfig, Experiment
from mnist.corpus import Taught
from mnist.handwriting import STANDARD, rate, refusal, score_digits
from mnist.records import (
    Array,
    Calibration,
    DrawnDigits,
    HeldOut,
    Rate,
    WriterFoldScore,
    Writers,
)
from mnist.renderings import images
from mnist.strokes import PenDigit
from mnist.train import Labelled
from mnist.writers import Unseen, WriterFold, calibrate, calibrate_without
from scripts import drawn_data
from scripts.probes import take
from scripts.progress import EpochProgress, guarded, say
from scripts.runs import Cache, Finish, Product, bring_up_to_date
from scripts.shipped import run_as_shipped
from scripts.stages import HELD_OUT, WRITERS
from scripts.training_data import training_data
from scripts.workspace import Workspace, parser

MNIST, OTHERS = "mnist", "others"


@record(frozen=True)
class Kept:
    """A finished fold: what its network says of everything that it left out."""

    training_size: int
    runtime: str
    probabilities: dict[str, Array]
    seconds: float


@dataclass(frozen=True)
class Material:
    """What the folds share."""

    mnist: Labelled
    digits: list[PenDigit]
    taught: Taught
    others: NDArray[np.uint8]


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment that it is for; 0 when the artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for experiment in WRITERS.experiments(workspace):
        cross_validate_writers(experiment, workspace)
    return 0


def cross_validate_writers(experiment: Experiment, workspace: Workspace) -> None:
    """Bring the experiment's entry up to date."""

    def measure(cache: Cache, finish: Finish) -> Product:
        config = experiment.corpus
        assert config is not None  # or the stage would not be for it
        material = gather(experiment, workspace)
        folds = writers.split(len(material.mnist), material.digits, experiment.cross_validation)
        kept = run_folds(experiment, config, material, folds, cache)
        return summarise(experiment, config, material, folds, kept, workspace, finish)

    bring_up_to_date(WRITERS, experiment, workspace, measure)


def gather(experiment: Experiment, workspace: Workspace) -> Material:
    """All that the folds learn from and are scored on."""
    others = drawn_data.others_to_choose_by(experiment.handwriting)
    return Material(
        mnist=training_data(workspace, experiment),
        digits=drawn_data.drawn_digits(workspace, experiment),
        taught=drawn_data.taught(experiment),
        others=images([each.strokes for each in others], experiment.input),
    )


def run_folds(
    experiment: Experiment,
    config: CorpusConfig,
    material: Material,
    folds: list[WriterFold],
    cache: Cache,
) -> list[Kept]:
    """Every fold, those kept by an earlier run aside."""
    found = [cache.load(_file(fold), Kept) for fold in folds]
    progress = EpochProgress(experiment.training.epochs * sum(each is None for each in found))
    results: list[Kept] = []
    for fold, earlier in zip(folds, found, strict=True):
        kept = earlier or run_fold(experiment, config, material, fold, progress)
        if earlier is None:
            cache.keep(_file(fold), Kept, kept)
        say(
            f"{experiment.name}: writers {_names(fold)} left out: "
            f"read {_drawn_rate(material, fold, kept).share:.4f}"
            f"{' (kept from an earlier run)' if earlier else ''}"
        )
        results.append(kept)
    return results


def run_fold(
    experiment: Experiment,
    config: CorpusConfig,
    material: Material,
    fold: WriterFold,
    progress: EpochProgress,
) -> Kept:
    """Train without some writers and ask, as shipped, about all that was left out."""
    started = time.perf_counter()
    model, size = writers.train_fold(
        experiment,
        config,
        material.mnist,
        material.digits,
        material.taught,
        fold,
        on_epoch=lambda epoch: progress.report(
            f"{experiment.name}: writers {_names(fold)} left out", epoch, experiment.training.epochs
        ),
    )
    ways = handwriting.shown(fold.unseen(material.digits), experiment.input, experiment.handwriting)
    left_out = {MNIST: material.mnist.images[fold.validation], OTHERS: material.others}
    runtime, probabilities = run_as_shipped(model, experiment, {**ways, **left_out})
    return Kept(
        training_size=size,
        runtime=runtime,
        probabilities={name: encode(each) for name, each in probabilities.items()},
        seconds=round(time.perf_counter() - started, 1),
    )


def summarise(
    experiment: Experiment,
    config: CorpusConfig,
    material: Material,
    folds: list[WriterFold],
    kept: list[Kept],
    workspace: Workspace,
    finish: Finish,
) -> Product:
    """Put together what the folds say, every writer and every image once."""
    said = [{name: decode(each) for name, each in result.probabilities.items()} for result in kept]
    unseen = [
        Unseen(material.mnist.labels[fold.validation], each[MNIST], each[STANDARD], each[OTHERS])
        for fold, each in zip(folds, said, strict=True)
    ]
    # The thresholds that refuse in a fold are set by the others.
    own = [calibrate_without(unseen, at, config) for at in range(len(folds))]
    held_out = HeldOut(
        runtime=kept[0].runtime,
        calibration=calibrate(unseen, config),
        drawn=_drawn(experiment, material, folds, said, own),
        mnist=rate(np.concatenate([_right(each.mnist, each.labels) for each in unseen])),
        refused_mnist=refusal(
            np.concatenate(
                [_states(each.mnist, mine) for each, mine in zip(unseen, own, strict=True)]
            )
        ),
    )
    content = dump(HeldOut, held_out)
    scores = [
        WriterFoldScore(
            fold=fold.number,
            training_size=result.training_size,
            writers=sorted(fold.writers),
            drawn=_drawn_rate(material, fold, result),
            mnist=rate(_right(each.mnist, each.labels)),
            calibration=mine,
            seconds=result.seconds,
        )
        for fold, result, each, mine in zip(folds, kept, unseen, own, strict=True)
    ]
    entry = Writers(
        folds=scores,
        held_out=digest(content),
        run=finish(
            seed=experiment.training.seed,
            probe=take(experiment, workspace),
            seconds=sum(each.seconds for each in kept),
        ),
    )
    return Product(entry, {f"{experiment.name}/{HELD_OUT}": content})


def _drawn(
    experiment: Experiment,
    material: Material,
    folds: list[WriterFold],
    said: list[dict[str, Probabilities]],
    calibrations: list[Calibration],
) -> DrawnDigits:
    """Every digit as the fold reads it that left its writer out, tempered as that fold is."""
    digits = [each for fold in folds for each in fold.unseen(material.digits)]
    tempered = [
        {name: temper(each, mine.temperature) for name, each in fold.items()}
        for fold, mine in zip(said, calibrations, strict=True)
    ]
    ways = [name for name in said[0] if name not in {MNIST, OTHERS}]
    state = [
        states(fold[STANDARD], mine.reading)
        for fold, mine in zip(tempered, calibrations, strict=True)
    ]
    return score_digits(
        digits,
        {way: np.concatenate([fold[way] for fold in tempered]) for way in ways},
        np.concatenate(state),
        images([each.strokes for each in digits], experiment.input),
        experiment.handwriting,
    )


def _states(probabilities: Probabilities, calibration: Calibration) -> NDArray[np.str_]:
    return states(temper(probabilities, calibration.temperature), calibration.reading)


def _drawn_rate(material: Material, fold: WriterFold, kept: Kept) -> Rate:
    labels = np.array([each.label for each in fold.unseen(material.digits)], np.uint8)
    return rate(_right(decode(kept.probabilities[STANDARD]), labels))


def _right(probabilities: Probabilities, labels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    right: NDArray[np.bool_] = probabilities[:, :DIGITS].argmax(axis=1) == labels
    return right


def _names(fold: WriterFold) -> str:
    return ", ".join(map(str, sorted(fold.writers)))


def _file(fold: WriterFold) -> str:
    return f"fold-{fold.number}.json"


if __name__ == "__main__":
    raise SystemExit(main())

"""Cross-validate over the people who drew -> writers.json and model/NAME/held-out.json.

Every fold leaves out some writers and a part of MNIST, and is scored on them as it would be
shipped. Every finished fold is kept, so an interrupted run goes on with those that are missing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray
from pydantic.dataclasses import dataclass as record

from mnist import handwriting, writers
from mnist.abstention import DIGITS, Probabilities, states, temper
from mnist.artefacts import decode, digest, dump, encode
from mnist.config import Experiment
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
from scripts import crews, drawn_data
from scripts.jobs import Job
from scripts.probes import take
from scripts.progress import guarded
from scripts.runs import Finish, Product
from scripts.shipped import run_as_shipped
from scripts.stages import HELD_OUT, WRITERS
from scripts.studies import Study, bring_up_to_date
from scripts.trainings import Trained, drawn_material, restored, train_writer_fold
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
    others: NDArray[np.uint8]


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run the stage for every experiment that it is for; 0 when the artefact is up to date."""
    chosen = crews.add_options(parser(__doc__)).parse_args(argv)
    workspace = Workspace(chosen.profile)
    studies = [LeavingWritersOut(each, workspace) for each in WRITERS.experiments(workspace)]
    bring_up_to_date(studies, crews.choose(chosen), workspace)
    return 0


class LeavingWritersOut(Study):
    """The folds of an experiment; a fold's network is asked, as shipped, in this process."""

    stage = WRITERS
    kind = Kept

    def __init__(self, experiment: Experiment, workspace: Workspace) -> None:
        super().__init__(experiment, workspace)
        self._experiment = experiment

    @cached_property
    def _material(self) -> Material:
        others = drawn_data.others_to_choose_by(self.workspace, self._experiment.handwriting)
        mnist, digits, _ = drawn_material(self.workspace, self._experiment)
        seen = images([each.strokes for each in others], self._experiment.input)
        return Material(mnist, digits, seen)

    @cached_property
    def _folds(self) -> dict[str, WriterFold]:
        config = self._experiment.cross_validation
        folds = writers.split(len(self._material.mnist), self._material.digits, config)
        return {f"fold-{fold.number}.json": fold for fold in folds}

    def jobs(self) -> list[Job]:
        """A training a fold."""
        experiment = self._experiment
        return [
            self.job(
                part,
                f"{experiment.name}: writers {_names(fold)} left out",
                experiment.training.epochs,
                partial(train_writer_fold, experiment=experiment, number=fold.number),
            )
            for part, fold in self._folds.items()
        ]

    def keep(self, job: Job, result: Trained) -> Kept:
        """What the network, as shipped, says of all that was left out."""
        started = time.perf_counter()
        experiment, fold = self._experiment, self._folds[job.part]
        unseen = fold.unseen(self._material.digits)
        ways = handwriting.shown(unseen, experiment.input, experiment.handwriting)
        left_out = {
            MNIST: self._material.mnist.images[fold.validation],
            OTHERS: self._material.others,
        }
        model = restored(result, experiment)
        runtime, probabilities = run_as_shipped(model, experiment, {**ways, **left_out})
        return Kept(
            training_size=result.training_size,
            runtime=runtime,
            probabilities={name: encode(each) for name, each in probabilities.items()},
            seconds=round(result.seconds + time.perf_counter() - started, 1),
        )

    def tell(self, job: Job, kept: Kept) -> str:
        """How many digits of people never seen were read."""
        return f"read {_drawn_rate(self._material, self._folds[job.part], kept).share:.4f}"

    def join(self, kept: list[Kept], finish: Finish) -> Product:
        """What all folds say together."""
        folds = list(self._folds.values())
        return summarise(self._experiment, self._material, folds, kept, self.workspace, finish)


def summarise(
    experiment: Experiment,
    material: Material,
    folds: list[WriterFold],
    kept: list[Kept],
    workspace: Workspace,
    finish: Finish,
) -> Product:
    """Put together what the folds say, every writer and every image once."""
    config = experiment.corpus
    assert config is not None  # or the stage would not be for it
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


if __name__ == "__main__":
    raise SystemExit(main())

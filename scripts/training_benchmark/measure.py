"""Every side in turn, again and again; every fold with both protocols.

What is done is counted by images, so that the time left is told of the slow and the short alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from mnist.config import AugmentationConfig, TrainingConfig
from mnist.cross_validation import split
from mnist.keys import without_none
from mnist.records import TimedTraining
from mnist.train import Labelled
from scripts.progress import Countdown, say
from scripts.runs import Cache
from scripts.training_benchmark.images import Images, write
from scripts.training_benchmark.order import Course, Order, Trial
from scripts.training_benchmark.settings import Settings

Train = Callable[[Order], Trial]
Round = dict[str, Trial]
Fold = dict[str, TimedTraining]


@dataclass(frozen=True)
class Measured:
    """Trainings of both comparisons.

    Attributes:
        rounds: by side, a round each, on some images.
        whole: the same on all images.
        folds: by protocol, a fold each: ``baseline``, which goes on past its end, ``recipe`` and
            ``further``.
    """

    rounds: list[Round]
    whole: list[Round]
    folds: list[Fold]


def measure(
    data: Labelled,
    sides: Sequence[str],
    settings: Settings,
    cache: Cache,
    folder: Path,
    train: Train,
) -> Measured:
    """Measure all, those rounds and folds aside that an earlier run finished.

    Args:
        data: all training images.
        sides: which to compare, ours first.
        settings: the knobs.
        cache: for finished rounds and folds.
        folder: where to leave the images for other processes.
        train: does what an order says.
    """
    epochs = settings.patience + settings.recipe.epochs + settings.further.epochs
    all_images = len(fold_images(data, settings.sides_fold, settings).training)
    rounds = _kept(cache, "round", Round, range(1, settings.rounds + 1))
    whole = _kept(cache, "whole", Round, range(1, settings.memory_rounds + 1))
    folds = _kept(cache, "fold", Fold, settings.pace_folds)
    images = (
        _missing(rounds) * len(sides) * settings.epochs * settings.round_images
        + _missing(whole) * len(sides) * all_images
        + _missing(folds) * epochs * all_images
    )
    bench = _Bench(data, settings, folder, train, Countdown(images), all_images)

    def done(kind: str, of: type[Any], kept: Mapping[int, Any], do: Callable[[int], Any]) -> Any:
        found = []
        for number, each in kept.items():
            found.append(do(number) if each is None else each)
            cache.keep(_file(kind, number), of, found[-1])
        return found

    return Measured(
        rounds=done("round", Round, rounds, lambda number: bench.round(number, sides)),
        whole=done("whole", Round, whole, lambda number: bench.whole(number, sides)),
        folds=done("fold", Fold, folds, bench.fold),
    )


def _kept(cache: Cache, kind: str, of: type[Any], numbers: Iterable[int]) -> dict[int, Any]:
    """What an earlier run finished, ``None`` for what it did not."""
    return {number: cache.load(_file(kind, number), of) for number in numbers}


def _missing(kept: Mapping[int, Any]) -> int:
    return sum(each is None for each in kept.values())


def _file(kind: str, number: int) -> str:
    return f"{kind}-{number}.json"


def fold_images(data: Labelled, number: int, settings: Settings, most: int | None = None) -> Images:
    """What is learned from and what is scored in a fold of the baseline's cross-validation.

    Args:
        data: all training images.
        number: of the fold, from 1.
        settings: the knobs.
        most: so many images to learn from instead of as many as the settings say.
    """
    fold = split(len(data), settings.split)[number - 1]
    training = data[fold.training[: most or settings.training_images]]
    validation = data[fold.validation[: settings.validation_images]]
    return Images(training.images, training.labels, validation.images, validation.labels)


def images_file(
    data: Labelled, number: int, settings: Settings, folder: Path, most: int | None = None
) -> Path:
    """A file with the images of a fold, written where there is none yet."""
    path = folder / f"fold-{number}-{most or 'all'}.npz"
    if not path.exists():
        write(path, fold_images(data, number, settings, most))
    return path


def order(
    side: str,
    config: TrainingConfig,
    images: Path,
    seed: int,
    epochs: int,
    distortions: AugmentationConfig | None = None,
    dropout: float | None = None,
) -> Order:
    """A training by a protocol's knobs, for so many epochs."""
    return Order(
        side=side,
        images=str(images),
        seed=seed,
        epochs=epochs,
        batch_size=config.batch_size,
        learning_rate=config.learning_rate,
        warm_up=config.warm_up,
        augmentation=None if distortions is None else without_none(asdict(distortions)),
        dropout=dropout,
    )


def timed(fold: int, seed: int, course: Course) -> TimedTraining:
    """A training on a fold, its seconds added up."""
    return TimedTraining(fold, seed, [*accumulate(course.seconds)], course.accuracies)


class _Bench:
    def __init__(
        self,
        data: Labelled,
        settings: Settings,
        folder: Path,
        train: Train,
        countdown: Countdown,
        all_images: int,
    ) -> None:
        self._data = data
        self._settings = settings
        self._folder = folder
        self._train = train
        self._countdown = countdown
        self._all_images = all_images

    def round(self, number: int, sides: Sequence[str]) -> Round:
        """All sides in turn on some images, for their speed."""
        settings = self._settings
        what = f"speed, round {number}/{settings.rounds}"
        return self._sides(what, number, sides, settings.epochs, settings.round_images)

    def whole(self, number: int, sides: Sequence[str]) -> Round:
        """All sides in turn on all images, for the memory that these take."""
        settings = self._settings
        what = f"memory, round {number}/{settings.memory_rounds}"
        return self._sides(what, number, sides, 1)

    def _sides(
        self, what: str, number: int, sides: Sequence[str], epochs: int, most: int | None = None
    ) -> Round:
        """From one seed, another side first each round."""
        protocol = self._settings.protocol
        images = self._images(self._settings.sides_fold, most)
        turn = (number - 1) % len(sides)
        found: Round = {}
        for side in [*sides[turn:], *sides[:turn]]:
            wanted = order(side, protocol, images, protocol.seed + number - 1, epochs)
            found[side] = self._trained(f"{what}, {side}", wanted, most or self._all_images)
        return found

    def fold(self, number: int) -> Fold:
        """All protocols on a fold, from the seed that the cross-validation has there.

        Every other fold begins with the recipes. At its constant rate the baseline's protocol
        does not know when it ends: what goes on is the same training.
        """
        settings = self._settings
        images, seed = self._images(number), settings.protocol.seed + number
        recipe, further = settings.recipe, settings.further
        orders = {
            "baseline": order("ours", settings.protocol, images, seed, settings.patience),
            "recipe": order("ours", recipe, images, seed, recipe.epochs),
            "further": order(
                *("ours", further, images, seed, further.epochs),
                *(settings.distortions, settings.dropout),
            ),
        }
        found: Fold = {}
        for name in list(orders)[:: -1 if number % 2 == 0 else 1]:
            trial = self._trained(f"pace, fold {number}, {name}", orders[name], self._all_images)
            found[name] = timed(number, seed, trial.course)
        return found

    def _trained(self, what: str, wanted: Order, shown: int) -> Trial:
        """Train, and say how it went.

        Args:
            what: for the line that says so.
            wanted: the training.
            shown: images an epoch.
        """
        trial = self._train(wanted)
        course = trial.course
        left = self._countdown.left(wanted.epochs * shown)
        say(
            f"training benchmark: {what}: {course.seconds[-1]:.1f} s an epoch, "
            f"accuracy {course.accuracies[-1]:.4f} ({left} left)"
        )
        return trial

    def _images(self, fold: int, most: int | None = None) -> Path:
        return images_file(self._data, fold, self._settings, self._folder, most)

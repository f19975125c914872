"""Every knob of the experiments, in one place.

A field that is ``None`` stands for a feature that is off and is left out of the run
key, so that a new optional knob does not make earlier results look out of date.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Profile = Literal["full", "smoke"]


@dataclass(frozen=True)
class InputConfig:
    """How a drawing becomes the image that a network reads.

    Attributes:
        size: side of the square image, in pixels.
        box: the longest side of the ink fills this many pixels. In 59,987 of the 60,000
            training images of MNIST the longest side is 20.
        pen_width: width of a rendered pen stroke, in pixels of the image.
        centre: (x, y) pixel coordinate of the intensity-weighted centre of mass; pixel
            centres are whole numbers. Over the training images it is (14.007, 13.996).
    """

    size: int = 28
    box: int = 20
    pen_width: float = 2.5
    centre: tuple[float, float] = (14.0, 14.0)


@dataclass(frozen=True)
class ModelConfig:
    """The convolutional network.

    Attributes:
        filters: number of filters of each convolutional block.
        kernel: side of the square convolution kernels, in pixels.
        pool: side of the square max-pooling windows, in pixels.
        units: width of the hidden dense layer.
        dropout: share of hidden units dropped in training, 0 to 1.
        classes: number of classes.
    """

    filters: tuple[int, int] = (32, 64)
    kernel: int = 3
    pool: int = 2
    units: int = 128
    dropout: float = 0.5
    classes: int = 10


@dataclass(frozen=True)
class TrainingConfig:
    """How one network is trained with Adam.

    Attributes:
        epochs: passes over the training images.
        batch_size: images a step.
        learning_rate: step size of Adam; 0.001 is the default of Keras and of
            Kingma and Ba (2015).
        seed: seeds the initial weights, the order of the images and the dropout.
    """

    epochs: int = 10
    batch_size: int = 32
    learning_rate: float = 0.001
    seed: int = 42


@dataclass(frozen=True)
class CrossValidationConfig:
    """K-fold cross-validation with shuffled folds.

    Attributes:
        folds: number of folds.
        random_state: seeds the shuffling of scikit-learn's ``KFold``.
    """

    folds: int = 6
    random_state: int = 42


@dataclass(frozen=True)
class ExportConfig:
    """What the exported model must hold before it is shipped.

    Attributes:
        agreement: least share of test images given the same class as before the export.
        accuracy_gap: most that the two accuracies may differ, as a fraction.
    """

    agreement: float = 0.999
    accuracy_gap: float = 0.0005


@dataclass(frozen=True)
class DataConfig:
    """How many images a run uses, from the start of each set; ``None`` uses all."""

    training_images: int | None = None
    test_images: int | None = None


@dataclass(frozen=True)
class Experiment:
    """A named combination of every knob."""

    name: str
    data: DataConfig = field(default_factory=DataConfig)
    input: InputConfig = field(default_factory=InputConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    training: TrainingConfig = field(default_factory=TrainingConfig)
    cross_validation: CrossValidationConfig = field(default_factory=CrossValidationConfig)
    export: ExportConfig = field(default_factory=ExportConfig)


BASELINE = Experiment("baseline")

EXPERIMENTS: dict[str, Experiment] = {BASELINE.name: BASELINE}


def experiments(profile: Profile) -> dict[str, Experiment]:
    """The named experiments of a profile.

    ``smoke`` shrinks each to a few hundred images, two folds and one epoch: it shows that
    the pipeline works, not how well the network reads.
    """
    if profile == "full":
        return EXPERIMENTS
    return {name: _shrink(experiment) for name, experiment in EXPERIMENTS.items()}


def _shrink(experiment: Experiment) -> Experiment:
    return replace(
        experiment,
        data=DataConfig(training_images=600, test_images=300),
        training=replace(experiment.training, epochs=1),
        cross_validation=replace(experiment.cross_validation, folds=2),
        # After one epoch many images lie between two classes, where rounding decides.
        export=ExportConfig(agreement=0.9, accuracy_gap=0.05),
    )

"""Small results of every kind, made up, for tests of what is rendered from results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from mnist import artefacts, evaluate, exploration
from mnist.config import ABLATION as STUDY
from mnist.config import AUGMENTED, BASELINE, EXPERIMENTS, Variation
from mnist.keys import without_none
from mnist.records import (
    Ablation,
    AblationRow,
    AblationRun,
    Augmentation,
    CrossValidation,
    Dataset,
    Difference,
    Distortion,
    Draft,
    DraftFold,
    Epoch,
    Evaluation,
    ExportedScore,
    FeatureMaps,
    Features,
    FileDigest,
    FoldScore,
    Geometry,
    InputCard,
    Layer,
    Misread,
    ModelCard,
    Overfitting,
    Run,
    SetStatistics,
    TestScore,
    Training,
)
from scripts.results import Results, Scores, StageRun
from scripts.stages import (
    ABLATION,
    AUGMENTATION,
    CROSS_VALIDATION,
    EVALUATION,
    EXPLORATION,
    EXPORT,
    FEATURES,
    HANDWRITING,
    STAGES,
    TRAINING,
    WRITERS,
)
from scripts.workspace import Workspace
from tests.example_networks import networks_of

EXPERIMENT = BASELINE.name


def example(
    *, folds: int = 3, epochs: int = 4, images: int = 2000, wrong: float = 0.02, seed: int = 0
) -> Results:
    """Results as a run with these sizes might leave them; ``wrong`` is the share misread."""
    rng = np.random.default_rng(seed)
    cross_validation = made_up_folds(rng, folds, epochs)
    evaluation = made_up_evaluation(rng, images, wrong)
    results = Results(
        dataset=made_up_dataset(rng),
        cross_validation=cross_validation,
        training=made_up_training(rng, epochs),
        evaluation=evaluation,
        features=made_up_features(rng),
        model_card=made_up_card(evaluation),
        ablation=made_up_ablation(rng, STUDY.variations),
        augmentation=made_up_augmentation(rng),
        protocol={},
        networks=[],
        draft=DRAFT,
        runs=[
            StageRun(stage, EXPERIMENT if stage.by_experiment else "", made_up_run(stage.name))
            for stage in STAGES
        ],
    )
    networks = networks_of(results, EXPERIMENTS)
    augmented = next(each.evaluation for each in networks if each.name == AUGMENTED.name)
    protocol = {
        EXPERIMENT: Scores(cross_validation, evaluation),
        AUGMENTED.name: Scores(made_up_folds(rng, folds, epochs), augmented),
    }
    return replace(results, networks=networks, protocol=protocol)


def save(results: Results, workspace: Workspace) -> None:
    """Write the results as the stages would."""
    EXPLORATION.save(workspace, "", results.dataset)
    for name, scores in results.protocol.items():
        CROSS_VALIDATION.save(workspace, name, scores.cross_validation)
    EVALUATION.save(workspace, EXPERIMENT, results.evaluation)
    TRAINING.save(workspace, EXPERIMENT, results.training)
    FEATURES.save(workspace, EXPERIMENT, results.features)
    EXPORT.save(workspace, EXPERIMENT, results.model_card)
    if results.ablation:
        ABLATION.save(workspace, "", results.ablation)
    AUGMENTATION.save(workspace, AUGMENTED.name, results.augmentation)
    for network in results.networks:
        TRAINING.save(workspace, network.name, network.training)
        EXPORT.save(workspace, network.name, network.card)
        EVALUATION.save(workspace, network.name, network.evaluation)
        HANDWRITING.save(workspace, network.name, network.handwriting)
        if network.writers:
            WRITERS.save(workspace, network.name, network.writers)
    artefacts.write(workspace.artefacts / "draft.json", Draft, results.draft)


def blobs(rng: np.random.Generator, count: int) -> NDArray[np.uint8]:
    """Images uint8 [count, 28, 28] with a soft blob near the middle."""
    rows, columns = np.mgrid[:28, :28]
    middles = rng.normal(14, 1.5, (count, 2, 1, 1))
    distance = np.hypot(rows - middles[:, 0], columns - middles[:, 1])
    return np.clip(320 - 40 * distance, 0, 255).astype(np.uint8)


def made_up_run(stage: str) -> Run:
    return Run(
        stage=stage,
        key=f"{abs(hash_of(stage)):064x}",
        config={},
        dataset={},
        inputs={},
        source="source",
        versions={"python": "3.11"},
        machine={"processor": "A processor | with a bar", "cores": 2},
        started="2026-01-02T03:04:05+00:00",
        seconds=187.0,
    )


def hash_of(text: str) -> int:
    """A number that is the same in every process, unlike that of ``hash``."""
    return int.from_bytes(text.encode().ljust(16)[:16], "big")


def made_up_set(rng: np.random.Generator, count: int) -> SetStatistics:
    labels = np.concatenate([np.arange(10), rng.integers(0, 10, count - 10)]).astype(np.uint8)
    classes = exploration.class_counts(labels)
    histogram = exploration.pixel_histogram(blobs(rng, 50))
    return SetStatistics(
        count=count,
        counts=[each.count for each in classes],
        classes=classes,
        balance=exploration.balance(classes),
        pixels=exploration.pixel_statistics(histogram),
        histogram=histogram.tolist(),
    )


def made_up_dataset(rng: np.random.Generator) -> Dataset:
    centre = (14.0, 14.01)
    return Dataset(
        run=made_up_run("exploration"),
        files={"train-images-idx3-ubyte": "ba89" * 16, "t10k-labels-idx1-ubyte": "ff7b" * 16},
        train=made_up_set(rng, 6000),
        test=made_up_set(rng, 1000),
        geometry=Geometry(centre, (0.29, 0.29), [centre] * 10, {19: 13, 20: 5987}),
        mean_images=artefacts.encode(blobs(rng, 10)),
        samples=artefacts.encode(blobs(rng, 40).reshape(10, 4, 28, 28)),
    )


def made_up_epochs(rng: np.random.Generator, count: int, *, validated: bool) -> list[Epoch]:
    return [
        Epoch(
            number=number,
            loss=float(0.25 / number * rng.uniform(0.9, 1.1)),
            accuracy=float(1 - 0.06 / number),
            seconds=30.0,
            validation_loss=float(0.05 + 0.01 * rng.random()) if validated else None,
            validation_accuracy=float(0.985 + 0.004 * rng.random()) if validated else None,
        )
        for number in range(1, count + 1)
    ]


def made_up_folds(rng: np.random.Generator, count: int, epochs: int) -> CrossValidation:
    folds = [made_up_fold(number, rng, epochs) for number in range(1, count + 1)]
    curves = np.array([[epoch.validation_loss for epoch in fold.epochs] for fold in folds], float)
    mean, best = curves.mean(axis=0), int(curves.mean(axis=0).argmin())
    accuracies, losses = ([getattr(f, name) for f in folds] for name in ("accuracy", "loss"))
    return CrossValidation(
        run=made_up_run("cross_validation"),
        folds=folds,
        mean_accuracy=float(np.mean(accuracies)),
        std_accuracy=float(np.std(accuracies)),
        mean_loss=float(np.mean(losses)),
        std_loss=float(np.std(losses)),
        overfitting=Overfitting(
            best_epoch=best + 1,
            best_loss=float(mean[best]),
            last_loss=float(mean[-1]),
            rise=float(mean[-1] / mean[best] - 1),
            folds_past_best=int(np.sum(curves.argmin(axis=1) < epochs - 1)),
            training_accuracy=0.999,
            gap=0.999 - float(np.mean(accuracies)),
        ),
    )


def made_up_fold(number: int, rng: np.random.Generator, epochs: int) -> FoldScore:
    history = made_up_epochs(rng, epochs, validated=True)
    last = history[-1]
    assert last.validation_accuracy is not None
    assert last.validation_loss is not None
    return FoldScore(
        fold=number,
        training_size=5000,
        validation_size=1000,
        accuracy=last.validation_accuracy,
        loss=last.validation_loss,
        training_accuracy=0.999,
        training_loss=0.004,
        seconds=300.0,
        epochs=history,
    )


def made_up_training(rng: np.random.Generator, epochs: int) -> Training:
    return Training(
        run=made_up_run("training"),
        training_size=6000,
        parameters=330,
        multiply_adds=123456,
        layers=[Layer("Conv2D", [26, 26, 32], 320), Layer("Dense", [10], 10)],
        epochs=made_up_epochs(rng, epochs, validated=False),
        weights=FileDigest(bytes=907_000, sha256="ab" * 32),
    )


def made_up_probabilities(
    rng: np.random.Generator, labels: NDArray[np.uint8], wrong: float
) -> NDArray[np.float32]:
    """Probabilities [n, 10] whose largest is not at the label in that share of the rows."""
    count = len(labels)
    missed = np.zeros(count, bool)
    missed[rng.choice(count, round(wrong * count), replace=False)] = True
    read = np.where(missed, (labels + rng.integers(1, 10, count)) % 10, labels)
    sure = np.where(missed, rng.uniform(0.4, 0.95, count), 1 - rng.beta(0.3, 12, count) * 0.5)
    probabilities = np.repeat((1 - sure)[:, None] / 9, 10, axis=1)
    probabilities[np.arange(count), read] = sure
    return probabilities.astype(np.float32)


def made_up_evaluation(rng: np.random.Generator, count: int, wrong: float) -> Evaluation:
    labels = rng.integers(0, 10, count).astype(np.uint8)
    probabilities = made_up_probabilities(rng, labels, wrong)
    test = scored(labels, probabilities, blobs(rng, count))
    return Evaluation(
        run=made_up_run("evaluation"),
        parameters=330,
        multiply_adds=123456,
        test=test,
        exported=ExportedScore(
            "tfjs 4.22.0, cpu", count, test.correct, test.accuracy, test.ece, 1.0, 0.0021
        ),
    )


def scored(
    labels: NDArray[np.uint8], probabilities: NDArray[np.float32], images: NDArray[np.uint8]
) -> TestScore:
    """What the evaluation stage says of probabilities."""
    read = probabilities.argmax(axis=1)
    total = evaluate.score(labels, probabilities)
    confusion = evaluate.confusion_matrix(labels, read, 10)
    bins = evaluate.calibration(labels, probabilities)
    missed = np.flatnonzero(read != labels)
    missed = missed[np.argsort(-probabilities[missed].max(axis=1), kind="stable")]
    return TestScore(
        count=total.count,
        correct=total.correct,
        accuracy=total.accuracy,
        interval=evaluate.wilson_interval(total.correct, total.count),
        loss=total.loss,
        confusion=confusion.tolist(),
        classes=evaluate.class_scores(confusion),
        ece=evaluate.expected_calibration_error(bins),
        bins=bins,
        misread=[
            Misread(
                int(index),
                int(labels[index]),
                int(read[index]),
                float(probabilities[index, read[index]]),
                float(probabilities[index, labels[index]]),
            )
            for index in missed
        ],
        misread_images=artefacts.encode(images[missed]),
    )


def made_up_features(rng: np.random.Generator) -> Features:
    def maps(filters: int, side: int) -> artefacts.Array:
        return artefacts.encode(rng.integers(0, 256, (filters, side, side)).astype(np.uint8))

    return Features(
        run=made_up_run("features"),
        kernels=artefacts.encode(rng.normal(0, 0.2, (32, 3, 3)).astype(np.float32)),
        digits=[
            FeatureMaps(place, label, artefacts.encode(image), [maps(32, 26), maps(64, 11)])
            for place, (label, image) in enumerate(zip((9, 2, 4), blobs(rng, 3), strict=True))
        ],
    )


def made_up_card(evaluation: Evaluation) -> ModelCard:
    return ModelCard(
        run=made_up_run("export"),
        format="tfjs-graph-model",
        path="baseline/model.json",
        files={"baseline/model.json": FileDigest(12_000, "aa" * 32)},
        input=InputCard([28, 28, 1], "float32", (0.0, 1.0), 28, 20, 2.5, (14.0, 14.0)),
        classes=[str(digit) for digit in range(10)],
        parameters=330,
        accuracy=evaluation.exported.accuracy,
        interval=evaluation.test.interval,
        agreement=1.0,
        exported=evaluation.exported,
    )


def made_up_difference(value: float, half: float) -> Difference:
    return Difference(value, (value - half, value + half), within_noise=abs(value) <= half)


def made_up_ablation(rng: np.random.Generator, variations: Sequence[Variation]) -> Ablation:
    rows = [made_up_variation(rng, each) for each in variations]
    config = without_none({"ablation": {"variations": [asdict(each) for each in variations]}})
    run = replace(made_up_run("ablation"), config=config)
    return Ablation(run, 12_000, 10_000, 0.0007, rows)


def made_up_variation(rng: np.random.Generator, variation: Variation) -> AblationRow:
    accuracy = float(rng.normal(0.985, 0.002))
    runs = [AblationRun(seed, accuracy, 0.05, [accuracy] * 10, 30.0) for seed in (1, 2, 3)]
    row = AblationRow(
        name=variation.name,
        group=variation.group,
        parameters=225_418,
        accuracy=accuracy,
        interval=(accuracy - 0.002, accuracy + 0.002),
        seeds=runs,
    )
    if variation.against is None:
        return row
    digits = [made_up_difference(float(rng.normal(-0.002, 0.008)), 0.006) for _ in range(10)]
    overall = made_up_difference(float(rng.normal(0, 0.003)), 0.0018)
    return replace(row, against=variation.against, difference=overall, digits=digits)


def made_up_augmentation(rng: np.random.Generator) -> Augmentation:
    limits = {"rotation": 10.0, "zoom": 0.1, "shift": 1.5, "shear": 0.2, "thickness": 0.5}
    return Augmentation(
        run=replace(made_up_run("augmentation"), config={"augmentation": limits}),
        indices=[3, 5, 2, 0, 13, 4],
        labels=[1, 2, 4, 5, 6, 9],
        originals=artefacts.encode(blobs(rng, 6)),
        alone=[Distortion(name, artefacts.encode(blobs(rng, 6))) for name in limits],
        together=artefacts.encode(blobs(rng, 12).reshape(2, 6, 28, 28)),
    )


DRAFT = Draft(
    source="the first draft of this report",
    folds=[DraftFold(number, 5000, 1000, 0.99, 0.05) for number in (1, 2, 3)],
    mean_accuracy=0.99,
    std_accuracy=0.0,
    difference_percent=22.8,
)

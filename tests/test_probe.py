from __future__ import annotations

from dataclasses import replace

import pytest

from mnist.config import BASELINE, experiments
from mnist.dataset import Mnist
from mnist.probe import STEPS, differences, probe
from mnist.records import Probe
from mnist.train import Labelled

SMOKE = experiments("smoke")["baseline"]


@pytest.fixture(scope="module")
def data(mnist: Mnist) -> Labelled:
    return Labelled(mnist.train_images, mnist.train_labels)[:600]


@pytest.fixture(scope="module")
def recorded(data: Labelled) -> Probe:
    return probe(SMOKE, data)


def test_the_same_experiment_has_the_same_probe(recorded: Probe, data: Labelled) -> None:
    assert len(recorded.losses) == STEPS
    assert differences(recorded, probe(SMOKE, data)) == []


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (replace(SMOKE, model=replace(BASELINE.model, dropout=0.4)), "topology"),
        (replace(SMOKE, training=replace(SMOKE.training, learning_rate=0.002)), "losses"),
        (replace(SMOKE, cross_validation=replace(SMOKE.cross_validation, folds=3)), "folds"),
    ],
)
def test_what_trains_otherwise_is_named(
    recorded: Probe, data: Labelled, changed: object, named: str
) -> None:
    moved = differences(recorded, probe(changed, data))  # type: ignore[arg-type]
    assert any(named in each for each in moved)


def test_a_shifted_image_moves_the_batch(recorded: Probe, data: Labelled) -> None:
    shifted = data.images.copy()
    shifted[0] = shifted[0].T
    moved = differences(recorded, probe(SMOKE, Labelled(shifted, data.labels)))
    assert any("batch" in each for each in moved)


def test_rounding_is_not_a_difference(recorded: Probe) -> None:
    rounded = replace(recorded, losses=[loss + 5e-5 for loss in recorded.losses])
    assert differences(recorded, rounded) == []

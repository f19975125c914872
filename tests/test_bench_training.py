"""The command that measures training, as far as nothing is trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist import artefacts
from mnist.dataset import Mnist
from mnist.records import TrainingBenchmark
from mnist.train import Labelled
from scripts import bench_training, seals
from scripts.training_benchmark import artefact
from scripts.training_benchmark.order import Course, Order, Part, Trial, Watch, Watched
from scripts.training_benchmark.settings import SIDES, SMOKE
from scripts.workspace import Workspace


def train(order: Order) -> Trial:
    return Trial(Course("Keras 3", [1.5] * order.epochs, [0.9] * order.epochs), 1_000_000)


def watch(told: Watch) -> Watched:
    assert Path(told.images).exists()
    return Watched([3.0] * 2, [3.1] * 2, [Part("Dense 1", "forward", 0.2, 1_000_000)], [90.0] * 2)


def test_what_was_measured_is_written_with_its_seal(
    mnist: Mnist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace("smoke", tmp_path)
    data = Labelled(mnist.train_images, mnist.train_labels)
    monkeypatch.setattr(bench_training, "Workspace", lambda _: workspace)
    monkeypatch.setattr(bench_training, "all_training_data", lambda _: data)
    for name, stand_in in (("train", train), ("watch", watch), ("sides", lambda: [*SIDES])):
        monkeypatch.setattr(bench_training.processes, name, stand_in)
    assert bench_training.main(["--quick"]) == 0
    found = artefacts.read(artefact.path(workspace), TrainingBenchmark)
    assert [each.name for each in found.sides] == [*SIDES]
    assert found.run.config["round_images"] == SMOKE.round_images
    assert found.arrival.sooner is None, "nobody came to the target"
    assert found.run.result == seals.seal_of(TrainingBenchmark, found)
    assert artefact.fault(workspace) is None
    assert not [*workspace.cache.rglob("*.json")]

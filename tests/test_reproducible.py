"""The same seed measures the same, to the last bit, in one process and in another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from scripts.workspace import ROOT

# The demo's network, since it alone learns from drawings that several workers render.
MEASURE = """
import hashlib, json
from mnist.model import pack_weights
from mnist.train import predict, train
from scripts.drawn_data import learned
from scripts.training_data import test_data
from scripts.workspace import Workspace

workspace = Workspace("smoke")
experiment = workspace.experiments()["demo"]
data = learned(workspace, experiment)
model, epochs = train(experiment, data, seed=experiment.training.seed)
probabilities = predict(model, test_data(workspace, experiment).images)
print(json.dumps({
    "count": len(data),
    "images": hashlib.sha256(data.images.tobytes()).hexdigest(),
    "losses": [each.loss.hex() for each in epochs],
    "accuracies": [each.accuracy.hex() for each in epochs],
    "weights": hashlib.sha256(pack_weights(model)).hexdigest(),
    "probabilities": hashlib.sha256(probabilities.tobytes()).hexdigest(),
}))
"""


def measured(workers: int, hash_seed: int) -> dict[str, Any]:
    """What the smoke profile measures in a process of its own."""
    settings = {"LOKY_MAX_CPU_COUNT": str(workers), "PYTHONHASHSEED": str(hash_seed)}
    said = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=ROOT,
        env=os.environ | settings,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


@pytest.mark.pipeline
@pytest.mark.usefixtures("mnist_dir", "pendigits_file")
def test_metrics_are_the_same_to_the_last_bit_with_any_number_of_workers() -> None:
    alone, together = measured(workers=1, hash_seed=1), measured(workers=2, hash_seed=2)
    assert alone["count"] > 600
    assert alone == together

"""Networks in ONNX, computed by the reference of the standard, against Keras."""

from __future__ import annotations

import subprocess
from pathlib import Path

import keras
import numpy as np
import pytest

from mnist.config import BASELINE, EXPERIMENTS, Experiment
from mnist.model import build_model, pack_weights
from scripts.demo_benchmark.rivals import onnx_python
from scripts.workspace import ROOT

RUN = """
import sys
import numpy as np
from onnx.reference import ReferenceEvaluator
network, images, out = sys.argv[1:]
run = ReferenceEvaluator(network).run
np.save(out, run(None, {"image": np.load(images)})[0])
"""


def trained(experiment: Experiment) -> keras.Model:
    """A network whose every weight does something: none is 0 or 1 as it is before training."""
    keras.utils.set_random_seed(1)
    model = build_model(experiment.input, experiment.model)
    rng = np.random.default_rng(1)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            shape = layer.gamma.shape
            layer.set_weights(
                [
                    rng.normal(1, 0.3, shape),
                    rng.normal(0, 0.3, shape),
                    rng.normal(0, 0.2, shape),
                    rng.uniform(0.3, 2, shape),
                ]
            )
        elif getattr(layer, "bias", None) is not None:
            layer.bias.assign(rng.normal(0, 0.2, layer.bias.shape))
    return model


@pytest.mark.parametrize("name", [BASELINE.name, "demo"])
def test_onnx_computes_what_keras_computes(name: str, tmp_path: Path) -> None:
    experiment = EXPERIMENTS[name]
    model = trained(experiment)
    weights, network = tmp_path / "weights.npz", tmp_path / "network.onnx"
    weights.write_bytes(pack_weights(model))
    python = str(onnx_python())
    options = ["--experiment", name, "--weights", str(weights), "--out", str(network)]
    subprocess.run([python, "-m", "scripts.onnx_network", *options], cwd=ROOT, check=True)

    images = np.random.default_rng(2).random((3, 28, 28, 1), np.float32)
    given, taken = tmp_path / "images.npy", tmp_path / "probabilities.npy"
    np.save(given, images.reshape(3, 1, 28, 28))
    subprocess.run([python, "-c", RUN, network, given, taken], check=True)
    expected = model.predict(images, verbose=0)
    assert expected.std() > 0.01, "a network that says the same of everything proves nothing"
    np.testing.assert_allclose(np.load(taken), expected, atol=1e-5)

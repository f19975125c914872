"""Keras model -> TensorFlow.js graph model with kernels of one byte a weight."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import keras

FORMAT = "tfjs-graph-model"

# One byte for each weight of a kernel. Biases and the scales and offsets of batch normalisation
# stay float32: they are under a hundredth of the weights, and rounding them too changed the class
# of 15 in 10,000 training images, where rounding the kernels alone changed none.
KERNELS = (
    "*/convolution/ReadVariableOp",
    # A convolution that the normalisation after it was folded into.
    "*/convolution/merged_input",
    "*/Cast/ReadVariableOp",
)
OPTIONS = (
    "--input_format=tf_saved_model",
    "--output_format=tfjs_graph_model",
    f"--quantize_uint8={','.join(KERNELS)}",
)


class ExportError(ValueError):
    """The converter failed, or what it made does not read as the Keras model does."""


def export(model: keras.Model, converter: Sequence[str]) -> dict[str, bytes]:
    """Convert a model by way of a SavedModel.

    Args:
        model: takes float32 [n, size, size, 1], gives float32 [n, classes].
        converter: command line of ``tensorflowjs_converter``.

    Returns:
        File name -> content: ``model.json`` and the weights it names.

    Raises:
        ExportError: the converter failed; the message has the end of what it said.
    """
    with TemporaryDirectory() as folder:
        saved, converted = Path(folder, "saved"), Path(folder, "converted")
        model.export(saved, verbose=False)
        _run([*converter, *OPTIONS, str(saved), str(converted)])
        files = {path.name: path.read_bytes() for path in sorted(converted.iterdir())}
    # The converter writes the keys of an object in another order from run to run.
    graph = json.loads(files["model.json"])
    return files | {"model.json": json.dumps(graph, sort_keys=True, separators=(",", ":")).encode()}


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise ExportError(f"{command[0]} ended with code {done.returncode}: {last}")

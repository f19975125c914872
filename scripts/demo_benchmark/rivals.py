"""The networks of the other sides: the same weights, unrounded, in TensorFlow.js and in ONNX."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mnist import artefacts
from mnist.config import Experiment
from mnist.export import OPTIONS, ExportError
from mnist.model import build_model, unpack_weights
from scripts.export_model import converter
from scripts.stages import WEIGHTS
from scripts.workspace import ROOT, Workspace

NODE_MODULES = Path(__file__).parent / "node_modules"

# As the demo's own network is converted, but with four bytes a weight.
UNROUNDED = tuple(option for option in OPTIONS if not option.startswith("--quantize"))


def make_rivals(experiment: Experiment, workspace: Workspace, folder: Path) -> None:
    """Write ``float32/model.json`` with its weights, and ``network.onnx``, into a folder.

    Raises:
        ExportError: one of them could not be made.
    """
    weights = workspace.models / experiment.name / WEIGHTS
    model = build_model(experiment.input, experiment.model)
    unpack_weights(model, weights.read_bytes())
    with TemporaryDirectory() as saved:
        model.export(saved, verbose=False)
        _run([*converter(), *UNROUNDED, saved, str(folder / "float32")])
    options = {
        "--profile": workspace.profile,
        "--experiment": experiment.name,
        "--weights": str(weights),
        "--out": str(folder / "network.onnx"),
    }
    words = [word for option in options.items() for word in option]
    _run([str(onnx_python()), "-m", "scripts.onnx_network", *words])


def write_images(images: bytes, folder: Path) -> None:
    """What all sides read: uint8 [n, 28, 28]."""
    artefacts.write_bytes(folder / "images.bin", images)


def onnx_python() -> Path:
    """The Python that has onnx, its environment made first where there is none."""
    python = ROOT / ".venv-onnx" / "bin" / "python"
    if not python.exists():
        _run(["make", "--silent", "onnx"])
    return python


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise ExportError(f"{command[0]} ended with code {done.returncode}: {last}")

"""What the shipped files give when TensorFlow.js runs them, in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from mnist import idx
from mnist.abstention import DIGITS
from mnist.evaluate import calibration, expected_calibration_error, score
from mnist.export import ExportError
from mnist.records import ExportedScore
from mnist.train import Labelled
from scripts.workspace import ROOT


def score_exported(
    card: Path, experiment: str, test: Labelled, reference: NDArray[np.float32]
) -> ExportedScore:
    """Run an exported model over the test images and compare it with Keras.

    Args:
        card: a model card, the files it names beside it; they are verified as in a browser.
        experiment: its entry in the card.
        test: images and labels.
        reference: probabilities that Keras gives for them, float32 [n, classes].

    Raises:
        ExportError: Node or the runtime failed.
    """
    runtime, probabilities = run_exported(card, experiment, test.images)
    digits, expected = probabilities[:, :DIGITS], reference[:, :DIGITS]
    measured = score(test.labels, digits)
    same = digits.argmax(axis=1) == expected.argmax(axis=1)
    return ExportedScore(
        runtime=runtime,
        count=measured.count,
        correct=measured.correct,
        accuracy=measured.accuracy,
        ece=expected_calibration_error(calibration(test.labels, probabilities)),
        agreement=float(same.mean()),
        largest_difference=float(np.abs(probabilities - reference).max()),
    )


def run_exported(
    card: Path, experiment: str, images: NDArray[np.uint8]
) -> tuple[str, NDArray[np.float32]]:
    """The runtime's name and the probabilities it gives, float32 [n, classes]."""
    node = shutil.which("node")
    if node is None:
        raise ExportError("expected Node on PATH to run the exported model; run make setup")
    with TemporaryDirectory() as folder:
        given, taken = Path(folder, "images"), Path(folder, "probabilities")
        with given.open("wb") as file:
            idx.write(images, file)
        arguments = {
            "--card": card.resolve(),
            "--experiment": experiment,
            "--images": given,
            "--out": taken,
        }
        done = subprocess.run(
            [node, "scripts/score_exported.mjs", *map(str, chain(*arguments.items()))],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise ExportError(
                f"{card}: TensorFlow.js could not run {experiment}: {done.stderr.strip()}"
            )
        probabilities = np.fromfile(taken, dtype="<f4").reshape(len(images), -1)
        return json.loads(done.stdout)["runtime"], probabilities

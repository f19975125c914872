"""A clock for Keras's `fit` that stands still while validation images are scored."""

from __future__ import annotations

import time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import keras


class Clock(keras.callbacks.Callback):  # type: ignore[misc]
    """Seconds of training and validation accuracy, epoch by epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self.accuracies: list[float] = []
        self._started = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Start."""
        self._started = time.perf_counter()

    def on_test_begin(self, logs: dict[str, Any] | None = None) -> None:
        """Stop: what follows is scoring."""
        self.seconds.append(time.perf_counter() - self._started)

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Take the accuracy of the scoring."""
        self.accuracies.append((logs or {})["val_accuracy"])


def runtime() -> str:
    """Keras and TensorFlow with their versions."""
    try:
        tensorflow = version("tensorflow-cpu")
    except PackageNotFoundError:
        tensorflow = version("tensorflow")
    return f"Keras {version('keras')}, TensorFlow {tensorflow}"

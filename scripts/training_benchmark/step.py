"""Where the time of a training step goes: ``python -m scripts.training_benchmark.step WATCH``.

Runs in a process of its own, with one operation at a time, each on all cores: side by side, they
would slow each other down, and no time could be told to be any one's. The argument is JSON of
`Watch`; the last line of standard output is JSON of `Watched`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import keras
import tensorflow as tf
from tensorflow.tsl.profiler.protobuf import xplane_pb2

from mnist.config import BASELINE
from mnist.model import compile_model, multiply_adds
from mnist.train import STEPS_AT_ONCE, Labelled, batches, new_model
from scripts.training_benchmark.images import read
from scripts.training_benchmark.order import Part, Watch, Watched

FORWARD, BACKWARD, AFTER = "forward", "backward", "after"
LAYER = re.compile(r"/layer(\d+)(?:_\d+)?/")
# Where Keras's step is within its loop over several, and an operation's kind after its name.
OPERATION = re.compile(r"(StatefulPartitionedCall/.+):\w+$")
PICOSECONDS = 1e9  # in a millisecond

# Layers by class; none of the others does much.
NAMES = {
    "Conv2D": "Convolution",
    "BatchNormalization": "Batch normalisation",
    "MaxPooling2D": "Max pooling",
    "Dense": "Dense",
}
OTHERS = "Flatten and dropout"
UPDATE, LOSS = "Adam", "Loss and metric"

MULTIPLICATIONS = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Time as told, and say what was found."""
    (given,) = sys.argv[1:] if argv is None else argv
    tf.config.threading.set_inter_op_parallelism_threads(1)
    print(json.dumps(asdict(watch(Watch(**json.loads(given))))))
    return 0


def watch(told: Watch) -> Watched:
    """Time steps, their operations and matrices in turn.

    Raises:
        ValueError: there are too few images for so many steps.
    """
    config = BASELINE.training
    images = read(told.images)
    some = slice(config.batch_size * told.steps)
    shown = Labelled(images.training[some], images.training_labels[some])
    if len(shown) < some.stop:
        raise ValueError(f"expected {some.stop} images to train on, found {len(shown)}")
    model = _named(new_model(BASELINE, config.seed))
    compile_model(model, config, steps=told.steps)
    model.steps_per_execution = STEPS_AT_ONCE
    multiply = _multiplication(told.matrix)

    def steps() -> float:
        clock = _Executions()
        data = batches(shown, config.batch_size, config.seed)
        model.fit(data, shuffle=False, callbacks=[clock], verbose=0)
        return clock.milliseconds()

    # The first one traces.
    steps()
    multiply()
    milliseconds, watched, peaks = [], [], []
    spent: Counter[tuple[str, str]] = Counter()
    for _ in range(told.rounds):
        milliseconds.append(steps())
        with TemporaryDirectory() as folder:
            watched.append(_profiled(steps, folder))
            spent.update(_spent(Path(folder), model))
        peaks.append(multiply())
    parts = list(_parts(model, spent, config.batch_size, told.rounds * told.steps))
    return Watched(milliseconds, watched, parts, peaks)


class _Executions(keras.callbacks.Callback):  # type: ignore[misc]
    """When each execution of several steps ended; what goes before the first does not count."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[float] = []

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        self._ends.append(time.perf_counter())

    def milliseconds(self) -> float:
        """Of a step.

        Raises:
            ValueError: there were fewer than two executions.
        """
        if len(self._ends) < 2:
            raise ValueError(f"expected at least two executions, found {len(self._ends)}")
        steps = STEPS_AT_ONCE * (len(self._ends) - 1)
        return 1000 * (self._ends[-1] - self._ends[0]) / steps


def _named(model: keras.Model) -> keras.Model:
    """Layers by their places: TensorFlow may lengthen names such that two look alike."""
    for place, layer in enumerate(model.layers):
        layer.name = f"layer{place}"
    return model


def _multiplication(side: int) -> Callable[[], float]:
    """Multiplies square matrices, and tells thousand million operations a second."""
    one, other = (tf.random.stateless_uniform([side, side], [seed, seed]) for seed in (1, 2))

    def multiply() -> float:
        best = float("inf")
        for _ in range(MULTIPLICATIONS):
            started = time.perf_counter()
            tf.linalg.matmul(one, other).numpy()
            best = min(best, time.perf_counter() - started)
        return float(2 * side**3 / best / 1e9)

    return multiply


def _profiled(steps: Callable[[], float], folder: str) -> float:
    options = tf.profiler.experimental.ProfilerOptions(host_tracer_level=2)
    tf.profiler.experimental.start(folder, options)
    try:
        return steps()
    finally:
        tf.profiler.experimental.stop()


def _spent(folder: Path, model: keras.Model) -> Counter[tuple[str, str]]:
    """Milliseconds of all operations of a profile by part and work."""
    titles = _titles(model)
    spent: Counter[tuple[str, str]] = Counter()
    (file,) = folder.rglob("*.xplane.pb")
    space = xplane_pb2.XSpace.FromString(file.read_bytes())
    for plane in space.planes:
        names = {key: each.name for key, each in plane.event_metadata.items()}
        for line in plane.lines:
            for event in line.events:
                if found := OPERATION.search(names[event.metadata_id]):
                    spent[place_of(found[1], titles)] += event.duration_ps / PICOSECONDS
    return spent


def place_of(name: str, titles: Sequence[str]) -> tuple[str, str]:
    """Part and work of an operation, by its name.

    Args:
        name: such as ``StatefulPartitionedCall/gradient_tape/network/layer2_1/MaxPoolGrad``.
        titles: the layers' parts.
    """
    if layer := LAYER.search(name):
        work = BACKWARD if "/gradient_tape/" in name else FORWARD
        return titles[int(layer[1])], work
    return (UPDATE if "/adam/" in name else LOSS), AFTER


def _titles(model: keras.Model) -> list[str]:
    """Every layer's part, numbered where there are several of a class."""
    classes = [type(layer).__name__ for layer in model.layers]
    return [
        OTHERS
        if name not in NAMES
        else f"{NAMES[name]} {classes[: place + 1].count(name)}"
        if classes.count(name) > 1
        else NAMES[name]
        for place, name in enumerate(classes)
    ]


def _parts(
    model: keras.Model, spent: Counter[tuple[str, str]], batch: int, steps: int
) -> Iterator[Part]:
    """All parts in the order of the network, means over the steps."""
    titles = _titles(model)
    operations: Counter[tuple[str, str]] = Counter()
    first = True
    for title, layer in zip(titles, model.layers, strict=True):
        once = 2 * batch * multiply_adds(SimpleNamespace(layers=[layer]))
        operations[title, FORWARD] += once
        # What goes back to the weights and what goes back to the layer before; before the first
        # one there is nothing.
        operations[title, BACKWARD] += once if first else 2 * once
        first = first and not once
    places = [(title, work) for title in dict.fromkeys(titles) for work in (FORWARD, BACKWARD)]
    for part, work in [*places, (LOSS, AFTER), (UPDATE, AFTER)]:
        yield Part(part, work, spent[part, work] / steps, operations[part, work])


if __name__ == "__main__":
    raise SystemExit(main())

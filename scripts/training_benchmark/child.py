"""One training in a process of its own: ``python -m scripts.training_benchmark.child ORDER``.

The order is JSON of `Order`; the last line of standard output is JSON of `Trial`. A process for
each, because TensorFlow's settings are those of a process, and so is the memory that it held.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module

from scripts.training_benchmark.images import Images, read
from scripts.training_benchmark.memory import peak
from scripts.training_benchmark.order import Course, Order, Trial

Train = Callable[[Order, Images], Course]

# Module and function; a module is imported only where its side runs.
SIDES = {
    "ours": ("protocol", "train"),
    "keras": ("plain_keras", "train"),
    "keras-xla": ("plain_keras", "train_compiled"),
    "torch": ("pytorch", "train"),
    "torch-tuned": ("pytorch", "train_tuned"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Train as ordered, and say how it went."""
    (given,) = sys.argv[1:] if argv is None else argv
    print(json.dumps(asdict(run(Order(**json.loads(given))))))
    return 0


def run(order: Order) -> Trial:
    """Train in this process."""
    module, name = SIDES[order.side]
    train: Train = getattr(import_module(f"scripts.training_benchmark.{module}"), name)
    course = train(order, read(order.images))
    return Trial(course, peak())


if __name__ == "__main__":
    raise SystemExit(main())

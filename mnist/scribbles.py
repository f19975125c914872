"""Scribbles: drawings of generated shapes, by a hand that never draws one twice alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle, islice

import numpy as np

from mnist.drawings import Drawing, Strokes, vary

Shape = Callable[[np.random.Generator], Strokes]
Family = Mapping[str, Shape]


def scribbles(count: int, rng: np.random.Generator, family: Family) -> list[Drawing]:
    """The shapes of a family in turn, each drawing another.

    Args:
        count: how many drawings.
        rng: decides what each looks like.
        family: name -> shape; `taught_shapes.TAUGHT` to train, `choosing_shapes.CHOOSING` to
            choose thresholds, `scored_shapes.SCORED` to score.
    """
    return [
        Drawing(vary(family[name](rng), rng), "scribble", name, name)
        for name in islice(cycle(family), count)
    ]

"""Many drawings as images, on every core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mnist.config import InputConfig
from mnist.strokes import Points, render

Images = NDArray[np.uint8]

LEVELS = 255
# Drawings a job: half a second of work, against milliseconds to hand it over.
_JOB = 500


def images(
    drawings: Iterable[Sequence[Points]],
    config: InputConfig,
    pen_widths: Iterable[float] | None = None,
) -> Images:
    """Strokes as the page shows them to a network, uint8 [n, size, size].

    Args:
        drawings: n of them.
        config: how they become images.
        pen_widths: of each, in pixels of the image, in place of the one of ``config``.
    """
    every = list(drawings)
    widths = [config.pen_width] * len(every) if pen_widths is None else list(pen_widths)
    jobs = [
        delayed(_images)(every[at : at + _JOB], config, widths[at : at + _JOB])
        for at in range(0, len(every), _JOB)
    ]
    # What fits in one job is not worth a process.
    made = Parallel(n_jobs=-1 if len(jobs) > 1 else 1)(jobs)
    return np.concatenate([grey_levels([], config), *made])


def grey_levels(rendered: Sequence[NDArray[np.float32]], config: InputConfig) -> Images:
    """Images in 0..1 as images in 256 levels, as MNIST's are: uint8 [n, size, size]."""
    levels = np.rint(np.reshape(rendered, (-1, config.size, config.size)) * LEVELS)
    result: Images = levels.astype(np.uint8)
    return result


def _images(
    drawings: Sequence[Sequence[Points]], config: InputConfig, pen_widths: Sequence[float]
) -> Images:
    rendered = [
        render(strokes, replace(config, pen_width=float(width)))
        for strokes, width in zip(drawings, pen_widths, strict=True)
    ]
    return grey_levels(rendered, config)

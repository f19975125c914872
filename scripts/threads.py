"""How many threads TensorFlow computes an operation with.

It decides the last bits of a result, even with determinism on: an operation is cut into as many
parts as there are threads, and sums of parts are rounded otherwise. Jobs whose results are put
together must run with the same number.
"""

from __future__ import annotations

import os

import tensorflow as tf


def own() -> int:
    """How many TensorFlow takes here by itself: the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def use(count: int) -> None:
    """Have TensorFlow use so many; it takes a number only before its first operation.

    Raises:
        ValueError: this process has begun with another number.
    """
    if (tf.config.threading.get_intra_op_parallelism_threads() or own()) == count:
        return
    try:
        tf.config.threading.set_intra_op_parallelism_threads(count)
    except RuntimeError as error:
        found = tf.config.threading.get_intra_op_parallelism_threads() or own()
        raise ValueError(
            f"expected {count} threads an operation, found TensorFlow running with {found}, which "
            f"changes the last bits of every result; start this process again"
        ) from error

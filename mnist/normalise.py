"""Pixels as the network takes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WHITE = 255


def normalise(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Scale grey levels to 0..1 and add the channel axis.

    Args:
        images: uint8 [n, height, width], 0 (black) to 255 (white).

    Returns:
        float32 [n, height, width, 1], 0 to 1.
    """
    return (images / np.float32(WHITE))[..., np.newaxis]

"""What stands on the card of a page where a link to it is shared; `scripts.social` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# In pixels.
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """What a card shows.

    Attributes:
        site: whose page it is, or of which site; nothing where the title says it.
        title: the page's.
        summary: a sentence or two.
        facts: headline numbers, each with what it is of.
        images: small grey images for a row, uint8 [n, height, width], or ``None``.
    """

    site: str
    title: str
    summary: str
    facts: Sequence[tuple[str, str]] = ()
    images: NDArray[np.uint8] | None = None

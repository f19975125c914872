"""Numbers as a reader wants them; the same in tables, captions and figures."""

from __future__ import annotations

from collections.abc import Iterable

# A space that neither breaks nor gapes.
THIN = "\u202f"


def thousands(number: int) -> str:
    """A whole number with its thousands separated: ``60,000``."""
    return f"{number:,}"


def percent(share: float, digits: int = 2) -> str:
    """A share from 0 to 1 in per cent: ``11.24 %``."""
    return f"{100 * share:.{digits}f}{THIN}%"


def count_of(number: int, one: str, many: str) -> str:
    """A number with its noun: ``1 image``, ``2 images``."""
    return f"{thousands(number)} {one if number == 1 else many}"


def listed(items: Iterable[object]) -> str:
    """Items as in a sentence: ``3, 5 and 8``."""
    *head, last = map(str, items)
    return f"{', '.join(head)} and {last}" if head else last

"""Numbers as a reader wants them; the same in tables, captions and figures."""

from __future__ import annotations

from collections.abc import Iterable

# Spaces that do not break; the first does not gape either.
THIN = "\u202f"
NO_BREAK = "\u00a0"


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


def signed(number: float, digits: int = 2) -> str:
    """A number with its sign, ``+0.25``; what rounds to nothing has none."""
    text = f"{number:+.{digits}f}"
    return text.replace("-", "\N{MINUS SIGN}") if text.strip("+-0.") else text[1:]


def half_width(interval: tuple[float, float], digits: int = 2) -> str:
    """How far an interval of shares goes to either side, in percentage points: ``± 0.18``."""
    low, high = interval
    return f"±{THIN}{50 * (high - low):.{digits}f}"


def difference(value: float, interval: tuple[float, float], digits: int = 2) -> str:
    """A difference of two shares in percentage points: ``+0.25 ± 0.18``.

    Args:
        value: from -1 to 1.
        interval: reaches as far to one side of it as to the other.
        digits: after the point.
    """
    return f"{signed(100 * value, digits)}{NO_BREAK}{half_width(interval, digits)}"

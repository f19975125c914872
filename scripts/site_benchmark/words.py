"""What the benchmark measured, as a reader knows it, and its numbers."""

from __future__ import annotations

from scripts.formats import THIN, thousands
from scripts.site_benchmark.records import Effort, Wait

TITLES: dict[Wait, str] = {
    "nothing": "`make site` from nothing",
    "unchanged": "`make site`, nothing changed",
    "page": "`make site`, one page changed",
    "hooks": "MkDocs with this site's hooks",
    "plain": "Plain MkDocs",
    "serve": "`make serve` to the first page",
}
KILO = 1000
MEBI = 2**20


def seconds(duration: float) -> str:
    """As many digits as matter: ``128 s``, ``12.3 s``, ``0.45 s``."""
    digits = 0 if duration >= 100 else 1 if duration >= 10 else 2
    return f"{duration:,.{digits}f}{THIN}s"


def milliseconds(duration: float) -> str:
    """Seconds as milliseconds: 0.0421 gives ``42 ms``."""
    return f"{thousands(round(duration * KILO))}{THIN}ms"


def memory(size: float) -> str:
    """Bytes as mebibytes: ``142 MiB``."""
    return f"{thousands(round(size / MEBI))}{THIN}MiB"


def size(number: float) -> str:
    """Bytes of files: ``1 GB``, ``8.2 MB``, ``71 KB``."""
    if number >= KILO**3:
        return f"{number / KILO**3:.3g}{THIN}GB"
    if number >= KILO**2:
        return f"{number / KILO**2:,.1f}{THIN}MB"
    return f"{thousands(round(number / KILO))}{THIN}KB"


def spread(effort: Effort) -> str:
    """The median, and the quartiles on a line of their own."""
    low = seconds(effort.lower).removesuffix("s").rstrip()
    return f"{seconds(effort.median)}<br><small>{low}–{seconds(effort.upper)}</small>"


def ratio(ours: Effort, plain: Effort) -> float:
    """How many times as long the one took as the other, by their medians."""
    return ours.median / plain.median

"""The ablation study as the report takes it: what differs, and whether that is noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mnist.records import Ablation, Difference

Verdict = Literal["better", "worse", "within noise"]
FLIP = "flip"


@dataclass(frozen=True)
class Compared:
    """A variation beside the one that it is compared with.

    Attributes:
        difference: over all images.
        digits: over those of each digit.
    """

    name: str
    group: str
    against: str
    difference: Difference
    digits: list[Difference]


def compared(result: Ablation) -> list[Compared]:
    """All variations that are compared with another one, in the order of the study."""
    return list(_compared(result))


def of_group(result: Ablation, group: str) -> list[Compared]:
    """Those of one kind of change."""
    return [row for row in _compared(result) if row.group == group]


def verdict(difference: Difference) -> Verdict:
    """What a difference says, in a word or two."""
    if difference.within_noise:
        return "within noise"
    return "better" if difference.difference > 0 else "worse"


def _compared(result: Ablation) -> Iterator[Compared]:
    for row in result.rows:
        if row.against and row.difference and row.digits:
            yield Compared(row.name, row.group, row.against, row.difference, row.digits)

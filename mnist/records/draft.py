"""What the draft of the report said."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.strict import STRICT


@dataclass(frozen=True, config=STRICT)
class DraftFold:
    """A row of the draft's cross-validation table."""

    fold: int
    training_size: int
    validation_size: int
    accuracy: float
    loss: float


@dataclass(frozen=True, config=STRICT)
class Draft:
    """``draft.json``: figures of the report's first draft, kept to be compared with."""

    source: str
    folds: list[DraftFold]
    mean_accuracy: float
    std_accuracy: float
    difference_percent: float

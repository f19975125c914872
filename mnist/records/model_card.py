"""The exported model, as the browser takes it."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from mnist.records.evaluation import ExportedScore
from mnist.records.run import FileDigest, Run
from mnist.records.strict import STRICT

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, config=STRICT)
class Reading:
    """When the network's answer is taken: thresholds on its probabilities, 0 to 1.

    Attributes:
        not_a_digit: a drawing is no digit where the probability of the class after the ten
            digits is at least this.
        unsure: otherwise no single digit is named where the most probable one has less than
            this.
    """

    not_a_digit: Share
    unsure: Share


@dataclass(frozen=True, config=STRICT)
class InputCard:
    """What the exported network takes and how a drawing becomes it; see `InputConfig`."""

    shape: list[int]
    dtype: str
    range: tuple[float, float]
    size: int
    box: int
    pen_width: float
    centre: tuple[float, float]


@dataclass(frozen=True, config=STRICT)
class GraphModel:
    """An exported network, as far as loading and feeding it goes.

    ``path`` and the names of ``files`` are relative to the model card. ``classes`` are the ten
    digits and, of a network that knows what is none, one more. ``reading`` is ``None`` for a
    network that always names a digit.
    """

    format: str
    path: str
    files: dict[str, FileDigest]
    input: InputCard
    classes: list[str]
    # By keyword, so that the fields of `ModelCard` need no defaults.
    reading: Reading | None = field(default=None, kw_only=True)


@dataclass(frozen=True, config=STRICT)
class ModelCard(GraphModel):
    """An experiment of ``model/model-card.json``."""

    run: Run
    parameters: int
    accuracy: float
    interval: tuple[float, float]
    agreement: float
    exported: ExportedScore

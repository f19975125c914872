"""The exported model, as the browser takes it."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.evaluation import ExportedScore
from mnist.records.run import FileDigest, Run
from mnist.records.strict import STRICT


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

    ``path`` and the names of ``files`` are relative to the model card.
    """

    format: str
    path: str
    files: dict[str, FileDigest]
    input: InputCard
    classes: list[str]


@dataclass(frozen=True, config=STRICT)
class ModelCard(GraphModel):
    """An experiment of ``model/model-card.json``."""

    run: Run
    parameters: int
    accuracy: float
    interval: tuple[float, float]
    agreement: float
    exported: ExportedScore

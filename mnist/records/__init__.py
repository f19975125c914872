"""What the stages measure: the types of the artefacts, free of TensorFlow.

Accuracies, shares and probabilities are fractions from 0 to 1; losses are mean
cross-entropies in nats; durations are seconds. Unknown fields, wrong types, infinities and
NaN are refused.
"""

from __future__ import annotations

from mnist.records.ablation import (
    Ablation,
    AblationRow,
    AblationRun,
    Difference,
)
from mnist.records.dataset import (
    Balance,
    ClassCount,
    Dataset,
    Geometry,
    PixelStatistics,
    SetStatistics,
)
from mnist.records.draft import (
    Draft,
    DraftFold,
)
from mnist.records.evaluation import (
    CalibrationBin,
    ClassScore,
    Evaluation,
    ExportedScore,
    FeatureMaps,
    Features,
    Misread,
    TestScore,
)
from mnist.records.model_card import (
    GraphModel,
    InputCard,
    ModelCard,
    Reading,
)
from mnist.records.run import (
    Array,
    FileDigest,
    Probe,
    Restamp,
    Run,
)
from mnist.records.training import (
    CrossValidation,
    Epoch,
    FoldScore,
    Layer,
    Overfitting,
    Training,
)

__all__ = [
    "Ablation",
    "AblationRow",
    "AblationRun",
    "Array",
    "Balance",
    "CalibrationBin",
    "ClassCount",
    "ClassScore",
    "CrossValidation",
    "Dataset",
    "Difference",
    "Draft",
    "DraftFold",
    "Epoch",
    "Evaluation",
    "ExportedScore",
    "FeatureMaps",
    "Features",
    "FileDigest",
    "FoldScore",
    "Geometry",
    "GraphModel",
    "InputCard",
    "Layer",
    "Misread",
    "ModelCard",
    "Overfitting",
    "PixelStatistics",
    "Probe",
    "Reading",
    "Restamp",
    "Run",
    "SetStatistics",
    "TestScore",
    "Training",
]

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
from mnist.records.augmentation import (
    Augmentation,
    Distortion,
)
from mnist.records.dataset import (
    Balance,
    ClassCount,
    Dataset,
    Geometry,
    PixelStatistics,
    SetStatistics,
)
from mnist.records.demo_benchmark import (
    BenchmarkSide,
    BrowserScore,
    DemoBenchmark,
    Timing,
    Transfer,
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
from mnist.records.handwriting import (
    Calibration,
    Condition,
    Drawn,
    DrawnDigits,
    Handwriting,
    HeldOut,
    OtherDrawings,
    Rate,
    Refusal,
    WriterFoldScore,
    Writers,
    WriterScore,
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
from mnist.records.training_benchmark import (
    Arrival,
    Beside,
    Pace,
    Ratio,
    Spread,
    Step,
    StepPart,
    TimedTraining,
    TrainingBenchmark,
    TrainingSide,
)
from mnist.records.trust import (
    Trial,
    Trust,
)

__all__ = [
    "Ablation",
    "AblationRow",
    "AblationRun",
    "Array",
    "Arrival",
    "Augmentation",
    "Balance",
    "BenchmarkSide",
    "Beside",
    "BrowserScore",
    "Calibration",
    "CalibrationBin",
    "ClassCount",
    "ClassScore",
    "Condition",
    "CrossValidation",
    "Dataset",
    "DemoBenchmark",
    "Difference",
    "Distortion",
    "Draft",
    "DraftFold",
    "Drawn",
    "DrawnDigits",
    "Epoch",
    "Evaluation",
    "ExportedScore",
    "FeatureMaps",
    "Features",
    "FileDigest",
    "FoldScore",
    "Geometry",
    "GraphModel",
    "Handwriting",
    "HeldOut",
    "InputCard",
    "Layer",
    "Misread",
    "ModelCard",
    "OtherDrawings",
    "Overfitting",
    "Pace",
    "PixelStatistics",
    "Probe",
    "Rate",
    "Ratio",
    "Reading",
    "Refusal",
    "Restamp",
    "Run",
    "SetStatistics",
    "Spread",
    "Step",
    "StepPart",
    "TestScore",
    "TimedTraining",
    "Timing",
    "Training",
    "TrainingBenchmark",
    "TrainingSide",
    "Transfer",
    "Trial",
    "Trust",
    "WriterFoldScore",
    "WriterScore",
    "Writers",
]

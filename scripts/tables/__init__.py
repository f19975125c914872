"""The report's tables, each a function of the artefacts that it shows."""

from __future__ import annotations

from scripts.markdown import Table
from scripts.results import Results
from scripts.tables import (
    ablation,
    dataset,
    demo_benchmark,
    evaluation,
    networks,
    protocol,
    runs,
    training,
    writers,
)

__all__ = ["tables"]


def tables(results: Results) -> dict[str, Table]:
    """Every table by its name on the page."""
    report = {
        "class-distribution-table": dataset.class_distribution(results.dataset),
        "dataset-files-table": dataset.dataset_files(results.dataset),
        "architecture-table": training.architecture(results.training),
        "cross-validation-table": training.cross_validation(
            results.cross_validation, results.draft
        ),
        "class-scores-table": evaluation.class_scores(results.evaluation),
        "exported-table": evaluation.exported(
            results.evaluation, results.training, results.model_card
        ),
        "runs-table": runs.runs(results.runs),
    }
    studied = ablation.tables(results.ablation) if results.ablation else {}
    compared = protocol.tables(results.protocol)
    side_by_side = networks.side_by_side(results.networks)
    folds = writers.tables(results.networks)
    benched = demo_benchmark.tables(results.demo_benchmark) if results.demo_benchmark else {}
    return report | studied | compared | side_by_side | folds | benched

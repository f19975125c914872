"""The report's tables, each a function of the artefacts that it shows."""

from __future__ import annotations

from collections.abc import Callable

from scripts.made_from import of_networks
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
    training_benchmark,
    trust,
    writers,
)

__all__ = ["FAMILIES", "tables"]


FAMILIES: tuple[Callable[[Results], dict[str, Table]], ...] = (
    lambda results: {
        "class-distribution-table": dataset.class_distribution(results.dataset),
        "dataset-files-table": dataset.dataset_files(results.dataset),
    },
    lambda results: {"architecture-table": training.architecture(results.training)},
    lambda results: {
        "cross-validation-table": training.cross_validation(results.cross_validation, results.draft)
    },
    lambda results: {"class-scores-table": evaluation.class_scores(results.evaluation)},
    lambda results: {
        "exported-table": evaluation.exported(
            results.evaluation, results.training, results.model_card
        )
    },
    lambda results: {"runs-table": runs.runs(results.runs)},
    lambda results: ablation.tables(results.ablation) if results.ablation else {},
    lambda results: protocol.tables(results.protocol),
    *of_networks(networks.TABLES),
    lambda results: writers.tables(results.networks),
    lambda results: demo_benchmark.tables(results.demo_benchmark) if results.demo_benchmark else {},
    lambda results: (
        training_benchmark.tables(results.training_benchmark) if results.training_benchmark else {}
    ),
    lambda results: trust.tables(results.trust) if results.trust else {},
)
"""The tables, those together that are made from the same results."""


def tables(results: Results) -> dict[str, Table]:
    """Every table by its name on the page."""
    return {name: table for family in FAMILIES for name, table in family(results).items()}

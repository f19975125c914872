"""Sentences that follow from the numbers, whatever the numbers are."""

from __future__ import annotations

from collections.abc import Callable

from scripts.made_from import of_networks
from scripts.prose import ablation, demo_benchmark, rivals, training_benchmark
from scripts.prose.handwriting import PARAGRAPHS
from scripts.prose.overfitting import overfitting
from scripts.results import Results

__all__ = ["FAMILIES", "texts"]


FAMILIES: tuple[Callable[[Results], dict[str, str]], ...] = (
    lambda results: {"overfitting": overfitting(results.cross_validation)},
    lambda results: (
        ablation.texts(results.ablation, results.dataset.train.balance.least.digit)
        if results.ablation
        else {}
    ),
    lambda results: rivals.texts(results.protocol),
    *of_networks(PARAGRAPHS),
    lambda results: demo_benchmark.texts(results.demo_benchmark) if results.demo_benchmark else {},
    lambda results: (
        training_benchmark.texts(results.training_benchmark) if results.training_benchmark else {}
    ),
)
"""The paragraphs, those together that are made from the same results."""


def texts(results: Results) -> dict[str, str]:
    """Every computed paragraph, in Markdown, by its name on the page."""
    return {name: text for family in FAMILIES for name, text in family(results).items()}

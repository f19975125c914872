"""Sentences that follow from the numbers, whatever the numbers are."""

from __future__ import annotations

from scripts.prose import ablation, demo_benchmark, rivals
from scripts.prose.handwriting import handwriting
from scripts.prose.overfitting import overfitting
from scripts.results import Results

__all__ = ["texts"]


def texts(results: Results) -> dict[str, str]:
    """Every computed paragraph, in Markdown, by its name on the page."""
    least = results.dataset.train.balance.least.digit
    studied = ablation.texts(results.ablation, least) if results.ablation else {}
    report = {"overfitting": overfitting(results.cross_validation)}
    compared = rivals.texts(results.protocol)
    benched = demo_benchmark.texts(results.demo_benchmark) if results.demo_benchmark else {}
    return report | studied | compared | handwriting(results.networks) | benched

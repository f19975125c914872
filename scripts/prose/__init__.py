"""Sentences that follow from the numbers, whatever the numbers are."""

from __future__ import annotations

from scripts.prose import ablation, rivals
from scripts.prose.handwriting import handwriting
from scripts.prose.overfitting import overfitting
from scripts.results import Results

__all__ = ["texts"]


def texts(results: Results) -> dict[str, str]:
    """Every computed paragraph, in Markdown, by its name on the page."""
    least = results.dataset.train.balance.least.digit
    studied = ablation.texts(results.ablation, least) if results.ablation else {}
    report = {"overfitting": overfitting(results.cross_validation)}
    return report | studied | rivals.texts(results.protocol) | handwriting(results.networks)

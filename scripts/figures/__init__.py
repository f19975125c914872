"""The report's figures, each a function of the artefact that it shows.

To add one: write a function that gives a `Figure`, and name it in `FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Callable

from scripts.figures import (
    ablation,
    augmentation,
    calibration,
    dataset,
    demo_benchmark,
    evaluation,
    gallery,
    handwriting,
    network,
    pixels,
    training,
    training_benchmark,
)
from scripts.figures.figure import Figure
from scripts.made_from import of_networks
from scripts.results import Results

__all__ = ["FAMILIES", "Figure", "figures"]


FAMILIES: tuple[Callable[[Results], dict[str, Figure]], ...] = (
    lambda results: {
        "class-distribution": dataset.class_distribution(results.dataset),
        "sample-grid": dataset.sample_grid(results.dataset),
        "mean-digits": dataset.mean_digits(results.dataset),
        "pixel-intensity": pixels.pixel_intensity(results.dataset),
        "centre-of-mass": pixels.centre_of_mass(results.dataset),
    },
    lambda results: {"augmentation": augmentation.augmentation(results.augmentation)},
    lambda results: {"fold-curves": training.fold_curves(results.cross_validation)},
    lambda results: {"final-curves": training.final_curves(results.training)},
    lambda results: {
        "confusion-matrix": evaluation.confusion_matrix(results.evaluation),
        "class-scores": evaluation.class_scores(results.evaluation),
        "misread-gallery": gallery.misread_gallery(results.evaluation),
        "reliability-diagram": calibration.reliability_diagram(results.evaluation),
    },
    lambda results: {
        "kernels": network.kernels(results.features),
        "feature-maps": network.feature_maps(results.features),
    },
    lambda results: ablation.figures(results.ablation) if results.ablation else {},
    *of_networks(handwriting.FIGURES),
    lambda results: handwriting.refusals(results.networks),
    lambda results: (
        demo_benchmark.figures(results.demo_benchmark) if results.demo_benchmark else {}
    ),
    lambda results: (
        training_benchmark.figures(results.training_benchmark) if results.training_benchmark else {}
    ),
)
"""The figures, those together that are made from the same results."""


def figures(results: Results) -> dict[str, Figure]:
    """Every figure by its name on the page."""
    return {name: figure for family in FAMILIES for name, figure in family(results).items()}

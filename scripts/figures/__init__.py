"""The report's figures, each a function of the artefact that it shows.

To add one: write a function that gives a `Figure`, and name it in `figures`.
"""

from __future__ import annotations

from scripts.figures import (
    ablation,
    augmentation,
    calibration,
    dataset,
    demo_benchmark,
    evaluation,
    gallery,
    network,
    pixels,
    training,
)
from scripts.figures.figure import Figure
from scripts.figures.handwriting import handwriting
from scripts.results import Results

__all__ = ["Figure", "figures"]


def figures(results: Results) -> dict[str, Figure]:
    """Every figure by its name on the page."""
    report = {
        "class-distribution": dataset.class_distribution(results.dataset),
        "sample-grid": dataset.sample_grid(results.dataset),
        "mean-digits": dataset.mean_digits(results.dataset),
        "pixel-intensity": pixels.pixel_intensity(results.dataset),
        "centre-of-mass": pixels.centre_of_mass(results.dataset),
        "augmentation": augmentation.augmentation(results.augmentation),
        "fold-curves": training.fold_curves(results.cross_validation),
        "final-curves": training.final_curves(results.training),
        "confusion-matrix": evaluation.confusion_matrix(results.evaluation),
        "class-scores": evaluation.class_scores(results.evaluation),
        "misread-gallery": gallery.misread_gallery(results.evaluation),
        "reliability-diagram": calibration.reliability_diagram(results.evaluation),
        "kernels": network.kernels(results.features),
        "feature-maps": network.feature_maps(results.features),
    }
    studied = ablation.figures(results.ablation) if results.ablation else {}
    benched = demo_benchmark.figures(results.demo_benchmark) if results.demo_benchmark else {}
    return report | studied | handwriting(results.networks) | benched

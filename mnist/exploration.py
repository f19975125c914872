"""Statistics of the images and their classes."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from mnist.records import Balance, ClassCount, PixelStatistics

CLASSES = 10


def class_counts(labels: NDArray[np.uint8]) -> list[ClassCount]:
    """Samples and share of each class, in the order of the digits."""
    counts = np.bincount(labels, minlength=CLASSES)
    return [
        ClassCount(digit, int(count), float(count / len(labels)))
        for digit, count in enumerate(counts)
    ]


def balance(counts: list[ClassCount]) -> Balance:
    """Compare the most with the least frequent class.

    Raises:
        ValueError: a class has no sample.
    """
    most = max(counts, key=lambda each: each.count)
    least = min(counts, key=lambda each: each.count)
    if least.count == 0:
        raise ValueError(f"expected samples of every class, found none of {least.digit}")
    difference = most.count - least.count
    return Balance(
        most=most,
        least=least,
        difference=difference,
        difference_of_least=difference / least.count,
        difference_of_most=difference / most.count,
        share_points=100 * (most.share - least.share),
    )


def pixel_histogram(images: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Pixels of each grey level, int [256], of uint8 images [n, height, width]."""
    histogram: NDArray[np.intp] = np.bincount(images.ravel(), minlength=256)
    return histogram


def pixel_statistics(histogram: NDArray[np.intp]) -> PixelStatistics:
    """Statistics of the grey levels whose histogram is given, int [256]."""
    levels, total = np.arange(256), histogram.sum()
    mean = float((levels * histogram).sum() / total)
    std = float(np.sqrt((((levels - mean) ** 2) * histogram).sum() / total))
    present = np.flatnonzero(histogram)
    return PixelStatistics(
        minimum=int(present[0]),
        maximum=int(present[-1]),
        mean=mean,
        std=std,
        normalised_mean=mean / 255,
        normalised_std=std / 255,
        black_share=float(histogram[0] / total),
        white_share=float(histogram[255] / total),
    )


def mean_images(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mean image of each class, rounded, uint8 [10, height, width]."""
    means = [images[labels == digit].mean(axis=0) for digit in range(CLASSES)]
    return np.rint(means).astype(np.uint8)


def centres_of_mass(images: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(x, y) of each image's intensity-weighted centre, float64 [n, 2].

    Pixel centres are whole numbers: the centre of a single white pixel in column 3 is 3.
    """
    weights = images.astype(np.float64)
    total = weights.sum(axis=(1, 2))
    height, width = images.shape[1:]
    x = (weights.sum(axis=1) * np.arange(width)).sum(axis=1) / total
    y = (weights.sum(axis=2) * np.arange(height)).sum(axis=1) / total
    return np.stack([x, y], axis=1)


def longest_sides(images: NDArray[np.uint8]) -> dict[int, int]:
    """Images by the longest side of the box around their ink, in pixels."""
    sides = [_extent(images.any(axis=axis)) for axis in (1, 2)]
    return dict(sorted(Counter(np.maximum(*sides).tolist()).items()))


def _extent(filled: NDArray[np.bool_]) -> NDArray[np.intp]:
    """From the first to the last filled place of each row, bool [n, length]."""
    first = filled.argmax(axis=1)
    behind_last = filled.shape[1] - filled[:, ::-1].argmax(axis=1)
    extent: NDArray[np.intp] = behind_last - first
    return extent


def first_of_each_class(labels: NDArray[np.uint8], each: int) -> NDArray[np.intp]:
    """Indices of the first ``each`` samples of every class, int [10, each]."""
    return np.stack([np.flatnonzero(labels == digit)[:each] for digit in range(CLASSES)])

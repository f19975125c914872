from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from joblib import cpu_count, effective_n_jobs

from mnist.config import InputConfig
from mnist.renderings import grey_levels, images
from mnist.strokes import Points, render

IMAGE = InputConfig()


@pytest.fixture(scope="module")
def drawings() -> list[tuple[Points, ...]]:
    """More than one job of them."""
    rng = np.random.default_rng(3)
    return [tuple(rng.uniform(0, 1, (2, 4, 2))) for _ in range(1_030)]


def test_an_image_is_its_drawing_in_grey_levels(drawings: list[tuple[Points, ...]]) -> None:
    made = images(drawings, IMAGE)
    assert (made.shape, made.dtype) == ((1_030, 28, 28), np.uint8)
    for at in (0, 499, 500, 1_029):
        expected = np.rint(render(drawings[at], IMAGE) * 255)
        np.testing.assert_array_equal(made[at], expected)


def test_every_drawing_may_have_a_pen_of_its_own(drawings: list[tuple[Points, ...]]) -> None:
    widths = np.linspace(1.5, 4, len(drawings))
    made = images(drawings, IMAGE, widths)
    for at in (1, 700, 1_029):
        pen = replace(IMAGE, pen_width=float(widths[at]))
        np.testing.assert_array_equal(made[at], np.rint(render(drawings[at], pen) * 255))
    with pytest.raises(ValueError, match="argument"):
        images(drawings[:3], IMAGE, [2.0])


def test_images_are_the_same_to_the_bit_with_any_number_of_workers(
    drawings: list[tuple[Points, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {}
    for workers in (1, 2, 3):
        # What joblib takes for the number of cores.
        monkeypatch.setenv("LOKY_MAX_CPU_COUNT", str(workers))
        assert effective_n_jobs(-1) == cpu_count() <= workers
        made[workers] = images(drawings, IMAGE).tobytes()
    assert made[1] == made[2] == made[3]


def test_no_drawings_are_no_images() -> None:
    assert images([], IMAGE).shape == (0, 28, 28)
    assert grey_levels([], IMAGE).shape == (0, 28, 28)

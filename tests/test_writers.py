"""Tests of mnist.writers."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist.abstention import Probabilities, refused, temper
from mnist.config import CorpusConfig, CrossValidationConfig
from mnist.strokes import PenDigit
from mnist.writers import Unseen, calibrate, calibrate_without, split

BAR = (np.array([[0.0, 0.0], [1.0, 9.0]]),)
DIGITS = [PenDigit(serial % 10, writer, serial, BAR) for writer in range(7) for serial in range(4)]
FOLDS = split(100, DIGITS, CrossValidationConfig(folds=3))


def test_every_writer_and_every_image_is_left_out_once() -> None:
    left_out = [writer for fold in FOLDS for writer in fold.writers]
    assert sorted(left_out) == list(range(7))
    assert sorted(np.concatenate([fold.validation for fold in FOLDS]).tolist()) == list(range(100))


def test_nothing_by_a_writer_left_out_is_learned_from() -> None:
    for fold in FOLDS:
        seen, unseen = fold.seen(DIGITS), fold.unseen(DIGITS)
        assert {each.writer for each in seen}.isdisjoint({each.writer for each in unseen})
        assert len(seen) + len(unseen) == len(DIGITS)
        assert not set(fold.training) & set(fold.validation)


def test_there_must_be_a_writer_for_every_fold() -> None:
    with pytest.raises(ValueError, match="n_splits"):
        split(100, DIGITS, CrossValidationConfig(folds=8))


def unseen(seed: int, doubt: float) -> Unseen:
    """A network that is right and rather sure of digits, and unsure of other drawings."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(10, size=3000).astype(np.uint8)
    return Unseen(
        labels,
        mnist=_said(rng, labels, doubt),
        drawn=_said(rng, labels[:1000], doubt * 2),
        others=_said(rng, np.full(500, 10, np.uint8), 0.2),
    )


def _said(rng: np.random.Generator, labels: NDArray[np.uint8], doubt: float) -> Probabilities:
    noise = rng.dirichlet(np.ones(11), len(labels))
    share = rng.beta(1, 1 / doubt, (len(labels), 1))
    said: Probabilities = (share * noise + (1 - share) * np.eye(11)[labels]).astype(np.float32)
    return said


def test_thresholds_keep_to_the_allowance_and_refuse_other_drawings() -> None:
    config = CorpusConfig()
    folds = [unseen(seed, 0.02) for seed in range(3)]
    found = calibrate(folds, config)
    drawn = np.concatenate([each.drawn for each in folds])
    others = np.concatenate([each.others for each in folds])
    assert refused(temper(drawn, found.temperature), found.reading).mean() <= config.refused_drawn
    assert refused(temper(others, found.temperature), found.reading).mean() > 0.8


def test_a_fold_has_no_say_in_its_own_thresholds() -> None:
    folds = [unseen(0, 0.02), unseen(1, 0.02), unseen(2, 0.02)]
    changed = [*folds[:2], unseen(3, 0.2)]
    config = CorpusConfig()
    assert calibrate_without(folds, 2, config) == calibrate_without(changed, 2, config)
    assert calibrate_without(folds, 0, config) != calibrate_without(changed, 0, config)

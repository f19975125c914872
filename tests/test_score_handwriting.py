"""Tests of scripts.score_handwriting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits

from mnist.config import BASELINE
from scripts import score_handwriting
from scripts.stages import HANDWRITING
from scripts.workspace import ROOT, Workspace


def test_the_outside_digits_are_made_as_large_as_ours() -> None:
    outside = score_handwriting.outside_test(BASELINE)
    assert outside.images.shape == (1_797, 28, 28)
    assert np.bincount(outside.labels).tolist() == np.bincount(load_digits().target).tolist()
    rows = (outside.images > 0).any(axis=2).sum(axis=1)
    columns = (outside.images > 0).any(axis=1).sum(axis=1)
    assert np.maximum(rows, columns).max() <= BASELINE.input.box
    axis = np.arange(28)
    centres = (outside.images @ axis).sum(axis=1) / outside.images.sum(axis=(1, 2))
    assert np.abs(centres - BASELINE.input.centre[0]).max() <= 0.51


def test_where_nobody_drew_the_committed_result_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    committed = Workspace("full", tmp_path)
    path = HANDWRITING.path(committed)
    path.parent.mkdir(parents=True)
    path.write_bytes(HANDWRITING.path(Workspace("full", ROOT)).read_bytes())
    before = path.read_bytes()
    for workspace in (committed, Workspace("smoke", tmp_path)):
        score_handwriting.score_handwriting(BASELINE, workspace)
        assert "are not at hand (PENDIGITS_DIR)" in capsys.readouterr().out
        kept = HANDWRITING.load(workspace)[BASELINE.name]
        assert kept == HANDWRITING.load(committed)[BASELINE.name]
    assert path.read_bytes() == before

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist import artefacts
from mnist.config import EXPERIMENTS, Experiment
from mnist.model import build_model, pack_weights
from scripts.trainings import Trained, restored, trained


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=lambda each: each.name)
def test_a_network_that_was_sent_and_kept_is_the_same_to_the_last_bit(
    experiment: Experiment, tmp_path: Path
) -> None:
    model = build_model(experiment.input, experiment.model)
    rng = np.random.default_rng(1)
    # Means and variances of the normalisations too, as training leaves them.
    model.set_weights([rng.random(each.shape, np.float32) for each in model.get_weights()])
    kept = tmp_path / "trained.json"
    artefacts.write(kept, Trained, trained(model, 600, [], 1.0))
    again = restored(artefacts.read(kept, Trained), experiment)
    assert pack_weights(again) == pack_weights(model)

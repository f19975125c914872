"""Tests of scripts.networks."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist.artefacts import ArtefactError
from scripts import networks
from scripts.stages import EVALUATION, EXPORT, HANDWRITING, TRAINING, Stage
from scripts.workspace import Workspace
from tests.example_networks import networks_of
from tests.example_results import example

BOTH = networks_of(example(), ["baseline", "augmented"])
ENTRIES = {
    TRAINING: "training",
    EXPORT: "card",
    EVALUATION: "evaluation",
    HANDWRITING: "handwriting",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    place = Workspace("full", tmp_path)
    for network in reversed(BOTH):
        for stage, field in ENTRIES.items():
            stage.save(place, network.name, getattr(network, field))
    return place


def test_networks_come_in_the_order_of_the_experiments(workspace: Workspace) -> None:
    assert networks.load(workspace) == BOTH


def test_only_networks_that_read_handwriting_are_compared(workspace: Workspace) -> None:
    HANDWRITING.path(workspace).unlink()
    HANDWRITING.save(workspace, "augmented", BOTH[1].handwriting)
    assert [each.name for each in networks.load(workspace)] == ["augmented"]


@pytest.mark.parametrize("stage", [TRAINING, EXPORT, EVALUATION], ids=lambda stage: stage.name)
def test_a_network_without_an_earlier_result_is_refused(workspace: Workspace, stage: Stage) -> None:
    stage.path(workspace).unlink()
    stage.save(workspace, "augmented", getattr(BOTH[1], ENTRIES[stage]))
    with pytest.raises(ArtefactError, match=f"{stage.artefact}: expected an entry for baseline"):
        networks.load(workspace)


def test_nothing_to_compare_is_refused(workspace: Workspace) -> None:
    HANDWRITING.path(workspace).unlink()
    with pytest.raises(ArtefactError, match=r"handwriting\.json: .* set PENDIGITS_DIR"):
        networks.load(workspace)


def test_a_network_that_learned_from_drawings_refuses_some() -> None:
    *strangers, learner = networks_of(example(), ["baseline", "augmented", "demo"])
    assert [each.refuses for each in strangers] == [False, False]
    assert [each.corpus for each in strangers] == [None, None]
    assert learner.refuses
    assert learner.corpus is not None
    assert learner.corpus["renderings"] == 3

"""The images that an experiment may use."""

from __future__ import annotations

from mnist.config import Experiment
from mnist.dataset import load
from mnist.train import Labelled
from scripts.workspace import Workspace


def training_data(workspace: Workspace, experiment: Experiment) -> Labelled:
    """Training images: what cross-validation and final training learn from."""
    return all_training_data(workspace)[: experiment.data.training_images]


def all_training_data(workspace: Workspace) -> Labelled:
    """All of MNIST's training images."""
    mnist = load(workspace.data)
    return Labelled(mnist.train_images, mnist.train_labels)


def test_data(workspace: Workspace, experiment: Experiment) -> Labelled:
    """Test images: they score a finished model and choose nothing."""
    mnist = load(workspace.data)
    return Labelled(mnist.test_images, mnist.test_labels)[: experiment.data.test_images]

"""The test digits that the demo offers."""

from __future__ import annotations

import base64
import json

import numpy as np

from mnist.dataset import Mnist
from scripts.samples import SAMPLES, offered
from scripts.workspace import ROOT, Workspace

CONTENT = json.loads((ROOT / SAMPLES).read_text(encoding="utf-8"))
HARD = [image for image in CONTENT["images"] if "mistaken_for" in image]


def test_they_are_those_of_what_is_measured() -> None:
    assert offered(Workspace("full")) == CONTENT


def test_they_are_test_images_of_mnist(mnist: Mnist) -> None:
    for image in CONTENT["images"]:
        pixels = np.frombuffer(base64.b64decode(image["pixels"]), np.uint8).reshape(28, 28)
        assert np.array_equal(pixels, mnist.test_images[image["index"]])
        assert image["label"] == mnist.test_labels[image["index"]]


def test_every_digit_is_among_them_twice_beside_the_hard_ones() -> None:
    usual = [image["label"] for image in CONTENT["images"] if image not in HARD]
    assert sorted(usual) == sorted([*range(10)] * 2)


def test_hard_ones_come_early_and_are_of_different_digits() -> None:
    assert len({image["label"] for image in HARD}) == len(HARD) == 5
    assert CONTENT["images"].index(HARD[0]) < 5
    assert all(image["mistaken_for"] != image["label"] for image in HARD)

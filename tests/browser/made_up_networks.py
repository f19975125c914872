"""Networks that answer the same whatever is drawn, served instead of the site's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, Route

from tests.browser.demo_page import PATH

MODELS = f"{PATH}artefacts/model/"
CLASSES = [*"0123456789", "not a digit"]
PIXELS = 28 * 28


@dataclass(frozen=True)
class Network:
    """An entry of the model card, and its files where they are not on the site."""

    entry: dict[str, Any]
    files: dict[str, bytes]


def answering(
    name: str, probabilities: Sequence[float], reading: Mapping[str, float] | None
) -> Network:
    """A network of one layer with weights of 0, so that its biases alone answer.

    Args:
        name: folder of its files.
        probabilities: of ten or eleven classes, all above 0, their sum 1.
        reading: thresholds, or ``None`` for the model card to have none.
    """
    count = len(probabilities)
    weights = [
        ("shape", np.array([-1, PIXELS], "<i4")),
        ("weights", np.zeros((PIXELS, count), "<f4")),
        ("bias", np.log(probabilities).astype("<f4")),
    ]
    files = {
        f"{name}/model.json": json.dumps(_graph(weights)).encode(),
        f"{name}/weights.bin": b"".join(values.tobytes() for _, values in weights),
    }
    entry = {
        "path": f"{name}/model.json",
        "files": {file: _digest(content) for file, content in files.items()},
        "input": {
            **{"shape": [28, 28, 1], "size": 28, "box": 20},
            **{"pen_width": 2.5, "centre": [14, 14]},
        },
        "classes": CLASSES[:count],
        "accuracy": 0.1,
    }
    return Network(entry if reading is None else entry | {"reading": dict(reading)}, files)


def committed(site_dir: Path, experiment: str) -> Network:
    """A network of the site."""
    card = json.loads((site_dir / MODELS / "model-card.json").read_text())
    return Network(card[experiment], {})


def serve(page: Page, site_url: str, networks: Mapping[str, Network]) -> None:
    """Answer with a card of these networks, and with their files."""
    card = {experiment: network.entry for experiment, network in networks.items()}
    contents = {
        name: content for network in networks.values() for name, content in network.files.items()
    } | {"model-card.json": json.dumps(card).encode()}

    def answer(route: Route) -> None:
        content = contents.get(route.request.url.removeprefix(site_url + MODELS))
        if content is None:
            route.continue_()
        else:
            route.fulfill(body=content)

    page.route(f"{site_url}{MODELS}**", answer)


def _digest(content: bytes) -> dict[str, object]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _graph(weights: Sequence[tuple[str, np.ndarray]]) -> dict[str, Any]:
    """A graph model of TensorFlow.js: softmax(flatten(image) weights + bias)."""
    number = {"T": {"type": "DT_FLOAT"}}
    biased = {"list": {"s": ["Qmlhc0FkZA=="]}}  # BiasAdd, in base64 as in the converter's files

    def node(name: str, op: str, *inputs: str, **attributes: object) -> dict[str, Any]:
        return {"name": name, "op": op, "input": list(inputs), "attr": attributes}

    return {
        "format": "graph-model",
        "signature": {
            "inputs": {"image": {"name": "image:0"}},
            "outputs": {"output": {"name": "softmax:0"}},
        },
        "modelTopology": {
            "versions": {"producer": 1, "minConsumer": 1},
            "node": [
                node("image", "Placeholder", dtype={"type": "DT_FLOAT"}),
                node("shape", "Const", dtype={"type": "DT_INT32"}),
                node("weights", "Const", dtype={"type": "DT_FLOAT"}),
                node("bias", "Const", dtype={"type": "DT_FLOAT"}),
                node("flat", "Reshape", "image", "shape", **number),
                node(
                    *("dense", "_FusedMatMul", "flat", "weights", "bias"),
                    **(number | {"fused_ops": biased, "num_args": {"i": "1"}}),
                ),
                node("softmax", "Softmax", "dense", **number),
            ],
        },
        "weightsManifest": [
            {
                "paths": ["weights.bin"],
                "weights": [
                    {"name": name, "shape": list(values.shape), "dtype": _dtype(values)}
                    for name, values in weights
                ],
            }
        ],
    }


def _dtype(values: np.ndarray) -> str:
    return {"i": "int32", "f": "float32"}[values.dtype.kind]

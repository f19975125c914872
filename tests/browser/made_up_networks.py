"""Networks whose answers are known beforehand, served instead of the site's own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, Route

from tests.browser.demo_page import PATH

MODELS = f"{PATH}artefacts/model/"
CLASSES = [*"0123456789", "not a digit"]
PIXELS = 28 * 28
# Of each layer of a network of convolutions.
FILTERS = 12


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
    return linear(name, np.zeros((PIXELS, len(probabilities))), np.log(probabilities), reading)


def linear(
    name: str, weights: NDArray[Any], bias: NDArray[Any], reading: Mapping[str, float] | None
) -> Network:
    """A network of one layer: softmax(image weights + bias).

    Args:
        name: folder of its files.
        weights: [28 * 28, classes].
        bias: [classes].
        reading: as of ``answering``.
    """
    return _network(name, _Graph(), weights, bias, reading)


def convolving(name: str, kernels: Sequence[int], strides: Sequence[int]) -> Network:
    """A network of convolutions with weights by chance, and 1 the most probable answer.

    Args:
        name: folder of its files.
        kernels: side of the kernels of each layer, nearest to the image first.
        strides: of each layer.
    """
    graph = _Graph()
    rng = np.random.default_rng(0)
    depth, side = 1, 28
    for kernel, stride in zip(kernels, strides, strict=True):
        graph.convolve(rng.normal(size=(kernel, kernel, depth, FILTERS)), stride)
        depth, side = FILTERS, -(-side // stride)
    return _network(name, graph, np.zeros((side * side * depth, 10)), np.eye(10)[1], None)


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


def _network(
    name: str,
    graph: _Graph,
    weights: NDArray[Any],
    bias: NDArray[Any],
    reading: Mapping[str, float] | None,
) -> Network:
    graph.answer(weights, bias)
    files = {
        f"{name}/model.json": json.dumps(graph.description()).encode(),
        f"{name}/weights.bin": b"".join(values.tobytes() for _, values in graph.weights),
    }
    entry = {
        "path": f"{name}/model.json",
        "files": {file: _digest(content) for file, content in files.items()},
        "input": {
            **{"shape": [28, 28, 1], "size": 28, "box": 20},
            **{"pen_width": 2.5, "centre": [14, 14]},
        },
        "classes": CLASSES[: len(bias)],
        "accuracy": 0.1,
    }
    return Network(entry if reading is None else entry | {"reading": dict(reading)}, files)


class _Graph:
    """A graph model of TensorFlow.js, layer by layer, as the converter writes them."""

    def __init__(self) -> None:
        self.weights: list[tuple[str, NDArray[Any]]] = []
        self._nodes = [_node("image", "Placeholder", dtype={"type": "DT_FLOAT"})]
        self._last = "image"

    def convolve(self, kernel: NDArray[Any], stride: int) -> None:
        """Add a convolution with ReLU; kernel [side, side, depth, filters]."""
        at = len(self._nodes)
        self._add(
            *(f"convolution-{at}", "_FusedConv2D"),
            self._constant(f"kernel-{at}", kernel.astype("<f4")),
            self._constant(f"bias-{at}", np.zeros(kernel.shape[-1], "<f4")),
            **_fused("BiasAdd", "Relu"),
            strides=_list(i=["1", str(stride), str(stride), "1"]),
            dilations=_list(i=["1"] * 4),
            padding={"s": _text("SAME")},
            data_format={"s": _text("NHWC")},
        )

    def answer(self, weights: NDArray[Any], bias: NDArray[Any]) -> None:
        """Add the layer that answers, [values, classes] and [classes]."""
        self._add("flat", "Reshape", self._constant("shape", np.array([-1, len(weights)], "<i4")))
        self._add(
            *("dense", "_FusedMatMul"),
            self._constant("weights", weights.astype("<f4")),
            self._constant("bias", bias.astype("<f4")),
            **_fused("BiasAdd"),
        )
        self._add("softmax", "Softmax")

    def description(self) -> dict[str, Any]:
        return {
            "format": "graph-model",
            "signature": {
                "inputs": {"image": {"name": "image:0"}},
                "outputs": {"output": {"name": f"{self._last}:0"}},
            },
            "modelTopology": {
                "versions": {"producer": 1, "minConsumer": 1},
                "node": self._nodes,
            },
            "weightsManifest": [
                {
                    "paths": ["weights.bin"],
                    "weights": [
                        {"name": name, "shape": list(values.shape), "dtype": _dtype(values)}
                        for name, values in self.weights
                    ],
                }
            ],
        }

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        kind = {"int32": "DT_INT32", "float32": "DT_FLOAT"}[_dtype(values)]
        self._nodes.append(_node(name, "Const", dtype={"type": kind}))
        self.weights.append((name, values))
        return name

    def _add(self, name: str, op: str, *inputs: str, **attributes: object) -> None:
        """Add a node that takes what came last, and these constants."""
        number = {"T": {"type": "DT_FLOAT"}}
        self._nodes.append(_node(name, op, self._last, *inputs, **number, **attributes))
        self._last = name


def _node(name: str, op: str, *inputs: str, **attributes: object) -> dict[str, Any]:
    return {"name": name, "op": op, "input": list(inputs), "attr": attributes}


def _fused(*ops: str) -> dict[str, Any]:
    return {"fused_ops": _list(s=[_text(op) for op in ops]), "num_args": {"i": "1"}}


def _list(**values: Sequence[str]) -> dict[str, Any]:
    return {"list": values}


def _text(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _dtype(values: NDArray[Any]) -> str:
    return {"i": "int32", "f": "float32"}[values.dtype.kind]

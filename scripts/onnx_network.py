"""Write an experiment's network as ONNX, for the benchmark of the demo.

Runs in an environment of its own (``make onnx``), which has NumPy and onnx and little else.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from mnist.config import CompactConfig, InputConfig, ModelConfig, experiments

Weights = dict[str, NDArray[np.float32]]

# What every runtime of the last years reads; the network needs nothing newer.
OPSET, IR = 15, 8
# The default of Keras, which both networks keep.
EPSILON = 1e-3


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file; 0 when it is there and valid."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--profile", choices=("full", "smoke"), default="full")
    options.add_argument("--experiment", required=True)
    options.add_argument("--weights", required=True, type=Path, help="weights.npz")
    options.add_argument("--out", required=True, type=Path)
    chosen = options.parse_args(argv)
    experiment = experiments(chosen.profile)[chosen.experiment]
    with np.load(chosen.weights, allow_pickle=False) as archive:
        groups = list(grouped({name: archive[name] for name in archive.files}))
    model = build(experiment.input, experiment.model, groups)
    onnx.checker.check_model(model, full_check=True)
    chosen.out.write_bytes(model.SerializeToString())
    return 0


def grouped(archive: Weights) -> Iterator[Weights]:
    """Layer by layer, what `mnist.model.pack_weights` stored of each: field -> array."""
    for _, names in groupby(sorted(archive), key=lambda name: name.partition(".")[0]):
        yield {name.rpartition(".")[2]: archive[name] for name in names}


def build(
    image: InputConfig, config: ModelConfig | CompactConfig, weights: list[Weights]
) -> onnx.ModelProto:
    """The network as Keras computes it.

    Takes ``image``: float32 [n, 1, size, size], 0 to 1.
    Gives ``probabilities``: float32 [n, classes].

    Args:
        image: what it reads.
        config: its architecture.
        weights: of the layers that have any, in their order.

    Raises:
        ValueError: there are more layers with weights than the architecture has.
    """
    graph = Graph(image.size)
    left = iter(weights)
    if isinstance(config, CompactConfig):
        _compact(graph, config, left)
    else:
        _report(graph, config, left)
    if (more := sum(1 for _ in left)) > 0:
        raise ValueError(f"expected weights for the layers of {config}, found {more} layers more")
    return graph.model(config.classes)


def _compact(graph: Graph, config: CompactConfig, weights: Iterator[Weights]) -> None:
    """See `mnist.compact.build_compact`."""
    for stride in config.strides:
        kernel = next(weights)["kernel"]
        scale, offset = affine(next(weights))
        graph.convolve(kernel * scale, offset, stride=stride, same=True)
        graph.activate()
    graph.flatten()
    hidden = next(weights)
    graph.dense(hidden["kernel"], hidden["bias"])
    graph.activate()
    scale, offset = affine(next(weights))
    last = next(weights)
    graph.dense(scale[:, None] * last["kernel"], last["bias"] + offset @ last["kernel"])


def _report(graph: Graph, config: ModelConfig, weights: Iterator[Weights]) -> None:
    """See `mnist.model.build_report`."""
    for _ in config.filters:
        convolution = next(weights)
        graph.convolve(convolution["kernel"], convolution["bias"])
        graph.activate()
        if not config.unnormalised:
            graph.normalise(next(weights))
        graph.pool(config.pool)
    graph.flatten()
    hidden, last = next(weights), next(weights)
    graph.dense(hidden["kernel"], hidden["bias"])
    graph.activate()
    graph.dense(last["kernel"], last["bias"])


def affine(normalisation: Weights) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What a batch normalisation multiplies by and then adds, one number a channel."""
    deviation = np.sqrt(normalisation["moving_variance"] + np.float32(EPSILON))
    scale = normalisation["gamma"] / deviation
    return scale, normalisation["beta"] - normalisation["moving_mean"] * scale


class Graph:
    """A chain of ONNX nodes, each fed by the one before it.

    Keras keeps the channels last and ONNX first, so kernels are turned around, and the rows
    of the first dense layer are put in the order in which the maps are flattened here.

    Args:
        side: of the square image.
    """

    def __init__(self, side: int) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: list[onnx.TensorProto] = []
        self._input_side = self._side = side
        self._maps: int | None = None
        self._last = "image"

    def convolve(
        self,
        kernel: NDArray[np.float32],
        bias: NDArray[np.float32],
        *,
        stride: int = 1,
        same: bool = False,
    ) -> None:
        """A convolution; ``kernel`` is [rows, columns, in, out]."""
        size = kernel.shape[0]
        reach = self._side if same else self._side - size + 1
        side = math.ceil(reach / stride)
        # Said in numbers, for not every runtime means the same by "same".
        beyond = max((side - 1) * stride + size - self._side, 0)
        before, after = beyond // 2, beyond - beyond // 2
        arrays = [kernel.transpose(3, 2, 0, 1), bias]
        pads = [before, before, after, after]
        self._add("Conv", arrays, strides=[stride, stride], pads=pads)
        self._side = side

    def activate(self) -> None:
        """Rectify."""
        self._add("Relu")

    def normalise(self, weights: Weights) -> None:
        """A batch normalisation that stands after an activation and so cannot be folded."""
        names = ("gamma", "beta", "moving_mean", "moving_variance")
        self._add("BatchNormalization", [weights[name] for name in names], epsilon=EPSILON)

    def pool(self, size: int) -> None:
        """The largest of each square."""
        self._add("MaxPool", kernel_shape=[size, size], strides=[size, size])
        self._side //= size

    def flatten(self) -> None:
        """Maps become a row of numbers; the next layer must be dense."""
        self._add("Flatten", axis=1)
        self._maps = self._side

    def dense(self, kernel: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        """A dense layer; ``kernel`` is [in, out]."""
        if self._maps is not None:
            square = (self._maps, self._maps, -1, kernel.shape[1])
            kernel = kernel.reshape(square).transpose(2, 0, 1, 3).reshape(kernel.shape)
            self._maps = None
        self._add("Gemm", [kernel, bias])

    def model(self, classes: int) -> onnx.ModelProto:
        """The whole, with softmax at its end."""
        self._add("Softmax", axis=1)
        self._nodes[-1].output[0] = "probabilities"
        image = ["n", 1, self._input_side, self._input_side]
        graph = helper.make_graph(
            self._nodes,
            "digits",
            [helper.make_tensor_value_info("image", TensorProto.FLOAT, image)],
            [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", classes])],
            self._initializers,
        )
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR)

    def _add(self, kind: str, arrays: Sequence[NDArray[np.float32]] = (), **settings: Any) -> None:
        name = f"{len(self._nodes):02d}.{kind}"
        inputs = [self._last]
        for place, array in enumerate(arrays):
            inputs.append(f"{name}.{place}")
            content = np.ascontiguousarray(array, np.float32)
            self._initializers.append(numpy_helper.from_array(content, inputs[-1]))
        self._nodes.append(helper.make_node(kind, inputs, [name], name=name, **settings))
        self._last = name


if __name__ == "__main__":
    raise SystemExit(main())

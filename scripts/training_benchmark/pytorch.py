"""PyTorch, as its guides show it and as one would write it who wants it quick.

Runs in an environment of its own, which has PyTorch, NumPy and nothing else of ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from mnist.config import BASELINE, ModelConfig
from scripts.training_benchmark.images import Images, floats
from scripts.training_benchmark.order import Course, Order

Batches = Callable[[], Iterable[tuple[Tensor, Tensor]]]

# What Keras's layers and its Adam have by default; PyTorch's defaults are others.
NORMALISATION = {"eps": 1e-3, "momentum": 0.01}
EPSILON = 1e-7

SCORED_AT_ONCE = 500


def train(order: Order, images: Images) -> Course:
    """A `DataLoader` and the optimiser as they come."""
    torch.manual_seed(order.seed)
    model = network()
    shown = DataLoader(
        TensorDataset(_floats(images.training), _labels(images.training_labels)),
        batch_size=order.batch_size,
        shuffle=True,
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=order.learning_rate, eps=EPSILON)
    return _train(model, optimizer, lambda: shown, order, images)


def train_tuned(order: Order, images: Images) -> Course:
    """Whole batches taken at once, Adam in one operation, channels innermost."""
    torch.manual_seed(order.seed)
    model = network().to(memory_format=torch.channels_last)
    pixels, labels = _floats(images.training), _labels(images.training_labels)

    def shown() -> Iterable[tuple[Tensor, Tensor]]:
        for at in torch.randperm(len(labels)).split(order.batch_size):
            yield pixels[at], labels[at]

    optimizer = torch.optim.Adam(
        model.parameters(), lr=order.learning_rate, eps=EPSILON, fused=True
    )
    return _train(model, optimizer, shown, order, images)


def network() -> nn.Module:
    """The baseline's network, with initial weights drawn as Keras draws them."""
    config = BASELINE.model
    if not isinstance(config, ModelConfig):
        raise TypeError(f"expected the baseline's network, found {type(config).__name__}")
    one, two = config.filters
    side = BASELINE.input.size
    for _ in config.filters:
        side = (side - config.kernel + 1) // config.pool
    model = nn.Sequential(
        nn.Conv2d(1, one, config.kernel),
        nn.ReLU(),
        nn.BatchNorm2d(one, **NORMALISATION),
        nn.MaxPool2d(config.pool),
        nn.Conv2d(one, two, config.kernel),
        nn.ReLU(),
        nn.BatchNorm2d(two, **NORMALISATION),
        nn.MaxPool2d(config.pool),
        nn.Flatten(),
        nn.Linear(two * side * side, config.units),
        nn.ReLU(),
        nn.Dropout(config.dropout),
        nn.Linear(config.units, config.classes),
    )
    for layer in model:
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return model


def _train(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    shown: Batches,
    order: Order,
    images: Images,
) -> Course:
    seconds, accuracies = [], []
    for _ in range(order.epochs):
        started = time.perf_counter()
        _one_epoch(model, optimizer, shown)
        seconds.append(time.perf_counter() - started)
        accuracies.append(_accuracy(model, images))
    return Course(f"PyTorch {torch.__version__}", seconds, accuracies)


def _one_epoch(model: nn.Module, optimizer: torch.optim.Optimizer, shown: Batches) -> None:
    model.train()
    loss_of = nn.CrossEntropyLoss()
    correct = total = 0.0
    for pixels, labels in shown():
        optimizer.zero_grad()
        logits = model(pixels)
        loss = loss_of(logits, labels)
        loss.backward()
        optimizer.step()
        # Keras keeps count of both, too.
        total += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()


def _accuracy(model: nn.Module, images: Images) -> float:
    model.eval()
    pixels, labels = _floats(images.validation), _labels(images.validation_labels)
    with torch.no_grad():
        answers = torch.cat([model(each).argmax(dim=1) for each in pixels.split(SCORED_AT_ONCE)])
    return float((answers == labels).float().mean())


def _floats(images: NDArray[np.uint8]) -> Tensor:
    """Float32 [n, 1, height, width], 0 to 1."""
    return torch.from_numpy(floats(images)).unsqueeze(1)


def _labels(labels: NDArray[np.uint8]) -> Tensor:
    return torch.from_numpy(labels).long()

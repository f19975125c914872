"""Write the test digits that the demo offers to those who would rather not draw.

    python -m scripts.samples

Images of MNIST's test set, as the demo reads them: the first two of each digit in the order of the
set, and after every fourth of them one that is hard to read: of five digits, the image that the
baseline misreads most confidently. They go to docs/projects/handwritten-digits/demo/samples.json.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from mnist.config import BASELINE
from mnist.dataset import Mnist, load
from mnist.records import Misread
from scripts.stages import EVALUATION
from scripts.workspace import ROOT, Workspace

SAMPLES: Final = Path("docs/projects/handwritten-digits/demo/samples.json")
_PER_DIGIT: Final = 2
_HARD: Final = 5


def samples(mnist: Mnist, misread: Sequence[Misread]) -> dict[str, Any]:
    """The content of the file.

    Args:
        mnist: whose test images are offered.
        misread: test images that the baseline misreads, most confident mistake first.

    Returns:
        Of each image its index, its label, its pixels (bytes 0 to 255, in base64) and, where it
        is a hard one, ``mistaken_for``: what the baseline takes it for.
    """
    first = [np.flatnonzero(mnist.test_labels == label)[:_PER_DIGIT] for label in range(10)]
    usual = [_sample(mnist, int(index)) for index in np.sort(np.concatenate(first))]
    hard = [
        _sample(mnist, each.index) | {"mistaken_for": each.predicted} for each in _hardest(misread)
    ]
    share = len(usual) // _HARD
    images = [[*usual[at * share : (at + 1) * share], hard[at]] for at in range(_HARD)]
    return {
        "source": "test set of MNIST (Y. LeCun, C. Cortes and C. J. C. Burges)",
        "images": [image for group in images for image in group],
    }


def _hardest(misread: Sequence[Misread]) -> list[Misread]:
    """The first mistake of each digit, as far as they are wanted."""
    by_label: dict[int, Misread] = {}
    for each in misread:
        by_label.setdefault(each.label, each)
    return list(by_label.values())[:_HARD]


def _sample(mnist: Mnist, index: int) -> dict[str, Any]:
    return {
        "index": index,
        "label": int(mnist.test_labels[index]),
        "pixels": base64.b64encode(mnist.test_images[index].tobytes()).decode(),
    }


def offered(workspace: Workspace) -> dict[str, Any]:
    """The samples of what is measured now."""
    score = EVALUATION.load(workspace)[BASELINE.name].test
    return samples(load(workspace.data), score.misread)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file."""
    argparse.ArgumentParser(description="Write the test digits that the demo offers.").parse_args(
        argv
    )
    content = json.dumps(offered(Workspace("full")), indent=1, sort_keys=True)
    (ROOT / SAMPLES).write_text(content + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Write the test digits that the demo offers to those who would rather not draw.

    python -m scripts.samples

Twenty images of MNIST's test set, the first two of each digit in the order of the set, as the
demo reads them: docs/projects/handwritten-digits/demo/samples.json.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from mnist.dataset import Mnist, load
from scripts.workspace import ROOT, Workspace

SAMPLES: Final = Path("docs/projects/handwritten-digits/demo/samples.json")
_PER_DIGIT: Final = 2


def samples(mnist: Mnist) -> dict[str, Any]:
    """The content of the file: indices, labels and pixels (bytes 0 to 255, in base64)."""
    first = [np.flatnonzero(mnist.test_labels == label)[:_PER_DIGIT] for label in range(10)]
    return {
        "source": "test set of MNIST (Y. LeCun, C. Cortes and C. J. C. Burges)",
        "images": [
            {
                "index": int(index),
                "label": int(mnist.test_labels[index]),
                "pixels": base64.b64encode(mnist.test_images[index].tobytes()).decode(),
            }
            for index in np.sort(np.concatenate(first))
        ],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file."""
    argparse.ArgumentParser(description="Write the test digits that the demo offers.").parse_args(
        argv
    )
    content = json.dumps(samples(load(Workspace("full").data)), indent=1, sort_keys=True)
    (ROOT / SAMPLES).write_text(content + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

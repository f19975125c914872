"""Write the fixture on which Python's and JavaScript's preprocessing are both tested.

    python -m scripts.preprocess_fixture                 expected images of the inputs at hand
    python -m scripts.preprocess_fixture --pendigits F   choose the inputs anew from a UNIPEN file

The expected images are Python's; tests/ compares both languages with them.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mnist.config import InputConfig
from mnist.preprocess import preprocess
from mnist.strokes import PenDigit, parse_unipen, render, squash
from scripts.workspace import ROOT

FIXTURE: Final = ROOT / "tests/fixtures/preprocess.json"
ATTRIBUTION: Final = (
    "The drawn digits are an excerpt of Pen-Based Recognition of Handwritten Digits by "
    "E. Alpaydin and F. Alimoglu, UCI Machine Learning Repository, data set 81, CC BY 4.0. "
    "Their y was turned downward; nothing else was changed."
)
CONFIG: Final = InputConfig()
_PER_DIGIT: Final = 2
# Drawings that no tablet data has: where scaling, division or centring might go wrong.
_CONTRIVED: Final[dict[str, list[list[list[float]]]]] = {
    "nothing": [],
    "a stroke without points": [[]],
    "dot": [[[120.0, 80.0]]],
    "dot, pressed twice": [[[5.5, 5.5], [5.5, 5.5]], [[5.5, 5.5]]],
    "level line": [[[10.0, 40.0], [90.0, 40.0]]],
    "upright line, far away": [[[-4000.0, 9000.0], [-4000.0, 9300.0]]],
    "very small": [[[0.0, 0.0], [1e-9, 2e-9], [3e-9, 1e-9]]],
    "off balance: partly cut off": [
        [[0.0, 0.0], [100.0, 0.0]],
        *([[0.0, float(y)], [8.0, float(y)]] for y in range(0, 100, 4)),
    ],
}
# Where some of the drawings are put on a canvas of side 1: the longest side, and the middle.
_ON_CANVAS: Final = ((0.3, (0.25, 0.7)), (0.7, (0.5, 0.5)), (0.9, (0.6, 0.4)))


def choose_inputs(digits: Sequence[PenDigit]) -> dict[str, Any]:
    """The drawings and images of the fixture, without what should come of them."""
    chosen = [digit for label in range(10) for digit in _by_different_writers(digits, label)]
    drawn = {
        f"{digit.label} by writer {digit.writer}": [stroke.tolist() for stroke in digit.strokes]
        for digit in chosen
    }
    return {
        "strokes": [{"name": name, "strokes": s} for name, s in {**drawn, **_CONTRIVED}.items()],
        "images": [
            {"name": name, "shape": list(image.shape), "pixels": _encode(image)}
            for name, image in _images(chosen).items()
        ],
    }


def with_expected(inputs: dict[str, Any]) -> dict[str, Any]:
    """The whole fixture: each input with the image that Python makes of it."""
    return {
        "attribution": ATTRIBUTION,
        "config": asdict(CONFIG),
        "strokes": [
            {
                "name": case["name"],
                "strokes": case["strokes"],
                "expected": _encode(render(case["strokes"], CONFIG)),
            }
            for case in inputs["strokes"]
        ],
        "images": [
            {
                "name": case["name"],
                "shape": case["shape"],
                "pixels": case["pixels"],
                "expected": _encode(preprocess(decode_pixels(case), CONFIG)),
            }
            for case in inputs["images"]
        ],
        "squashed": [_squashed(case, at) for at, case in enumerate(inputs["strokes"][::4])],
    }


def _squashed(case: dict[str, Any], at: int) -> dict[str, Any]:
    """A drawing somewhere on a canvas of side 1, and what shrinking that canvas gives."""
    points = np.array([point for stroke in case["strokes"] for point in stroke])
    if not len(points):
        return case | {"expected": _encode(squash(case["strokes"], CONFIG, share=1))}
    longest, place = _ON_CANVAS[at % len(_ON_CANVAS)]
    low, high = points.min(axis=0), points.max(axis=0)
    scale = longest / ((high - low).max() or 1)
    # Rounded so that the fixture stays small; then measured again.
    on_canvas = [
        np.round((np.array(stroke) - (low + high) / 2) * scale + place, 4)
        for stroke in case["strokes"]
    ]
    points = np.concatenate(on_canvas)
    low, high = points.min(axis=0), points.max(axis=0)
    across, down = ((low + high) / 2 - 0.5) * CONFIG.size
    share = (high - low).max() + CONFIG.pen_width / CONFIG.size
    image = squash(on_canvas, CONFIG, share=share, offset=(across, down))
    return {
        "name": f"{case['name']}, {longest} of the canvas",
        "strokes": [stroke.tolist() for stroke in on_canvas],
        "expected": _encode(image),
    }


def decode_pixels(case: dict[str, Any]) -> NDArray[np.uint8]:
    """The image uint8 [height, width] that a case of the fixture holds."""
    return np.frombuffer(base64.b64decode(case["pixels"]), np.uint8).reshape(case["shape"])


def decode_expected(case: dict[str, Any]) -> NDArray[np.float32]:
    """What should come of a case: float32 [size, size]."""
    values = np.frombuffer(base64.b64decode(case["expected"]), "<f4")
    return values.reshape(CONFIG.size, CONFIG.size)


def _by_different_writers(digits: Sequence[PenDigit], label: int) -> list[PenDigit]:
    """Digits of one label, one a writer, those with the most strokes first."""
    first: dict[int, PenDigit] = {}
    for digit in digits:
        if digit.label == label:
            first.setdefault(digit.writer, digit)
    return sorted(first.values(), key=lambda digit: -len(digit.strokes))[:_PER_DIGIT]


def _images(digits: Sequence[PenDigit]) -> dict[str, NDArray[np.uint8]]:
    """Drawings as a scan might show them, and shapes whose right result is easy to tell."""
    large = InputConfig(size=70, box=52, pen_width=6.5, centre=(31.0, 36.0))
    small = InputConfig(size=18, box=12, pen_width=1.6, centre=(8.0, 9.0))
    scans = {
        f"{digit.label}, {config.box} pixels": _quantise(render(digit.strokes, config))
        for digit, config in zip(digits[::4], [large, small, large, small, large], strict=True)
    }
    point, bar = np.zeros((9, 13), np.uint8), np.zeros((23, 61), np.uint8)
    point[2, 11] = 200
    bar[5:12, 3:50] = 255
    return {**scans, "one pixel": point, "bar": bar, "blank": np.zeros((4, 6), np.uint8)}


def _quantise(image: NDArray[np.float32]) -> NDArray[np.uint8]:
    quantised: NDArray[np.uint8] = np.round(image * 255).astype(np.uint8)
    return quantised


def _encode(values: NDArray[np.uint8] | NDArray[np.float32]) -> str:
    little_endian = values.astype(values.dtype.newbyteorder("<"))
    return base64.b64encode(little_endian.tobytes()).decode()


def main(argv: Sequence[str] | None = None) -> int:
    """Write the fixture."""
    parser = argparse.ArgumentParser(description="Write the fixture of the preprocessing tests.")
    parser.add_argument("--pendigits", type=Path, help="UNIPEN file to choose the drawings from")
    options = parser.parse_args(argv)
    if options.pendigits is not None:
        inputs = choose_inputs(parse_unipen(options.pendigits.read_text(encoding="ascii")))
    else:
        inputs = json.loads(FIXTURE.read_text(encoding="utf-8"))
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(with_expected(inputs), sort_keys=True, separators=(",", ":"))
    FIXTURE.write_text(text.replace("},{", "},\n{") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

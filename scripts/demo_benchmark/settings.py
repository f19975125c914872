"""The knobs of the benchmark, and what it is hoped to find."""

from __future__ import annotations

from dataclasses import dataclass

from mnist.config import Profile

# The shipped demo comes first: the others are compared with it.
SIDES = ("shipped", "full", "full-cpu", "onnx")


@dataclass(frozen=True)
class Aims:
    """What the demo is to keep to; bytes compressed, and milliseconds.

    Attributes:
        transfer: at most so many bytes of code, runtime and network.
        hoped_transfer: better still.
        first_reading: from the script's start, the median.
        reading: of one image, the 95th percentile.
    """

    transfer: int = 250_000
    hoped_transfer: int = 180_000
    first_reading: float = 150.0
    reading: float = 4.0


@dataclass(frozen=True)
class Settings:
    """How much is measured.

    Attributes:
        rounds: in each, every side starts anew twice: by itself, and on a click.
        readings: of single images a round, by every side.
        warm_up: readings before those.
        scored: so many of the test images are scored with the shipped weights.
        brotli: quality of the compression, 0 to 11.
    """

    rounds: int = 20
    readings: int = 30
    warm_up: int = 10
    scored: int = 10_000
    brotli: int = 11


AIMS = Aims()
FULL = Settings()
SMOKE = Settings(rounds=1, readings=5, warm_up=1, scored=100, brotli=0)


def settings(profile: Profile) -> Settings:
    """Those of a profile."""
    return SMOKE if profile == "smoke" else FULL

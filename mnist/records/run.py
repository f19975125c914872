"""How a result was made, and the parts that all artefacts share."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from mnist.records.strict import STRICT, Finite


@dataclass(frozen=True, config=STRICT)
class Probe:
    """Fingerprint of how an experiment trains.

    Attributes:
        topology: SHA-256 of the network's layers and their settings.
        folds: SHA-256 of the images' assignment to the folds.
        batch: two numbers an image of the first batch as the network takes it: its mean and
            its mean weighted by a ramp over the pixels, which moves when the image does.
        losses: running mean loss after each of the first steps.
    """

    topology: str
    folds: str
    batch: list[float]
    losses: list[float]


@dataclass(frozen=True, config=STRICT)
class Restamp:
    """A new key given to an old result because its probe came out the same."""

    date: str
    previous_key: str


@dataclass(frozen=True, config=STRICT)
class Run:
    """How an artefact was made; `mnist.keys.run_key` of its parts is ``key``.

    Attributes:
        dataset: file name -> SHA-256 of the data set.
        config: the knobs the stage used.
        inputs: file name -> SHA-256 of what earlier stages left.
        source: digest of the stage's source.
        versions: package -> version; not part of the key.
        machine: what it ran on; not part of the key.
        started: UTC, ISO 8601.
        result: SHA-256 of what was measured, see `scripts.seals`; not part of the key.
    """

    stage: str
    key: str
    config: dict[str, Finite]
    dataset: dict[str, str]
    inputs: dict[str, str]
    source: str
    versions: dict[str, str]
    machine: dict[str, str | int | float]
    started: str
    seconds: float
    seed: int | None = None
    probe: Probe | None = None
    restamped: list[Restamp] | None = None
    result: str | None = None


@dataclass(frozen=True, config=STRICT)
class Array:
    """A NumPy array in JSON: base64 of the zlib-compressed bytes in C order."""

    dtype: str
    shape: list[int]
    zlib: str


@dataclass(frozen=True, config=STRICT)
class FileDigest:
    """Size and SHA-256 of a file."""

    bytes: int
    sha256: str

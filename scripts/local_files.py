"""MNIST's files in a folder or a zip archive, the ways people have them.

The best-known copy, Kaggle's hojjatk/mnist-dataset, is a zip that holds each file twice, as
`train-images.idx3-ubyte` and as `train-images-idx3-ubyte/train-images-idx3-ubyte`; others have
`train-images-idx3-ubyte.gz`, and folders around all of it. So a file is looked for by its name, in
either spelling, as it is or as gzip, a few folders deep.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mnist.dataset import FILES, Content, DataFile, unpack
from scripts.containers import open_container


def read_local(path: Path) -> dict[str, Content]:
    """The four files in a folder or zip archive, by published name; not verified yet.

    Raises:
        LocalError: there is no such folder or archive, it cannot be read, or lacks a file.
        DatasetError: a file is not a whole IDX file.
    """
    with open_container(path, _NAMES) as container:
        chosen = {file.name: container.choose(_spellings(file), _expected(file)) for file in FILES}
        return {name: container.read(inner, unpack) for name, inner in chosen.items()}


def _spellings(file: DataFile) -> list[str]:
    """The names a file goes by, the one to prefer first."""
    plain = [file.name, file.name.replace("-idx", ".idx")]
    return plain + [f"{name}.gz" for name in plain]


def _expected(file: DataFile) -> str:
    plain, dotted, *_ = _spellings(file)
    return f"{plain} or {dotted}, plain or .gz"


_NAMES: Final = frozenset(name for file in FILES for name in _spellings(file))

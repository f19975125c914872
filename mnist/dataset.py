"""The four files that make MNIST: names, checksums, and the verified arrays in them.

The files are Yann LeCun's, http://yann.lecun.com/exdb/mnist/, uncompressed. A file is used only
after its SHA-256 was found to be the one given here; what a file is otherwise said to be wrong
with is there to help, and is looked for first because it says more than a checksum does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from mnist import idx

Role = Literal["images", "labels"]

CLASSES: Final = 10
_IMAGE_SHAPE: Final = (28, 28)
_ITEM_SHAPES: Final[Mapping[Role, tuple[int, ...]]] = MappingProxyType(
    {"images": _IMAGE_SHAPE, "labels": ()}
)
_REMEDY: Final = "replace it with the original, or run python -m scripts.fetch_data"


class DatasetError(ValueError):
    """A file is not the MNIST file it should be; the message names it."""


@dataclass(frozen=True)
class DataFile:
    """One of the four files, as published.

    Attributes:
        name: the file's name, without folder.
        role: what is in it.
        shape: of its uint8 array; [n, 28, 28] for images, [n] for labels.
        sha256: of its bytes, as hexadecimal digits.
    """

    name: str
    role: Role
    shape: tuple[int, ...]
    sha256: str

    @property
    def elements(self) -> int:
        """How many numbers of one byte it holds."""
        return prod(self.shape)


TRAIN_IMAGES: Final = DataFile(
    "train-images-idx3-ubyte",
    "images",
    (60_000, *_IMAGE_SHAPE),
    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
)
TRAIN_LABELS: Final = DataFile(
    "train-labels-idx1-ubyte",
    "labels",
    (60_000,),
    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
)
TEST_IMAGES: Final = DataFile(
    "t10k-images-idx3-ubyte",
    "images",
    (10_000, *_IMAGE_SHAPE),
    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
)
TEST_LABELS: Final = DataFile(
    "t10k-labels-idx1-ubyte",
    "labels",
    (10_000,),
    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
)
FILES: Final = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
_MOST_ELEMENTS: Final = max(file.elements for file in FILES)
CHECKSUMS: Final[Mapping[str, str]] = MappingProxyType({file.name: file.sha256 for file in FILES})


@dataclass(frozen=True, eq=False)
class Mnist:
    """The verified data set; its arrays are read-only.

    Attributes:
        train_images: uint8 [60000, 28, 28], 0 for paper to 255 for ink.
        train_labels: uint8 [60000], 0 to 9.
        test_images: uint8 [10000, 28, 28], as train_images.
        test_labels: uint8 [10000], 0 to 9.
        files: file name -> SHA-256 that was found.
    """

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]
    files: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """The uncompressed bytes of one file, and where they were found, as an error should put it."""

    label: str
    data: memoryview


def load(folder: Path) -> Mnist:
    """Read and verify the four files of a folder.

    Raises:
        DatasetError: a file is missing, unreadable or not the published one.
    """
    return verify({file.name: _read(folder / file.name) for file in FILES})


def unpack(source: idx.Source, label: str) -> Content:
    """Take one IDX file, plain or gzip, from bytes or a stream; it is not verified yet.

    Raises:
        DatasetError: it is not one whole IDX file, or larger than any of FILES.
    """
    with _named(label):
        return Content(label, idx.unpack(source, limit=_MOST_ELEMENTS))


def verify(contents: Mapping[str, Content]) -> Mnist:
    """The data set in its four files.

    Args:
        contents: name of a file in FILES -> what was found for it.

    Returns:
        Arrays that are views of the bytes given.

    Raises:
        DatasetError: a file is not the published one.
    """
    arrays = {file.name: _array(contents[file.name]) for file in FILES}
    for images, labels in ((TRAIN_IMAGES, TRAIN_LABELS), (TEST_IMAGES, TEST_LABELS)):
        check(
            arrays[images.name],
            arrays[labels.name],
            images_label=contents[images.name].label,
            labels_label=contents[labels.name].label,
        )
    for file in FILES:
        _verify_checksum(file, contents[file.name])
    return Mnist(
        train_images=arrays[TRAIN_IMAGES.name],
        train_labels=arrays[TRAIN_LABELS.name],
        test_images=arrays[TEST_IMAGES.name],
        test_labels=arrays[TEST_LABELS.name],
        files=CHECKSUMS,
    )


def check(
    images: NDArray[Any],
    labels: NDArray[Any],
    *,
    images_label: str = "images",
    labels_label: str = "labels",
) -> None:
    """Refuse arrays that cannot be digits and their labels.

    Args:
        images: expected to be uint8 [n, 28, 28].
        labels: expected to be uint8 [n], 0 to 9.
        images_label: what an error calls the images.
        labels_label: what an error calls the labels.

    Raises:
        DatasetError: the two are not such arrays, or not of one length.
    """
    _check_role(images, "images", images_label)
    _check_role(labels, "labels", labels_label)
    if len(images) != len(labels):
        raise _error(
            labels_label, f"{len(images)} labels, one an image of {images_label}", str(len(labels))
        )
    outside = np.flatnonzero(labels >= CLASSES)
    if outside.size:
        first = int(outside[0])
        raise _error(
            labels_label,
            f"labels of 0 to {CLASSES - 1}",
            f"{labels[first]} at position {first} and {outside.size} outside in all",
        )


def _array(content: Content) -> NDArray[Any]:
    with _named(content.label):
        return idx.read(content.data)


@contextmanager
def _named(label: str) -> Iterator[None]:
    """Name the file in what `mnist.idx` says of it."""
    try:
        yield
    except idx.IdxError as error:
        raise DatasetError(f"{label}: {error}; {_REMEDY}") from error


def _check_role(array: NDArray[Any], role: Role, label: str) -> None:
    if _suits(array, role):
        return
    expected = ", ".join(["n", *map(str, _ITEM_SHAPES[role])])
    found = f"{array.dtype.name} {list(array.shape)}"
    others = [other for other in _ITEM_SHAPES if _suits(array, other)]
    raise _error(
        label,
        f"{role}, uint8 [{expected}]",
        f"{found}, a file of {others[0]}" if others else found,
    )


def _suits(array: NDArray[Any], role: Role) -> bool:
    return array.dtype == np.uint8 and array.ndim > 0 and array.shape[1:] == _ITEM_SHAPES[role]


def _verify_checksum(file: DataFile, content: Content) -> None:
    found = hashlib.sha256(content.data).hexdigest()
    if found == file.sha256:
        return
    others = [name for name, sha256 in CHECKSUMS.items() if sha256 == found]
    # Fashion-MNIST and its kin come under the same names, in the same shapes.
    guess = f"the file {others[0]}" if others else "a damaged file or another data set"
    raise _error(content.label, f"SHA-256 {file.sha256}", f"{found}, {guess}")


def _read(path: Path) -> Content:
    try:
        with path.open("rb") as stream:
            return unpack(stream, str(path))
    except FileNotFoundError as error:
        raise _error(str(path), "a file", "none") from error
    except OSError as error:
        raise _error(str(path), "a readable file", str(error.strerror)) from error


def _error(label: str, expected: str, found: str) -> DatasetError:
    return DatasetError(f"{label}: expected {expected}; found {found}; {_REMEDY}")

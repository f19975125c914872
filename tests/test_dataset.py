"""Which files are MNIST, and what is said of those that are not."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from mnist import dataset, idx

BYTE = np.zeros(1, np.uint8)
TEST_COUNTS = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.fixture
def folder(mnist_dir, tmp_path):
    """The four files by another name for each, so that one can be replaced."""
    for file in dataset.FILES:
        (tmp_path / file.name).symlink_to(mnist_dir / file.name)
    return tmp_path


def replace(path: Path, content: bytes) -> Path:
    path.unlink()
    path.write_bytes(content)
    return path


def refused(folder: Path) -> str:
    with pytest.raises(dataset.DatasetError) as caught:
        dataset.load(folder)
    return str(caught.value)


def test_the_published_files_are_loaded(mnist_dir):
    mnist = dataset.load(mnist_dir)
    assert mnist.train_images.shape == (60_000, 28, 28)
    assert mnist.test_images.shape == (10_000, 28, 28)
    assert {array.dtype.name for array in (mnist.train_images, mnist.test_labels)} == {"uint8"}
    assert mnist.train_labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert np.bincount(mnist.test_labels).tolist() == TEST_COUNTS
    assert mnist.files == dataset.CHECKSUMS


def test_the_loaded_arrays_cannot_be_changed(mnist_dir):
    with pytest.raises(ValueError, match="read-only"):
        dataset.load(mnist_dir).train_images[0, 0, 0] = 1


@pytest.mark.parametrize("file", dataset.FILES, ids=lambda file: file.name)
def test_a_missing_file_is_named_with_what_to_do(folder, file):
    path = folder / file.name
    path.unlink()
    message = refused(folder)
    assert message.startswith(f"{path}: expected a file; found none; ")
    assert "python -m scripts.fetch_data" in message


def test_a_folder_in_place_of_a_file_is_refused(folder):
    path = folder / dataset.TEST_LABELS.name
    path.unlink()
    path.mkdir()
    assert refused(folder).startswith(f"{path}: expected a readable file; found Is a directory")


def labels_of(folder: Path) -> bytes:
    return (folder / dataset.TEST_LABELS.name).read_bytes()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda labels: b"", "found 0: it is truncated"),
        (lambda labels: b"<!DOCTYPE html>", "found 3c 21 44 4f: it is not an IDX file"),
        (lambda labels: labels[:-1], "found 9999 bytes: it is truncated"),
        (lambda labels: labels + b"\0", "found trailing bytes"),
        (lambda labels: idx.encode(BYTE, shape=(1,) * 255), "expected a shape that NumPy can hold"),
        (lambda labels: labels[:-1] + b"\x0a", "labels of 0 to 9; found 10 at position 9999"),
        (lambda labels: labels[:-1] + b"\x09", "expected SHA-256 ff7bcfd4"),
    ],
)
def test_a_damaged_file_is_refused_for_what_is_wrong_with_it(folder, damage, message):
    path = replace(folder / dataset.TEST_LABELS.name, damage(labels_of(folder)))
    found = refused(folder)
    assert found.startswith(f"{path}: expected ")
    assert message in found
    assert "\n" not in found


def test_a_file_larger_than_any_of_the_four_is_refused_unread(folder):
    path = folder / dataset.TEST_LABELS.name
    path.unlink()
    with path.open("wb") as stream:
        stream.write(bytes.fromhex("00000801 7fffffff"))
        os.truncate(stream.fileno(), 8 + 0x7FFFFFFF)  # a hole: nothing of it is on the disk
    assert "expected at most 47040000 bytes of elements" in refused(folder)


def test_images_where_labels_belong_are_called_that(folder):
    labels = folder / dataset.TRAIN_LABELS.name
    labels.unlink()
    labels.symlink_to(folder / dataset.TRAIN_IMAGES.name)
    assert refused(folder).startswith(
        f"{labels}: expected labels, uint8 [n]; found uint8 [60000, 28, 28], a file of images; "
    )


def test_labels_of_the_other_set_are_counted(folder):
    labels = folder / dataset.TRAIN_LABELS.name
    replace(labels, labels_of(folder))
    images = folder / dataset.TRAIN_IMAGES.name
    expected = f"{labels}: expected 60000 labels, one an image of {images}; found 10000; "
    assert refused(folder).startswith(expected)


def test_a_published_file_under_another_name_is_recognised(folder):
    for kind in ("images-idx3-ubyte", "labels-idx1-ubyte"):
        train, test = folder / f"train-{kind}", folder / f"t10k-{kind}"
        train.rename(folder / "aside")
        test.rename(train)
        (folder / "aside").rename(test)
    assert "the file t10k-images-idx3-ubyte; " in refused(folder)


def test_another_data_set_in_the_same_shapes_is_refused(folder):
    rng = np.random.default_rng(0)
    for file in dataset.FILES:
        array = rng.integers(0, 10, file.shape, dtype=np.uint8)
        replace(folder / file.name, idx.encode(array))
    message = refused(folder)
    assert f"expected SHA-256 {dataset.TRAIN_IMAGES.sha256}" in message
    assert "a damaged file or another data set" in message


IMAGES = np.zeros((3, 28, 28), np.uint8)
LABELS = np.array([0, 9, 5], np.uint8)


def test_digits_and_their_labels_pass():
    dataset.check(IMAGES, LABELS)
    dataset.check(IMAGES[:0], LABELS[:0])


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (IMAGES, LABELS[:2], "labels: expected 3 labels, one an image of images; found 2"),
        (IMAGES[:2], LABELS, "labels: expected 2 labels, one an image of images; found 3"),
        (IMAGES, LABELS + 1, "found 10 at position 1 and 1 outside in all"),
        (IMAGES, IMAGES, r"labels, uint8 \[n\]; found uint8 \[3, 28, 28\], a file of images"),
        (LABELS, LABELS, r"images, uint8 \[n, 28, 28\]; found uint8 \[3\], a file of labels"),
        (IMAGES[:, :27], LABELS, r"images, uint8 \[n, 28, 28\]; found uint8 \[3, 27, 28\]; "),
        (IMAGES.astype(np.float32), LABELS, r"found float32 \[3, 28, 28\]; "),
        (IMAGES, LABELS.astype(np.int32), r"labels, uint8 \[n\]; found int32 \[3\]; "),
        (IMAGES, np.uint8(5), r"labels, uint8 \[n\]; found uint8 \[\]; "),
    ],
)
def test_arrays_that_cannot_be_digits_and_labels_are_refused(images, labels, message):
    with pytest.raises(dataset.DatasetError, match=message):
        dataset.check(images, labels)


def test_the_checksums_are_those_of_the_files(mnist_dir):
    for name, sha256 in dataset.CHECKSUMS.items():
        with (mnist_dir / name).open("rb") as stream:
            assert hashlib.file_digest(stream, "sha256").hexdigest() == sha256

"""Which files are the pen strokes, and what is said of those that are not."""

import hashlib
import os

import numpy as np
import pytest

from mnist import pendigits
from mnist.pendigits import LIMIT, TEST, TRAIN, PendigitsError
from tests.unipen import unipen


def refused(call, folder):
    with pytest.raises(PendigitsError) as caught:
        call(folder)
    message = str(caught.value)
    assert "PENDIGITS_DIR" in message
    assert "python -m scripts.fetch_strokes" in message
    assert "\n" not in message
    return message


def test_the_published_file_is_loaded(pendigits_file):
    digits = pendigits.load(pendigits_file.parent)
    labels = np.bincount([digit.label for digit in digits])
    assert labels.tolist() == [780, 779, 780, 719, 780, 720, 720, 778, 719, 719]
    assert {digit.writer for digit in digits} == set(range(1, 31))


def test_one_changed_point_of_the_published_file_is_noticed(pendigits_file, tmp_path):
    content = pendigits_file.read_bytes().replace(b" 267  333\n", b" 267  334\n", 1)
    (tmp_path / TRAIN.name).write_bytes(content)
    message = refused(pendigits.load, tmp_path)
    assert (
        f"expected SHA-256 {TRAIN.sha256}; found {hashlib.sha256(content).hexdigest()}" in message
    )


def test_the_checksum_is_that_of_the_published_file(pendigits_file):
    found = hashlib.sha256(pendigits_file.read_bytes()).hexdigest()
    assert {TRAIN.name: found} == pendigits.CHECKSUMS


def test_as_many_digits_by_others_are_refused(tmp_path):
    (tmp_path / TRAIN.name).write_bytes(unipen(TRAIN.digits))
    message = refused(pendigits.load, tmp_path)
    assert message.startswith(f"{tmp_path / TRAIN.name}: expected SHA-256 {TRAIN.sha256}; found ")


def test_the_test_file_comes_with_its_checksum(tmp_path):
    content = unipen(TEST.digits)
    (tmp_path / TEST.name).write_bytes(content)
    found = pendigits.load_test(tmp_path)
    assert found is not None
    digits, sha256 = found
    assert (len(digits), sha256) == (TEST.digits, hashlib.sha256(content).hexdigest())
    assert [digit.label for digit in digits[:11]] == [*range(10), 0]


def test_the_test_file_may_be_missing(tmp_path):
    assert pendigits.load_test(tmp_path) is None
    assert pendigits.load_test(tmp_path / "nowhere") is None


def test_the_training_file_may_not_be_missing(tmp_path):
    message = refused(pendigits.load, tmp_path)
    assert message.startswith(f"{tmp_path / TRAIN.name}: expected a file; found none; ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "expected a line '.SEGMENT DIGIT ...', found none"),
        (b"<!DOCTYPE html>", "expected a line '.SEGMENT DIGIT ...', found none"),
        (b"\x1f\x9d\x90", "expected plain text; found byte 9d at position 1"),
        (unipen(20), "expected 3498 digits; found 20"),
        (unipen(TRAIN.digits), "expected 3498 digits; found 7494"),
        (unipen(2)[:-17], "expected .PEN_UP, found the end of the digit"),
        (unipen(1).replace(b"DIGIT 0", b"DIGIT " + b"9" * 5000), "Exceeds the limit"),
    ],
    ids=["empty", "web-page", "compressed", "fewer", "other-file", "truncated", "endless-number"],
)
def test_what_cannot_be_the_test_file_is_refused(tmp_path, content, message):
    path = tmp_path / TEST.name
    path.write_bytes(content)
    found = refused(pendigits.load_test, tmp_path)
    assert found.startswith(f"{path}: ")
    assert message in found


def test_a_file_that_is_too_long_is_refused_unparsed(tmp_path):
    path = tmp_path / TRAIN.name
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 1 << 40)  # a hole: nothing of it is on the disk
    assert f"{path}: expected at most {LIMIT} bytes; found more" in refused(
        pendigits.load, tmp_path
    )


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    (tmp_path / TRAIN.name).mkdir()
    assert "expected a readable file; found Is a directory" in refused(pendigits.load, tmp_path)

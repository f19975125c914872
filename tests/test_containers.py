"""What is found in folders and archives; MNIST's own are in test_local_files."""

import io
import zipfile

import pytest

from scripts.containers import LocalError, MissingError, open_archive, open_container
from tests.copies import write_folder, write_zip

NAMES = ["digits", "digits.Z"]


def take(stream, label):
    return label, stream.read()


def read(container):
    return container.read(container.choose(NAMES, "digits or digits.Z"), take)


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_the_least_deep_file_is_taken_then_the_name_to_prefer(write, tmp_path):
    path = tmp_path / "copy"
    write(path, {"a/digits": b"1", "digits.Z": b"2", "b/digits.Z": b"3"})
    with open_container(path, NAMES) as container:
        assert read(container) == (f"{path}/digits.Z", b"2")
    write(path, {"digits.Z": b"2", "digits": b"4"})
    with open_container(path, NAMES) as container:
        assert read(container) == (f"{path}/digits", b"4")


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_what_is_missing_is_told_apart_from_what_cannot_be_read(write, tmp_path):
    path = tmp_path / "copy"
    write(path, {"other": b""})
    with open_container(path, NAMES) as container, pytest.raises(MissingError) as caught:
        read(container)
    assert str(caught.value) == (
        f"{path}: expected digits or digits.Z; found no such file; add it, or download it again"
    )


def test_an_archive_in_memory_is_read_under_its_label():
    with open_archive(io.BytesIO(zipped({"a/digits": b"1"})), "https://a/b.zip", NAMES) as found:
        assert read(found) == ("https://a/b.zip/a/digits", b"1")


def refused(content):
    with (
        pytest.raises(LocalError) as caught,
        open_archive(io.BytesIO(content), "copy", NAMES) as found,
    ):
        read(found)
    return str(caught.value)


def test_a_name_that_is_not_the_utf8_it_says_is_refused():
    content = zipped({"é": b"", "digits": b"1"})
    assert refused(content.replace("é".encode(), b"\xff\xff")).startswith(
        "copy: expected a folder or zip archive; found a file that is not a whole zip ("
    )


def test_a_name_that_is_such_in_the_directory_alone_is_refused():
    content = zipped({"é/digits": b"1"})
    assert refused(content.replace("é".encode(), b"\xff\xff", 1)).startswith(
        "copy/é/digits: expected a whole file; found one that cannot be unpacked ("
    )


# The last 22 bytes say among other things how long the directory is and where it begins.


def test_a_directory_that_would_begin_before_the_archive_is_refused():
    content = bytearray(zipped({"digits": b"1"}))
    content[-10:-6] = len(content).to_bytes(4, "little")
    assert "not a whole zip" in refused(bytes(content))


def test_a_member_that_would_begin_before_the_archive_is_refused():
    content = bytearray(zipped({"digits": b"1"}))
    content[-6:-2] = len(content).to_bytes(4, "little")
    assert refused(bytes(content)).startswith(
        "copy/digits: expected a whole file; found one that cannot be unpacked ("
    )

"""Files are put into a folder whole or not at all."""

import os
import shutil
import subprocess

import pytest

from scripts import placement
from scripts.placement import PlacementError, place
from tests.copies import without_rights

CONTENTS = {"one": memoryview(b"first" * 1000), "two": memoryview(b"second" * 1000)}


def written(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_into_a_new_folder(tmp_path):
    folder = tmp_path / "data" / "new"
    assert place(CONTENTS, folder) == ["one", "two"]
    assert written(folder) == CONTENTS


def test_what_is_right_is_left_alone_and_what_is_wrong_replaced(tmp_path):
    place(CONTENTS, tmp_path)
    before = (tmp_path / "one").stat()
    (tmp_path / "two").write_bytes(b"second" * 999 + b"secund")
    (tmp_path / "other").write_bytes(b"of someone else")
    assert place(CONTENTS, tmp_path) == ["two"]
    after = (tmp_path / "one").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert written(tmp_path) == CONTENTS | {"other": b"of someone else"}


def test_a_folder_that_is_right_is_not_written_to():
    with without_rights() as folder:
        place(CONTENTS, folder)
        folder.chmod(0o555)
        assert place(CONTENTS, folder) == []


def test_an_unfinished_file_of_an_earlier_try_is_not_taken(tmp_path):
    (tmp_path / "one").write_bytes(bytes(CONTENTS["one"][:-1]))
    place(CONTENTS, tmp_path)
    assert written(tmp_path) == CONTENTS


def test_a_read_only_folder_is_named_and_left_as_it_was():
    with without_rights() as folder:
        place({"one": CONTENTS["one"]}, folder)
        folder.chmod(0o555)
        with pytest.raises(
            PlacementError, match=rf"^{folder}: .*found Permission denied; .*--into"
        ):
            place(CONTENTS, folder)
        assert list(written(folder)) == ["one"]


def test_a_folder_that_cannot_be_made_is_named():
    with without_rights() as folder:
        folder.chmod(0o555)
        with pytest.raises(PlacementError, match="found Permission denied"):
            place(CONTENTS, folder / "new")


def test_a_folder_that_cannot_be_looked_into_is_named():
    with without_rights() as folder:
        folder.chmod(0)
        with pytest.raises(PlacementError, match="found Permission denied"):
            place(CONTENTS, folder / "new")


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(PlacementError, match=rf"^{tmp_path}/data: .*found File exists; "):
        place(CONTENTS, tmp_path / "data")


def test_a_folder_in_place_of_a_file_is_named_before_anything_is_written(tmp_path):
    (tmp_path / "two").mkdir()
    with pytest.raises(PlacementError, match=rf"a folder in the way of the file, {tmp_path}/two; "):
        place(CONTENTS, tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "two"]


def test_nothing_is_left_of_an_interrupted_try(tmp_path, monkeypatch):
    def interrupt(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(placement.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        place(CONTENTS, tmp_path / "data" / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    mount, disk = shutil.which("mount"), tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small disk; the limit on file size is tested anyway")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting is not allowed here; the limit on file size is tested anyway")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_reported_and_nothing_left_on_it(small_disk):
    contents = CONTENTS | {"large": memoryview(bytes(2 << 20))}
    with pytest.raises(PlacementError, match="write 2 MB here; found No space left on device; "):
        place(contents, small_disk / "data" / "new")
    assert list(small_disk.iterdir()) == []
    assert place(CONTENTS, small_disk) == ["one", "two"]

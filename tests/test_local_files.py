"""MNIST found in folders and archives as people have them; damaged ones refused."""

import os
import shutil
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from mnist.dataset import CHECKSUMS, DatasetError, verify
from scripts.containers import LocalError
from scripts.local_files import read_local
from tests.copies import NAMES, dotted, gzipped, without_rights, write_folder, write_zip

TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES
MEGABYTE = 1 << 20


@pytest.fixture
def tmp_path(tmp_path):
    """Not kept as pytest would: a copy of MNIST has 55 MB, and there is one a test."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.fixture
def plain(mnist_dir):
    return {name: (mnist_dir / name).read_bytes() for name in NAMES}


@pytest.fixture
def packed(mnist_dir):
    return {name: gzipped(mnist_dir / name) for name in NAMES}


def as_published(plain, packed):
    return plain


def dots(plain, packed):
    return {dotted(name): content for name, content in plain.items()}


def gzips(plain, packed):
    return {f"{name}.gz": content for name, content in packed.items()}


def dots_gzips(plain, packed):
    return {f"{dotted(name)}.gz": content for name, content in packed.items()}


def nested(plain, packed):
    return {f"{name}/{name}": content for name, content in plain.items()}


def nested_dots(plain, packed):
    return {f"{dotted(name)}/{dotted(name)}": content for name, content in plain.items()}


def kaggle(plain, packed):
    return nested(plain, packed) | dots(plain, packed)


def kaggle_in_folders(plain, packed):
    return {f"archive/mnist/{name}": body for name, body in nested(plain, packed).items()}


def mixed(plain, packed):
    return {
        f"{TRAIN_IMAGES}/{TRAIN_IMAGES}.gz": packed[TRAIN_IMAGES],
        dotted(TRAIN_LABELS): plain[TRAIN_LABELS],
        f"raw/{dotted(TEST_IMAGES)}.gz": packed[TEST_IMAGES],
        TEST_LABELS: plain[TEST_LABELS],
        "notes.txt": b"not looked at",
    }


def misnamed(plain, packed):
    """Some browsers unpack what they download and leave its name."""
    return {f"{name}.gz": content for name, content in plain.items()}


LAYOUTS = [
    as_published,
    dots,
    gzips,
    dots_gzips,
    nested,
    nested_dots,
    kaggle,
    kaggle_in_folders,
    mixed,
    misnamed,
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_is_read_in_any_layout(layout, plain, packed, tmp_path):
    contents = read_local(write_folder(tmp_path, layout(plain, packed)))
    assert verify(contents).files == CHECKSUMS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_zip_is_read_in_any_layout(layout, plain, packed, tmp_path):
    contents = read_local(write_zip(tmp_path / "archive.zip", layout(plain, packed)))
    assert verify(contents).files == CHECKSUMS


def test_a_compressed_zip_is_read_whatever_its_name(plain, tmp_path):
    path = write_zip(tmp_path / "no-suffix", plain, zipfile.ZIP_DEFLATED)
    assert verify(read_local(path)).files == CHECKSUMS


def test_a_zip_with_backslashes_is_read(plain, tmp_path):
    files = {f"mnist\\{name}": content for name, content in plain.items()}
    assert verify(read_local(write_zip(tmp_path / "a.zip", files))).files == CHECKSUMS


def test_links_are_followed_but_not_in_circles(mnist_dir, tmp_path):
    (tmp_path / "there").symlink_to(mnist_dir)
    (tmp_path / "here").symlink_to(tmp_path)
    assert verify(read_local(tmp_path)).files == CHECKSUMS


def test_of_several_copies_the_least_deep_is_taken(plain, tmp_path):
    other = {f"inner/{name}": content[:-1] for name, content in plain.items()}
    contents = read_local(write_folder(tmp_path, plain | other))
    assert [content.label for content in contents.values()] == [str(tmp_path / n) for n in NAMES]


def refused(path: Path) -> str:
    with pytest.raises((LocalError, DatasetError)) as caught:
        read_local(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_path_to_nothing_is_refused(tmp_path):
    path = tmp_path / "nothing"
    assert refused(path) == (
        f"{path}: expected a folder or zip archive; found nothing; check the path"
    )


@pytest.mark.parametrize("content", [b"", b"not a zip", bytes(1000)])
def test_a_file_that_is_no_archive_is_refused(content, tmp_path):
    path = tmp_path / "archive.zip"
    path.write_bytes(content)
    expected = f"{path}: expected a folder or zip archive; found a file that is not a whole zip"
    assert refused(path).startswith(expected)


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_named_in_both_spellings(write, name, tmp_path):
    files = {other: b"" for other in NAMES if other != name} | {"aside.txt": b""}
    path = tmp_path / "copy"
    write(path, files)
    assert refused(path).startswith(
        f"{path}: expected {name} or {dotted(name)}, plain or .gz; found no such file; "
    )


def test_a_truncated_zip_is_refused(plain, tmp_path):
    path = write_zip(tmp_path / "archive.zip", plain)
    os.truncate(path, path.stat().st_size - 100)
    assert "not a whole zip" in refused(path)


def damaged_zip(path: Path, files, old: bytes, new: bytes) -> Path:
    """An archive in which the first appearance of some bytes of a member was overwritten."""
    write_zip(path, files)
    content = path.read_bytes()
    assert len(old) == len(new)
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    return path


def test_a_damaged_member_is_refused(plain, tmp_path):
    labels = plain[TEST_LABELS]
    files = {name: labels for name in NAMES}
    path = damaged_zip(tmp_path / "a.zip", files, labels[-64:], bytes(64))
    message = refused(path)
    assert message.startswith(f"{path}/{TRAIN_IMAGES}: expected a whole file; found one that ")
    assert "CRC" in message


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_whose_compression_is_damaged_is_refused(compression, plain, tmp_path):
    path = write_zip(tmp_path / "a.zip", {name: plain[TEST_LABELS] for name in NAMES}, compression)
    with zipfile.ZipFile(path) as archive:
        size = archive.infolist()[0].compress_size
    content = bytearray(path.read_bytes())
    start = 30 + len(TRAIN_IMAGES)  # of the first member's data, after its local header
    content[start + 16 : start + size] = b"\xff" * (size - 16)
    path.write_bytes(content)
    assert refused(path).startswith(f"{path}/{TRAIN_IMAGES}: expected ")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [(6, 1, "encrypted"), (8, 99, "compression")],
)
def test_a_member_that_cannot_be_unpacked_is_refused(field, value, message, plain, tmp_path):
    """Flags and compression stand at these places of a header, in the directory two later."""
    path = write_zip(tmp_path / "a.zip", {name: plain[TEST_LABELS] for name in NAMES})
    content = bytearray(path.read_bytes())
    for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        content[content.index(signature) + field + shift] = value
    path.write_bytes(content)
    assert message in refused(path)


def test_a_corrupt_gzip_is_refused(packed, tmp_path):
    files = gzips(None, packed) | {f"{TRAIN_LABELS}.gz": packed[TRAIN_LABELS][:-20]}
    path = write_folder(tmp_path, files)
    expected = f"{path}/{TRAIN_LABELS}.gz: expected a whole gzip file; found a corrupt one"
    assert refused(path).startswith(expected)


@pytest.mark.parametrize("layers", ["zip", "gzip in zip"])
def test_a_bomb_is_not_unpacked(layers, tmp_path):
    """A member that would be 64 MB, of which the header promises ten thousand bytes."""
    name = f"{TRAIN_IMAGES}.gz" if layers == "gzip in zip" else TRAIN_IMAGES
    bomb = tmp_path / "bomb"
    with bomb.open("wb") as stream:
        stream.write(bytes.fromhex("00000801 00002710"))
        os.truncate(stream.fileno(), 64 * MEGABYTE)
    content = gzipped(bomb) if layers == "gzip in zip" else bomb.read_bytes()
    files = {other: b"" for other in NAMES[1:]} | {name: content}
    path = write_zip(tmp_path / "a.zip", files, zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    try:
        assert "found trailing bytes" in refused(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_names_that_lead_out_of_an_archive_write_nothing(plain, tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    files = {f"../{name}": content for name, content in plain.items()}
    path = write_zip(inside / "a.zip", files | {"/tmp-of-nobody": b""})
    assert verify(read_local(path)).files == CHECKSUMS
    assert sorted(tmp_path.rglob("*")) == [inside, path]


def test_a_pipe_is_not_waited_for(tmp_path):
    for name in NAMES:
        os.mkfifo(tmp_path / name)
    assert "found no such file" in refused(tmp_path)


def test_a_folder_deeper_than_looked_for_is_not_entered(tmp_path):
    write_folder(tmp_path, {f"a/b/c/d/{name}": b"" for name in NAMES})
    assert "found no such file" in refused(tmp_path)


@pytest.mark.parametrize("inner", [".", "within"])
def test_an_unreadable_folder_is_named(inner):
    with without_rights() as folder:
        path = folder / "data"
        write_folder(path / inner, {name: b"" for name in NAMES})
        (path / inner).chmod(0)
        assert refused(path).startswith(
            f"{path / inner}: expected to read it; found Permission denied; "
        )
        (path / inner).chmod(0o755)


def test_an_unreadable_file_is_named():
    with without_rights() as folder:
        write_folder(folder, {name: b"" for name in NAMES})
        (folder / TRAIN_IMAGES).chmod(0)
        expected = f"{folder / TRAIN_IMAGES}: expected to read it; found Permission denied; "
        assert refused(folder).startswith(expected)


def test_an_unreadable_archive_is_named():
    with without_rights() as folder:
        path = write_zip(folder / "a.zip", {})
        path.chmod(0)
        assert refused(path).startswith(f"{path}: expected to read it; found Permission denied; ")

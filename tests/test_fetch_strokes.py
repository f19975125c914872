"""The command: which strokes it takes, what it says, and that bad input writes nothing."""

import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from mnist import pendigits
from mnist.pendigits import StrokeFile
from scripts.download import Patience
from scripts.fetch_strokes import ARCHIVE, main
from scripts.sources import SourceError
from scripts.stroke_sources import StrokeArchive
from tests.copies import without_rights, write_folder, write_zip
from tests.loopback import cut, endless, loopback, redirect, rest, status, whole
from tests.packing import bomb, compressed
from tests.unipen import unipen

ROOT = Path(__file__).resolve().parent.parent
TRAIN, TEST = "pendigits-orig.tra", "pendigits-orig.tes"
DIGITS = unipen(60)
OTHERS = unipen(30)
MEGABYTE = 1 << 20


@pytest.fixture(autouse=True)
def published(monkeypatch):
    """Small files stand for the published ones, which not every machine has."""
    train = StrokeFile(TRAIN, 60, sha256(DIGITS).hexdigest())
    monkeypatch.setattr(pendigits, "TRAIN", train)
    monkeypatch.setattr(pendigits, "TEST", StrokeFile(TEST, 30, None))


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """No PENDIGITS_DIR, and no proxy to this machine."""
    monkeypatch.delenv("PENDIGITS_DIR", raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def into(tmp_path):
    return tmp_path / "data" / "pendigits"


class Nothing:
    """An archive that is not there."""

    name = "https://archive"

    def read(self, say):
        raise SourceError("https://archive: expected the file; found status 404; try another")


NOWHERE = Nothing()


@pytest.fixture
def fetch(into):
    def run(*options, archive=NOWHERE):
        return main(["--into", str(into), *map(str, options)], archive=archive)

    return run


@pytest.fixture
def server():
    with loopback() as served:
        yield served


@pytest.fixture
def archive(server):
    return StrokeArchive(f"{server.url}/81/pen+based.zip", Patience(attempts=2, pause=0.0))


def zipped(path, files):
    return write_zip(path, files, zipfile.ZIP_DEFLATED).read_bytes()


@pytest.fixture
def packed(tmp_path):
    """The archive as it is published: the strokes packed, and other files beside them."""
    files = {
        "pendigits-orig.names": b"1. Title of Database",
        "pendigits-orig.tes.Z": compressed(OTHERS),
        "pendigits-orig.tra.Z": compressed(DIGITS),
        "pendigits.tra": b" 47,100, 27, 81, 57, 37, 26,  0,  0, 23, 56, 53,100, 90, 40, 98, 8\n",
    }
    return zipped(tmp_path / "published.zip", files)


def assert_holds(folder, files):
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


# Which strokes are taken


LAYOUTS = {
    "plain": {TRAIN: DIGITS, TEST: OTHERS},
    "packed": {f"{TRAIN}.Z": compressed(DIGITS), f"{TEST}.Z": compressed(OTHERS)},
    "mixed": {TRAIN: DIGITS, f"{TEST}.Z": compressed(OTHERS)},
    "in a folder": {f"pen/{TRAIN}.Z": compressed(DIGITS), f"pen/{TEST}": OTHERS},
    "both": {TRAIN: DIGITS, f"{TRAIN}.Z": b"not looked at", TEST: OTHERS},
    "unpacked under its old name": {f"{TRAIN}.Z": DIGITS, f"{TEST}.Z": OTHERS},
}


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_given_place_is_read_in_any_layout(layout, write, fetch, into, tmp_path, capsys):
    path = write(tmp_path / "given", LAYOUTS[layout])
    assert fetch("--pendigits-dir", path) == 0
    assert_holds(into, {TRAIN: DIGITS, TEST: OTHERS})
    told = capsys.readouterr()
    assert told.out == (
        f"pen strokes: took {path} (as given); verified {TRAIN}, {TEST}, wrote 2 to {into}\n"
    )
    assert told.err == ""


def test_the_environment_gives_a_place_too(fetch, into, tmp_path, monkeypatch, capsys):
    path = write_folder(tmp_path / "given", {TRAIN: DIGITS})
    monkeypatch.setenv("PENDIGITS_DIR", str(path))
    assert fetch() == 0
    assert_holds(into, {TRAIN: DIGITS})
    assert f"took {path} (as given)" in capsys.readouterr().out


def test_the_option_comes_before_the_environment(fetch, into, tmp_path, monkeypatch):
    monkeypatch.setenv("PENDIGITS_DIR", "/nonexistent")
    assert fetch("--pendigits-dir", write_folder(tmp_path / "given", {TRAIN: DIGITS})) == 0
    assert_holds(into, {TRAIN: DIGITS})


def test_the_published_archive_is_taken(fetch, into, server, archive, packed, capsys):
    server.replies["/81/pen+based.zip"] = whole(packed)
    assert fetch(archive=archive) == 0
    assert_holds(into, {TRAIN: DIGITS, TEST: OTHERS})
    said = capsys.readouterr().out
    assert said == (
        f"pen strokes: took {archive.url}; verified {TRAIN}, {TEST}, wrote 2 to {into}\n"
    )


def test_a_cut_download_is_resumed(fetch, into, server, archive, packed):
    server.replies["/81/pen+based.zip"] = [cut(packed, 1000), rest(packed)]
    assert fetch(archive=archive) == 0
    assert_holds(into, {TRAIN: DIGITS, TEST: OTHERS})
    assert server.requests == [("/81/pen+based.zip", None), ("/81/pen+based.zip", "bytes=1000-")]


def test_an_empty_environment_gives_nothing(fetch, server, archive, packed, monkeypatch, capsys):
    monkeypatch.setenv("PENDIGITS_DIR", "")
    server.replies["/81/pen+based.zip"] = whole(packed)
    assert fetch(archive=archive) == 0
    assert f"took {archive.url}" in capsys.readouterr().out


def test_the_public_archive_is_asked_over_https():
    assert ARCHIVE.url.startswith("https://")


def test_an_earlier_run_is_taken_and_not_written_again(fetch, into, tmp_path, capsys):
    fetch("--pendigits-dir", write_folder(tmp_path / "given", {TRAIN: DIGITS}))
    before = (into / TRAIN).stat()
    capsys.readouterr()
    assert fetch() == 0
    told = capsys.readouterr()
    assert told.out == (
        f"pen strokes: took {into} (from an earlier run); verified {TRAIN}, wrote 0 to {into}\n"
    )
    assert told.err == ""
    after = (into / TRAIN).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_earlier_run_that_was_damaged_is_told_and_repaired(
    fetch, into, server, archive, packed, capsys
):
    write_folder(into, {TRAIN: DIGITS[:-17]})
    server.replies["/81/pen+based.zip"] = whole(packed)
    assert fetch(archive=archive) == 0
    assert_holds(into, {TRAIN: DIGITS, TEST: OTHERS})
    told = capsys.readouterr()
    assert f"{into / TRAIN}: line " in told.err
    assert f"took {archive.url}; verified {TRAIN}, {TEST}, wrote 2 to" in told.out


def test_an_earlier_run_that_cannot_be_repaired_is_an_error(fetch, into, capsys):
    write_folder(into, {TRAIN: unipen(59)})
    assert fetch() == 2
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith("https://archive: ")
    assert last.startswith(
        f"error: {into / TRAIN}: expected 60 digits; found 59; set PENDIGITS_DIR"
    )
    assert_holds(into, {TRAIN: unipen(59)})


# The test file is optional


BAD_OTHERS = {
    "fewer": ({TEST: DIGITS}, f"/{TEST}: expected 30 digits; found 60; "),
    "empty": ({TEST: b""}, f"/{TEST}: expected a line '.SEGMENT DIGIT ...', found none"),
    "cut": ({f"{TEST}.Z": compressed(OTHERS)[:-500]}, f"/{TEST}.Z: "),
    "corrupt": ({f"{TEST}.Z": b"\x1f\x9d\x90\xff\xff"}, "/pendigits-orig.tes.Z: expected one of 0"),
}


@pytest.mark.parametrize("kind", BAD_OTHERS)
def test_a_test_file_that_is_of_no_use_is_told_and_left_out(kind, fetch, into, tmp_path, capsys):
    files, message = BAD_OTHERS[kind]
    path = write_folder(tmp_path / "given", {TRAIN: DIGITS} | files)
    assert fetch("--pendigits-dir", path) == 0
    assert_holds(into, {TRAIN: DIGITS})
    told = capsys.readouterr()
    [line] = told.err.splitlines()
    assert line.startswith(f"left out: {path}{message}")
    assert f"verified {TRAIN}, wrote 1" in told.out


# No strokes anywhere: one line, exit code 0, nothing written


BAD_REPLIES = {
    "missing": (lambda body: status(404), "status 404"),
    "out of order": (lambda body: status(503), "status 503"),
    "short": (lambda body: cut(body, 1000), "1000 of "),
    "a web page": (lambda body: whole(b"<html>Log in</html>"), "not a whole zip"),
    "truncated": (lambda body: whole(body[:-100]), "not a whole zip"),
    "endless": (lambda body: endless(), "or more"),
    "moved": (lambda body: redirect("http://localhost/x.zip"), "not followed"),
}


@pytest.mark.parametrize("kind", BAD_REPLIES)
def test_without_strokes_the_build_goes_on(kind, fetch, into, server, archive, packed, capsys):
    reply, reason = BAD_REPLIES[kind]
    server.replies["/81/pen+based.zip"] = reply(packed)
    assert fetch(archive=archive) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"pen strokes: found nowhere ({archive.url}: expected ")
    assert reason in line
    assert "kept as committed; to measure it, set PENDIGITS_DIR to a folder or zip" in line
    assert not into.parent.exists()


def test_an_archive_without_the_strokes_is_told(fetch, into, server, archive, tmp_path, capsys):
    server.replies["/81/pen+based.zip"] = whole(zipped(tmp_path / "a.zip", {"pendigits.tra": b""}))
    assert fetch(archive=archive) == 0
    expected = f"expected {TRAIN} or {TRAIN}.Z; found no such file"
    assert f"found nowhere ({archive.url}: {expected}" in capsys.readouterr().out
    assert not into.parent.exists()


def test_an_archive_with_other_strokes_is_told(fetch, into, server, archive, tmp_path, capsys):
    files = {f"{TRAIN}.Z": compressed(DIGITS.replace(b" 120  200", b" 121  200", 1))}
    server.replies["/81/pen+based.zip"] = whole(zipped(tmp_path / "a.zip", files))
    assert fetch(archive=archive) == 0
    expected = f"expected SHA-256 {pendigits.TRAIN.sha256}; found "
    assert f"found nowhere ({archive.url}/{TRAIN}.Z: {expected}" in capsys.readouterr().out
    assert not into.parent.exists()


def test_nobody_listening_is_told_once(fetch, server, capsys):
    gone = StrokeArchive("http://127.0.0.1:9/a.zip", Patience(attempts=2, pause=0.0))
    assert fetch(archive=gone) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.count("\n") == 1
    assert "a broken connection" in told.out


def test_an_interrupted_download_leaves_nothing(fetch, into, capsys):
    class Interrupted(Nothing):
        def read(self, say):
            raise KeyboardInterrupt

    assert fetch(archive=Interrupted()) == 130
    assert capsys.readouterr().err == "error: interrupted\n"
    assert not into.parent.exists()


# A place that was named and is bad: one line, exit code 2, nothing written, no other one asked


class Forbidden(Nothing):
    def read(self, say):
        pytest.fail("the archive was asked although a place was named")


BAD_INPUT = {
    "empty": ({}, f": expected {TRAIN} or {TRAIN}.Z; found no such file; "),
    "test file alone": ({TEST: OTHERS}, f": expected {TRAIN} or {TRAIN}.Z; found no such file; "),
    "other digits": ({TRAIN: unipen(61)}, f"/{TRAIN}: expected 60 digits; found 61; "),
    "checksum": ({TRAIN: DIGITS + b"\n"}, f"/{TRAIN}: expected SHA-256 "),
    "binary": ({TRAIN: b"\xff" + DIGITS}, f"/{TRAIN}: expected plain text; found byte ff at "),
    "truncated": ({TRAIN: DIGITS[:-17]}, f"/{TRAIN}: line "),
    "packed, cut": ({f"{TRAIN}.Z": compressed(DIGITS)[:-300]}, f"/{TRAIN}.Z: "),
    "packed, corrupt": ({f"{TRAIN}.Z": b"\x1f\x9d\x90\xff\xff"}, f"/{TRAIN}.Z: expected one of 0"),
    "packed bomb": ({f"{TRAIN}.Z": bomb()}, f"/{TRAIN}.Z: expected at most 4000000 bytes; found "),
    "too long": ({TRAIN: bytes(5 * MEGABYTE)}, f"/{TRAIN}: expected at most 4000000 bytes; found "),
}


def refused(told, path):
    assert told.out == ""
    [line] = told.err.splitlines()
    assert line.startswith(f"error: {path}")
    return line.removeprefix(f"error: {path}")


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_is_refused(kind, write, fetch, into, tmp_path, capsys):
    files, message = BAD_INPUT[kind]
    path = write(tmp_path / "bad", files)
    assert fetch("--pendigits-dir", path, archive=Forbidden()) == 2
    assert refused(capsys.readouterr(), path).startswith(message)
    assert not into.parent.exists()


def test_a_path_to_nothing_is_refused(fetch, into, tmp_path, capsys):
    assert fetch("--pendigits-dir", tmp_path / "nothing", archive=Forbidden()) == 2
    line = refused(capsys.readouterr(), tmp_path / "nothing")
    assert line == ": expected a folder or zip archive; found nothing; check the path"
    assert not into.parent.exists()


def test_a_truncated_zip_is_refused(fetch, into, packed, tmp_path, capsys):
    path = tmp_path / "bad.zip"
    path.write_bytes(packed[:-50])
    assert fetch("--pendigits-dir", path, archive=Forbidden()) == 2
    assert "not a whole zip" in refused(capsys.readouterr(), path)
    assert not into.parent.exists()


def test_an_encrypted_zip_is_refused(fetch, into, tmp_path, capsys):
    path = write_zip(tmp_path / "bad.zip", {TRAIN: DIGITS})
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] = 1  # the flag for a password
    path.write_bytes(content)
    assert fetch("--pendigits-dir", path, archive=Forbidden()) == 2
    line = refused(capsys.readouterr(), path)
    assert line.startswith(f"/{TRAIN}: expected a whole file; found one that cannot be unpacked (")
    assert "encrypted" in line
    assert not into.parent.exists()


def test_a_zip_bomb_is_refused(fetch, into, tmp_path, capsys):
    path = write_zip(tmp_path / "bomb.zip", {TRAIN: bytes(64 * MEGABYTE)}, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < MEGABYTE
    assert fetch("--pendigits-dir", path, archive=Forbidden()) == 2
    assert "expected at most 4000000 bytes; found more" in refused(capsys.readouterr(), path)
    assert not into.parent.exists()


def test_names_that_lead_out_of_a_zip_write_nothing(fetch, into, tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = write_zip(inside / "a.zip", {f"../{TRAIN}": DIGITS, f"../../{TEST}": OTHERS})
    assert fetch("--pendigits-dir", path) == 0
    assert_holds(into, {TRAIN: DIGITS, TEST: OTHERS})
    assert {item for item in tmp_path.rglob("*") if item.is_file()} == {
        path,
        into / TRAIN,
        into / TEST,
    }


def test_bad_input_leaves_an_earlier_run_alone(fetch, into, tmp_path):
    fetch("--pendigits-dir", write_folder(tmp_path / "given", {TRAIN: DIGITS}))
    assert fetch("--pendigits-dir", tmp_path / "nothing") == 2
    assert_holds(into, {TRAIN: DIGITS})


def test_an_empty_path_is_not_taken_for_none(fetch, capsys):
    with pytest.raises(SystemExit) as caught:
        fetch("--pendigits-dir", "")
    assert caught.value.code == 2
    assert "found an empty path" in capsys.readouterr().err


def test_a_file_that_may_not_be_read_is_refused(fetch, into, capsys):
    with without_rights() as folder:
        write_folder(folder, {TRAIN: DIGITS})
        (folder / TRAIN).chmod(0)
        assert fetch("--pendigits-dir", folder, archive=Forbidden()) == 2
        line = refused(capsys.readouterr(), folder)
    assert line.startswith(f"/{TRAIN}: expected to read it; found Permission denied; ")


def test_a_folder_that_may_not_be_written_is_told(tmp_path, capsys):
    given = write_folder(tmp_path / "given", {TRAIN: DIGITS})
    (tmp_path / "data").write_bytes(b"a file in the way")
    into = tmp_path / "data" / "pendigits"
    assert main(["--pendigits-dir", str(given), "--into", str(into)], archive=Forbidden()) == 2
    assert refused(capsys.readouterr(), into).startswith(": expected to write ")


def test_the_command_takes_the_real_strokes(pendigits_file, into, tmp_path):
    content = pendigits_file.read_bytes()
    path = write_zip(tmp_path / "real.zip", {f"pen/{TRAIN}": content}, zipfile.ZIP_DEFLATED)
    done = subprocess.run(
        [sys.executable, "-m", "scripts.fetch_strokes", "--into", into],
        cwd=ROOT,
        env=os.environ | {"PENDIGITS_DIR": str(path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert_holds(into, {TRAIN: content})

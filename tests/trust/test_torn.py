"""Whoever is killed while it writes leaves what was there, whole, or the new, whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from mnist import artefacts
from scripts.workspace import ROOT
from tests.trust.conftest import Tally
from tests.trust.fuzzing import SEED

SIZE = 4 << 20
LONGEST = 0.25
"""Seconds after its first file that the writer is killed at the latest."""
WRITE = f"""
import sys
from itertools import count
from pathlib import Path
from mnist.artefacts import write_bytes
for number in count(1):
    write_bytes(Path(sys.argv[1]), bytes([number % 256]) * {SIZE})
    print(number, flush=True)
"""


def killed_while_writing(path: Path, after: float) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(after)
    writer.kill()
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    "count", [pytest.param(3, id="3"), pytest.param(200, id="200", marks=pytest.mark.long)]
)
def test_a_killed_writer_leaves_a_whole_file(count: int, tmp_path: Path, tally: Tally) -> None:
    path = tmp_path / "file"
    left = 0
    for number in range(count):
        after = Random(SEED + number).uniform(0, LONGEST)
        killed_while_writing(path, after)
        content = path.read_bytes()
        assert len(content) == SIZE, f"kill {number} of seed {SEED}, after {after:.3f} s"
        assert len(set(content)) == 1, f"kill {number} of seed {SEED}, after {after:.3f} s"
        left += len(list(tmp_path.iterdir())) > 1
        artefacts.write_bytes(path, b"next")
        assert [each.name for each in tmp_path.iterdir()] == ["file"]
    tally("kills", "one file while it is written", count, unfinished=left)


def test_an_unfinished_file_is_removed_unless_its_writer_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    abandoned = tmp_path / f".file.abandoned{artefacts.UNFINISHED}"
    abandoned.write_bytes(b"half")
    other = tmp_path / f".other.abandoned{artefacts.UNFINISHED}"
    other.write_bytes(b"half")
    fsync = artefacts.os.fsync

    def second_writer(descriptor: int) -> None:
        monkeypatch.setattr(artefacts.os, "fsync", fsync)
        artefacts.write_bytes(path, b"second")

    monkeypatch.setattr(artefacts.os, "fsync", second_writer)
    artefacts.write_bytes(path, b"first")
    assert path.read_bytes() == b"first"
    assert sorted(each.name for each in tmp_path.iterdir()) == [other.name, "file"]

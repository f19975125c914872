"""What goes over the wire: every file that a browser requested, and what it is for."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from mnist.records import Transfer
from mnist.records.demo_benchmark import Role
from scripts.benchmarks import BenchmarkError
from scripts.demo_benchmark.host import Sent
from scripts.workspace import PROJECT, ROOT

ROLES: dict[str, Role] = {
    f"/site/{PROJECT.as_posix()}/bundle/": "code",
    f"/site/{PROJECT.as_posix()}/artefacts/model/": "network",
    "/site/assets/tfjs/": "runtime",
    "/npm/": "runtime",
    "/made/": "network",
}
# The benchmark's own page, and what it reads.
OWN = ("/page/", "/made/images.bin")


def transfers(sent: Iterable[Sent], quality: int) -> list[Transfer]:
    """What was sent for a first reading, without the benchmark's own files.

    Raises:
        BenchmarkError: a file was requested twice, or one whose role is not known.
    """
    counted = sorted(
        (each for each in sent if not each.path.startswith(OWN)), key=lambda each: each.path
    )
    paths = [each.path for each in counted]
    if twice := {path for path in paths if paths.count(path) > 1}:
        raise BenchmarkError(f"expected every file once, found twice: {', '.join(sorted(twice))}")
    sizes = brotli_sizes([each.file for each in counted], quality)
    return [
        Transfer(each.path, role(each.path), each.file.stat().st_size, each.body, size)
        for each, size in zip(counted, sizes, strict=True)
    ]


def role(path: str) -> Role:
    """What a file is for.

    Raises:
        BenchmarkError: nobody said; a file that is not counted would make a side look lighter.
    """
    for prefix, found in ROLES.items():
        if path.startswith(prefix):
            return found
    raise BenchmarkError(
        f"{path} was requested, and whether it counts is not known; "
        "name its folder in scripts/demo_benchmark/transfers.py"
    )


def with_code_of(shipped: Sequence[Transfer], others: Sequence[Transfer]) -> list[Transfer]:
    """Another side's files and the demo's code, which a page with it would need as well."""
    code = [each for each in shipped if each.role == "code"]
    return [*code, *(each for each in others if each.role != "code")]


def brotli_sizes(files: Sequence[Path], quality: int) -> list[int]:
    """Bytes of files as Brotli compresses them, by Node, which brings it along."""
    node = shutil.which("node")
    if node is None:
        raise BenchmarkError("expected Node on PATH for its Brotli, found none; run make setup")
    command = [node, "scripts/brotli_sizes.mjs", str(quality), *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BenchmarkError(f"{command[1]} ended with code {done.returncode}: {done.stderr}")
    sizes: list[int] = json.loads(done.stdout)
    return sizes

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scripts.python_locks import faults, pins, sets
from scripts.workspace import ROOT

COMMITTED = ROOT / "requirements"
HASH = f"--hash=sha256:{'0' * 64}"


def locked(*packages: str) -> str:
    return "".join(f"{each} \\\n    {HASH}\n" for each in packages)


def folder(place: Path, **files: str) -> Path:
    sound = {
        "site_in": "# Pages.\nmarkdown>=3,<4\n",
        "site_txt": locked("markdown==3.6", "zipp==1.0 ; sys_platform == 'darwin'"),
        "train_in": "-r site.in\nkeras==3.* ; sys_platform == 'linux'  # why\n",
        "train_txt": locked("keras==3.1 ; sys_platform == 'linux'", "markdown==3.6"),
    }
    for name, text in (sound | files).items():
        (place / name.replace("_", ".")).write_text(text)
    return place


def test_committed_locks_are_sound() -> None:
    assert list(faults(COMMITTED)) == []
    assert {"site", "train", "dev", "uv", "node", "audit"} <= set(sets(COMMITTED))


def test_sound_sets_have_no_fault(tmp_path: Path) -> None:
    assert list(faults(folder(tmp_path))) == []
    assert [pin.name for pin in pins(tmp_path / "train.txt")] == ["keras", "markdown"]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("site_txt", "markdown==3.6\n", "site.txt: expected SHA-256 hashes of markdown==3.6"),
        ("site_txt", "markdown==3.6 --hash=md5:0\n", "site.txt: expected SHA-256 hashes"),
        ("site_txt", locked("markdown>=3"), "site.txt: expected one version of a package"),
        ("site_txt", locked("markdown==3.*"), "site.txt: expected one version of a package"),
        ("site_txt", locked("markdown @ https://a.example/m.whl"), "site.txt: expected one ver"),
        ("site_txt", "--index-url https://a.example/\n", "site.txt: expected a pinned package"),
        ("site_txt", "-e .\n", "site.txt: expected a pinned package"),
        ("site_txt", locked("markdown==4.0"), "site.txt: expected markdown<4,>=3, found 4.0"),
        ("site_txt", locked("zipp==1.0"), "site.txt: expected markdown<4,>=3, found none"),
        (
            "site_txt",
            locked("markdown==3.6 ; sys_platform == 'linux'"),
            "site.txt: expected markdown<4,>=3, found none",
        ),
        ("site_txt", locked("markdown==3.6", "Markdown==3.7"), "site.txt: expected one version of"),
        ("site_txt", locked("markdown==3.5"), "site.txt: expected markdown 3.6 as in train.txt"),
        ("train_in", "-r site.in\nkeras==2.*\n", "train.txt: expected keras==2.*, found 3.1"),
        ("site_in", "markdown>=3,<4\nzipp\n", "site.txt: expected zipp, found none"),
        ("dev_in", "pytest\n", "dev.in: expected its lock dev.txt"),
        ("dev_txt", locked("pytest==9.0"), "dev.txt: expected dev.in, found none"),
    ],
)
def test_fault_is_found(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    found = list(faults(folder(tmp_path, **{name: text})))
    assert [each for each in found if each.startswith(complaint)], found


def commands(*targets: str) -> list[str]:
    """What make would run to make every environment anew."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", *targets],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.replace("\\\n", " ").splitlines()


def test_every_set_is_locked_by_make() -> None:
    listed = re.findall(r"for set in ([\w ]+);", "\n".join(commands("lock")))
    assert sorted(" ".join(listed).split()) == sets(COMMITTED)


def test_nothing_is_installed_without_hash_or_by_running_what_it_brings() -> None:
    others = ("audit", "bench", "convert", "onnx", "properdocs")
    stamps = [f".venv-{name}/.ready" for name in others]
    sets_within = ("uv", "site", "train", "dev", "cluster", "node")
    stamps += [f".venv/.{name}" for name in sets_within]
    stamps += ["node_modules/.ready", "scripts/demo_benchmark/node_modules/.ready"]
    # Some system's own Node is too old.
    lines = commands("NODE_IS_NEW=", *stamps)
    python = [line for line in lines if re.search(r"\bpip install\b", line)]
    assert {line.split("requirements/")[1] for line in python} == {
        f"{name}.txt" for name in sets(COMMITTED)
    }
    for line in python:
        assert "--require-hashes" in line
        assert "--no-build" in line or "--only-binary :all:" in line
    npm = [line for line in lines if re.search(r"\bnpm (ci|i|install)\b", line)]
    assert len(npm) == 2
    for line in npm:
        assert "npm ci --ignore-scripts" in line

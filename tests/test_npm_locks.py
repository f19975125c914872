from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.npm_locks import faults, folders
from scripts.workspace import ROOT

FILES = ("package.json", "package-lock.json", ".npmrc")
Lock = dict[str, Any]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's own locks."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def change(path: Path, how: Callable[[Lock], object]) -> None:
    content = json.loads(path.read_text())
    how(content)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize("folder", folders(ROOT), ids=lambda folder: folder.name)
def test_committed_lock_is_sound(folder: Path) -> None:
    assert list(faults(folder)) == []


def test_every_package_json_of_the_project_is_looked_at() -> None:
    beside = [ROOT / "scripts" / name for name in ("demo_benchmark", "page_quality")]
    assert folders(ROOT) == [ROOT, *beside]


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        (lambda it: it["esbuild"].pop("integrity"), "node_modules/esbuild: expected a SHA-512"),
        (lambda it: it["esbuild"].update(integrity="sha1-x"), "esbuild: expected a SHA-512"),
        (
            lambda it: it["esbuild"].update(resolved="https://a.example/x.tgz"),
            "node_modules/esbuild: expected no address, found 'resolved'",
        ),
        (lambda it: it.pop("underscore"), "missing: underscore@"),
        (lambda it: it["underscore"].update(version="0.1.0"), "invalid: underscore@"),
        (lambda it: it.update(stranger={"version": "1.0.0"}), "stranger: nothing asks for it"),
    ],
)
def test_fault_of_a_package_is_found(
    project: Path, how: Callable[[Lock], object], complaint: str
) -> None:
    prefix = "node_modules/"

    def changed(lock: Lock) -> None:
        packages = lock["packages"]
        named = {name.removeprefix(prefix): package for name, package in packages.items() if name}
        how(named)
        lock["packages"] = {"": packages[""]} | {prefix + name: named[name] for name in named}

    change(project / "package-lock.json", changed)
    found = list(faults(project))
    assert [each for each in found if complaint in each], found


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        (lambda it: it.update(esbuild="0.0.1"), "expected esbuild 0.0.1 as in package.json"),
        (lambda it: it.pop("esbuild"), "expected esbuild not at all as in package.json"),
        (lambda it: it.update(esbuild="^0.28.2"), "expected one version of esbuild, found ^0.28.2"),
        (lambda it: it.update(stranger="1.0.0"), "expected stranger 1.0.0 as in package.json"),
    ],
)
def test_lock_of_another_package_json_is_found(
    project: Path, how: Callable[[Lock], object], complaint: str
) -> None:
    change(project / "package.json", lambda it: how(it["devDependencies"]))
    found = list(faults(project))
    assert [each for each in found if complaint in each], found


@pytest.mark.parametrize("setting", ["ignore-scripts=true", "omit-lockfile-registry-resolved=true"])
def test_npm_must_be_told_to_run_nothing_and_to_write_no_addresses(
    project: Path, setting: str
) -> None:
    settings = project / ".npmrc"
    settings.write_text(settings.read_text().replace(setting, setting.replace("true", "false")))
    assert list(faults(project)) == [f".npmrc: expected {setting}"]


def test_missing_lock_is_found(project: Path) -> None:
    (project / "package-lock.json").unlink()
    assert list(faults(project)) == [
        "package-lock.json: expected the lock of package.json, found none"
    ]

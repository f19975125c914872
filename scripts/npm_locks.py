"""Whether the locks of npm are complete, hashed, and what their packages were asked for.

Looks at the files of a folder alone and asks no registry.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

# What a package.json asks for, by kind.
KINDS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
# What a project says to npm: run nothing that a package brings, and write no addresses.
SETTINGS = ("ignore-scripts=true", "omit-lockfile-registry-resolved=true")


def folders(root: Path) -> list[Path]:
    """The folders of a project that have a lock, those of installed packages aside."""
    found = [root, *(path.parent for path in sorted((root / "scripts").glob("*/package.json")))]
    return [folder for folder in found if (folder / "package.json").exists()]


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the lock of a folder, in words, a line each."""
    lock_file = folder / "package-lock.json"
    if not lock_file.exists():
        yield f"{lock_file.name}: expected the lock of package.json, found none"
        return
    asked, lock = _json(folder / "package.json"), _json(lock_file)
    packages = lock.get("packages", {})
    yield from _settings_faults(folder)
    yield from _asked_faults(asked, packages.get("", {}))
    for place, package in packages.items():
        if place:
            yield from _package_faults(place, package)
    strangers = packages.keys() - _reached(packages)
    yield from (f"package-lock.json: {each}: nothing asks for it" for each in sorted(strangers))
    yield from _tree_faults(folder)


def _settings_faults(folder: Path) -> Iterator[str]:
    path = folder / ".npmrc"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    yield from (f".npmrc: expected {each}" for each in SETTINGS if each not in lines)


def _asked_faults(asked: Mapping[str, Any], locked: Mapping[str, Any]) -> Iterator[str]:
    for kind in KINDS:
        wanted, found = asked.get(kind, {}), locked.get(kind, {})
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield (
                    f"package-lock.json: expected {name} {wanted.get(name, 'not at all')} as in "
                    f"package.json, found {found.get(name, 'none')}"
                )
        for name, version in wanted.items():
            if kind != "peerDependencies" and not version[:1].isdigit():
                yield f"package.json: expected one version of {name}, found {version}"


def _package_faults(place: str, package: Mapping[str, Any]) -> Iterator[str]:
    integrity = str(package.get("integrity", ""))
    if not integrity.startswith("sha512-"):
        yield f"package-lock.json: {place}: expected a SHA-512, found {integrity or 'none'}"
    for name in {"resolved", "link"} & package.keys():
        yield f"package-lock.json: {place}: expected no address, found '{name}'"


def _reached(packages: Mapping[str, Any]) -> set[str]:
    """The places of all packages that the project asks for, itself or through others."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            names = (name for kind in KINDS for name in packages.get(place, {}).get(kind, {}))
            found = (_found_from(place, name, packages) for name in names)
            waiting += [each for each in found if each is not None]
    return reached


def _found_from(place: str, name: str, packages: Mapping[str, Any]) -> str | None:
    """Where Node finds a package that another one asks for: beside it, or beside its owners."""
    while True:
        candidate = f"{place}/node_modules/{name}".removeprefix("/")
        if candidate in packages or not place:
            return candidate if candidate in packages else None
        place = place.rpartition("node_modules/")[0].removesuffix("/")


def _tree_faults(folder: Path) -> Iterator[str]:
    """What npm finds missing, or of another version than a package asks for."""
    command = ["npm", "ls", "--all", "--package-lock-only", "--json", "--loglevel=silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    problems = json.loads(done.stdout or "{}").get("problems", [])
    yield from (f"package-lock.json: {each}" for each in problems)
    if done.returncode != 0 and not problems:
        yield f"package-lock.json: npm cannot read it: {done.stderr.strip()}"


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found

"""Whether the locked sets of Python packages are complete, hashed, and what they were asked for.

Looks at the files of `requirements/` alone and asks no registry.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

# The systems and versions of Python that the sets are locked for.
ENVIRONMENTS: tuple[dict[str, str], ...] = tuple(
    {
        "sys_platform": platform,
        "platform_system": platform.capitalize(),
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "os_name": "posix",
        "extra": "",
    }
    for (platform, machine), python in itertools.product(
        (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")), ("3.11", "3.12")
    )
)
# Set -> the one whose versions it shares, so that a page is drawn alike with either.
LARGER = {"site": "train", "train": "dev", "properdocs": "site"}

_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


class LockError(ValueError):
    """A line of a lock is not a pinned and hashed package; the message names file and line."""


@dataclass(frozen=True)
class Pin:
    """One package of a set in one version.

    Attributes:
        requirement: its name and version, and where it is for.
        hashes: how many of its files are allowed.
    """

    requirement: Requirement
    hashes: int

    @property
    def name(self) -> str:
        """Its name, as registries compare it."""
        return str(canonicalize_name(self.requirement.name))

    @property
    def version(self) -> str:
        """Its one version."""
        (specifier,) = self.requirement.specifier
        return specifier.version

    def holds(self, environment: Mapping[str, Any]) -> bool:
        """Whether it is for such a machine."""
        return _holds(self.requirement, environment)


def sets(folder: Path) -> list[str]:
    """The names of all sets, those aside that have no lock and locks that nobody asked for."""
    asked = {path.stem for path in folder.glob("*.in")}
    return sorted(asked & {path.stem for path in folder.glob("*.txt")})


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the sets of a folder, in words, a line each."""
    asked = {path.stem for path in folder.glob("*.in")}
    locked = {path.stem for path in folder.glob("*.txt")}
    yield from (f"{name}.in: expected its lock {name}.txt" for name in sorted(asked - locked))
    yield from (f"{name}.txt: expected {name}.in, found none" for name in sorted(locked - asked))
    found: dict[str, list[Pin]] = {}
    for name in sets(folder):
        try:
            found[name] = pins(folder / f"{name}.txt")
        except LockError as error:
            yield str(error)
            continue
        yield from _unsatisfied(folder, name, found[name])
    for name, larger in LARGER.items():
        if name in found and larger in found:
            yield from _disagreements(name, found[name], larger, found[larger])


def pins(path: Path) -> list[Pin]:
    """The packages of a lock.

    Raises:
        LockError: a line is anything else: an address, an option, a range, a package without hash.
    """
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return [_pin(line, path.name) for line in lines if line and not line.startswith("#")]


def _pin(line: str, file: str) -> Pin:
    told, *hashes = re.split(r"\s+(?=--)", line)
    try:
        requirement = Requirement(told)
    except InvalidRequirement:
        raise LockError(f"{file}: expected a pinned package, found '{line}'") from None
    operators = [(each.operator, "*" in each.version) for each in requirement.specifier]
    if requirement.url or operators != [("==", False)]:
        raise LockError(f"{file}: expected one version of a package, found '{told}'")
    if not hashes or not all(_HASH.fullmatch(each) for each in hashes):
        raise LockError(f"{file}: expected SHA-256 hashes of {told}, found {hashes or 'none'}")
    return Pin(requirement, len(hashes))


def requirements(folder: Path, name: str) -> list[Requirement]:
    """What a set is asked for, with what the sets it includes are asked for.

    Raises:
        LockError: it includes something that is not a set, or a line is not a requirement.
    """
    found = []
    path = folder / f"{name}.in"
    for line in path.read_text(encoding="utf-8").splitlines():
        told = line.partition("#")[0].strip()
        if included := re.fullmatch(r"-r (\w+)\.in", told):
            found += requirements(folder, included[1])
        elif told:
            try:
                found.append(Requirement(told))
            except InvalidRequirement:
                raise LockError(f"{path.name}: expected a package, found '{line}'") from None
    return found


def _unsatisfied(folder: Path, name: str, locked: Sequence[Pin]) -> Iterator[str]:
    """What a set is asked for and does not give on some machine, each fault once."""
    told = dict.fromkeys(
        fault
        for environment in ENVIRONMENTS
        for fault in _unsatisfied_on(environment, requirements(folder, name), locked)
    )
    yield from (f"{name}.txt: {fault}; run make lock" for fault in told)


def _unsatisfied_on(
    environment: Mapping[str, Any], asked: Sequence[Requirement], locked: Sequence[Pin]
) -> Iterator[str]:
    here: dict[str, str] = {}
    for pin in locked:
        if pin.holds(environment):
            if pin.name in here:
                yield f"expected one version of {pin.name}, found {here[pin.name]}, {pin.version}"
            here[pin.name] = pin.version
    for each in asked:
        if not _holds(each, environment):
            continue
        version = here.get(canonicalize_name(each.name))
        if version is None or not each.specifier.contains(version, prereleases=True):
            yield f"expected {each.name}{each.specifier}, found {version or 'none'}"


def _disagreements(
    name: str, locked: Sequence[Pin], larger: str, others: Sequence[Pin]
) -> Iterator[str]:
    versions: dict[str, set[str]] = {}
    for pin in others:
        versions.setdefault(pin.name, set()).add(pin.version)
    for pin in locked:
        if pin.version not in versions.get(pin.name, {pin.version}):
            (*_, other) = sorted(versions[pin.name])
            yield f"{name}.txt: expected {pin.name} {other} as in {larger}.txt, found {pin.version}"


def _holds(requirement: Requirement, environment: Mapping[str, Any]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(dict(environment))

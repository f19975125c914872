"""Which locked packages are known to be vulnerable, by those who keep advisories.

pip-audit asks PyPI and npm asks its registry. An answer that says nothing of a package is no
answer: pip-audit ends well where it could ask about none, so what it says of each is looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.markers import default_environment
from packaging.utils import canonicalize_name

from scripts import python_locks

PIP_AUDIT = Path(".venv-audit/bin/pip-audit")
# As in 2.13.0+cpu.
_BUILD = re.compile(r"(?<=\d)\+[a-z0-9.]+")


class UnreachableError(ValueError):
    """Advisories could not be had for all packages; the message says for which and why."""


@dataclass(frozen=True)
class Advisory:
    """One known vulnerability of a locked package.

    Attributes:
        package: with its version.
        told: what is known of it: its name, and the version that mends it.
    """

    package: str
    told: str


def of_python(root: Path) -> list[Advisory]:
    """What is known of the packages of all sets that this machine would install.

    Raises:
        UnreachableError: nothing could be learned of some.
    """
    folder = root / "requirements"
    environment = {**default_environment(), "extra": ""}
    said, asked = [], set()
    for name in python_locks.sets(folder):
        lock = folder / f"{name}.txt"
        pins = python_locks.pins(lock)
        asked |= {f"{pin.name} {released(pin.version)}" for pin in pins if pin.holds(environment)}
        with TemporaryDirectory() as made:
            listed = Path(made, lock.name)
            listed.write_text(released(lock.read_text(encoding="utf-8")), encoding="utf-8")
            # It takes a package in two versions for a mistake: each set is asked for by itself.
            command = [str(root / PIP_AUDIT), "-r", str(listed), "--disable-pip"]
            options = ("--require-hashes", "--format", "json", "--progress-spinner", "off")
            said.append(_run([*command, *options], root))
    return list(read_pip_audit(said, asked))


def of_npm(folder: Path) -> list[Advisory]:
    """What is known of the packages of a lock.

    Raises:
        UnreachableError: the registry gave no advisories.
    """
    return list(read_npm_audit(_run(["npm", "audit", "--json", "--loglevel=silent"], folder)))


def released(versions: str) -> str:
    """Versions without what names a build of them: advisories are kept of releases."""
    return _BUILD.sub("", versions)


def read_pip_audit(said: Iterable[str], asked: Iterable[str]) -> Iterator[Advisory]:
    """The advisories in pip-audit's answers.

    Args:
        said: what it printed of each set, JSON; nothing where it failed.
        asked: the packages that it was asked about, each with its version.

    Raises:
        UnreachableError: it says nothing of some of them.
    """
    answers = {
        f"{canonicalize_name(each['name'])} {each['version']}": each["vulns"]
        for answer in said
        for each in _json(answer).get("dependencies", ())
        if "vulns" in each
    }
    every = set(asked)
    if silent := sorted(every - answers.keys()):
        raise UnreachableError(
            f"PyPI gave no advisories for {len(silent)} of {len(every)} packages, "
            f"such as {', '.join(silent[:3])}"
        )
    for package, found in answers.items():
        for each in found:
            mended = " or ".join(each["fix_versions"]) or "no version yet"
            yield Advisory(package, f"{each['id']}, mended by {mended}")


def read_npm_audit(said: str) -> Iterator[Advisory]:
    """The advisories in npm's answer, each under the package that it is about.

    Raises:
        UnreachableError: it holds none because it could not be asked.
    """
    answer = _json(said)
    packages = answer.get("vulnerabilities")
    if not isinstance(packages, dict):
        reason = answer.get("message") or "nothing that can be read"
        raise UnreachableError(f"npm's registry gave no advisories: {reason}")
    for name, package in packages.items():
        # Those that are affected only by what they depend on name it instead.
        for each in package["via"]:
            if isinstance(each, dict):
                yield Advisory(f"{name} {each['range']}", f"{each['title']}, {each['url']}")


def _json(said: str) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _run(command: Sequence[str], folder: Path) -> str:
    """What a program prints; both end with 1 where they know of a vulnerability."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout

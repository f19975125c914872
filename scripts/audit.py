"""Check what is installed from others: locks, and known vulnerabilities of what they lock.

Ends with 0 where nothing is wrong, with 1 where something is, and with 3 where nothing was found
but some source could not be asked: then it is not known whether anything is wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scripts import advisories, npm_locks, python_locks
from scripts.advisories import Advisory, UnreachableError
from scripts.progress import guarded, say
from scripts.workspace import ROOT

WRONG, UNKNOWN = 1, 3
Check = Callable[[], Sequence[str]]
# Said by uv where versions exclude one another, which is no fault of the registry.
_NO_SOLUTION = "No solution found"


@dataclass
class Findings:
    """What is wrong, and what could not be found out."""

    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, find: Check) -> None:
        """What a check finds; a source that cannot be asked is noted as such."""
        try:
            self.wrong.extend(find())
        except UnreachableError as error:
            self.unknown.append(str(error))

    @property
    def code(self) -> int:
        """What the command ends with."""
        return WRONG if self.wrong else UNKNOWN if self.unknown else 0


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0, 1 or 3, as above."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--offline", action="store_true", help="only what the files say; ask nobody"
    )
    offline = options.parse_args(argv).offline
    findings = Findings()
    findings.add(_locks)
    if not offline:
        findings.add(_resolution)
        findings.add(_of_python)
        for folder in npm_locks.folders(ROOT):
            findings.add(partial(_of_npm, folder))
    for line in findings.wrong:
        say(line)
    for line in findings.unknown:
        say(f"not known: {line}")
    if findings.unknown:
        say("this audit is incomplete; repeat it where the sources above can be reached")
    elif not findings.wrong:
        say("the locks are sound" if offline else "the locks are sound; nothing known against them")
    return findings.code


def _locks() -> list[str]:
    """What the files themselves tell."""
    folders = npm_locks.folders(ROOT)
    npm = (f"{_place(each)}{line}" for each in folders for line in npm_locks.faults(each))
    return [*python_locks.faults(ROOT / "requirements"), *npm]


def _resolution() -> list[str]:
    """Which sets a registry resolves to something else than their locks.

    Raises:
        UnreachableError: no registry could be asked.
    """
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder, "requirements")
        shutil.copytree(ROOT / "requirements", again)
        environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
        done = subprocess.run(
            ["make", "--silent", "lock", f"LOCKS={again}"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 and _NO_SOLUTION in done.stderr:
            return [done.stderr.strip()]
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["make lock failed"])[0]
            raise UnreachableError(f"the sets could not be resolved again: {reason}")
        return list(moved(ROOT / "requirements", again))


def moved(locks: Path, again: Path) -> Iterator[str]:
    """Which packages of the sets are others when they are resolved again."""
    for name in python_locks.sets(locks):
        was, now = (
            {str(pin.requirement) for pin in python_locks.pins(folder / f"{name}.txt")}
            for folder in (locks, again)
        )
        for sign, told in (("+", now - was), ("-", was - now)):
            yield from (f"{name}.txt: {sign} {each}; run make lock" for each in sorted(told))


def _of_python() -> list[str]:
    return _told(advisories.of_python(ROOT))


def _of_npm(folder: Path) -> list[str]:
    return _told(advisories.of_npm(folder))


def _told(found: Sequence[Advisory]) -> list[str]:
    return [f"{each.package} is vulnerable: {each.told}" for each in found]


def _place(folder: Path) -> str:
    return "" if folder == ROOT else f"{folder.relative_to(ROOT)}/"


if __name__ == "__main__":
    raise SystemExit(main())

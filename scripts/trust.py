"""Damage the project on purpose, at length -> trust.json.

Runs the long tests of tests/trust and of the demo's parsers: builds killed at many moments, input
that chance damaged, disks, folders and servers that fail. Takes an hour or so; it may be
interrupted, but then begins anew. What the tests tried, they tell themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mnist import artefacts
from mnist.keys import run_key
from mnist.records import Run, Trial, Trust
from scripts import browser, seals
from scripts.progress import guarded, say
from scripts.runs import machine, versions
from scripts.workspace import PROJECT, ROOT, Workspace, parser

STAGE = "trust"
ARTEFACT = "trust.json"
KILLS = 50
TESTS = (
    *("tests/trust/*.py", "tests/smoke_builds.py", "tests/build_server.py", "tests/loopback.py"),
    *("tests/demo/damage.test.js", "tests/demo/link.test.js"),
)
PARTS = (["tests/trust/test_kills.py"], ["tests/trust", "--ignore=tests/trust/test_kills.py"])
# How pytest ends that was to run no test.
NOTHING = 5
TESTED = (
    *("mnist/artefacts.py", "mnist/idx.py", "mnist/idx_header.py", "mnist/pendigits.py"),
    *("mnist/records/strict.py", "mnist/strokes.py"),
    *("scripts/build_pages.py", "scripts/containers.py"),
    *("scripts/download.py", "scripts/fetch_data.py", "scripts/lock.py", "scripts/placement.py"),
    *("scripts/runs.py", "scripts/site_fields.py", "scripts/site_projects.py"),
    *("scripts/sources.py", "scripts/unix_compress.py"),
    *(f"docs/{PROJECT}/demo/{name}.js" for name in ("card", "handwriting", "image-file", "link")),
    *(f"docs/{PROJECT}/demo/{name}.js" for name in ("intake", "paper", "picture")),
)


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Run and write the artefact; 1 where a test found a fault, which the artefact names."""
    options = parser(__doc__)
    options.add_argument(
        "--kills", type=int, default=KILLS, help="builds to kill (default: %(default)s)"
    )
    options.add_argument(
        "--only", default="", metavar="EXPRESSION", help="of the tests, as pytest's -k takes it"
    )
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    started = datetime.now(UTC)
    with TemporaryDirectory() as folder:
        told = Path(folder, "tally")
        told.touch()
        failed = [*run_python(told, chosen.kills, chosen.only), *run_javascript(told)]
        trials = withstood(told.read_text(encoding="utf-8").splitlines())
    settings = {"kills": chosen.kills, "only": chosen.only}
    found = Trust(run_of(settings, started), trials, failed)
    artefacts.write(path(workspace), Trust, seals.sealed(Trust, found))
    say(f"{sum(each.tried for each in trials)} trials, {len(failed)} tests that failed")
    for each in failed:
        say(f"failed: {each}")
    return 1 if failed else 0


def path(workspace: Workspace) -> Path:
    """Where the artefact lies."""
    return workspace.artefacts / ARTEFACT


def load(workspace: Workspace) -> Trust | None:
    """The artefact, or ``None`` where nothing was tried."""
    file = path(workspace)
    return artefacts.read(file, Trust) if file.exists() else None


def fault(workspace: Workspace) -> str | None:
    """Why what was tried does not tell of today's sources; ``None`` where it does.

    That nothing was tried is none: the page says so.
    """
    found = load(workspace)
    if found is None:
        return None
    today = digests(TESTED) | {"tests": tests()}
    before = found.run.inputs | {"tests": found.run.source}
    changed = sorted(name for name in today | before if today.get(name) != before.get(name))
    if changed:
        return f"{ARTEFACT}: out of date: {', '.join(changed)} changed; run make trust"
    return f"{ARTEFACT}: failed: {', '.join(found.failed)}; mend it" if found.failed else None


def run_python(told: Path, kills: int, only: str) -> list[str]:
    """Run the tests of tests/trust, the long ones too; the names of those that failed.

    Those that kill builds run beside the others, for neither can use all cores all the time.
    """
    # A build that make has made is asked for by a short test alone.
    chosen = f"({only}) and not now_and_then" if only else "not now_and_then"
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-m", "", "-k", chosen]
    surroundings = {"KILLS": str(kills), "CHROME_PATH": str(browser.find())}

    def run(part: Sequence[str]) -> list[str]:
        pattern = r"^(?:FAILED|ERROR) (\S+)"
        return failures(pattern, [*command, *part], told, surroundings, well=(0, NOTHING))

    with ThreadPoolExecutor() as both:
        return [each for found in both.map(run, PARTS) for each in found]


def run_javascript(told: Path) -> list[str]:
    """Run the long tests of the demo's parsers."""
    files = [str(file) for pattern in TESTS for file in ROOT.glob(pattern) if file.suffix == ".js"]
    command = ["node", "--test", "--test-reporter=tap", *files]
    return failures(r"^ *not ok \d+ - (.+)$", command, told, {"LONG": "1"})


def failures(
    pattern: str,
    command: list[str],
    told: Path,
    surroundings: dict[str, str],
    well: Sequence[int] = (0,),
) -> list[str]:
    """Run a command that tells what it tried; the tests that it says have failed.

    Where it names none, a status that is not among those of a good end is a failure.
    """
    environment = os.environ | {"TRUST_TALLY": str(told)} | surroundings
    say(f"running {' '.join(command)}")
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, flush=True)
    named = re.findall(pattern, done.stdout, re.MULTILINE)
    return named or ([] if done.returncode in well else [f"{command[0]}: status {done.returncode}"])


def withstood(lines: Iterable[str]) -> list[Trial]:
    """What the tests told, of each kind the longest run; in an order that no run changes."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for line in lines:
        each: dict[str, Any] = json.loads(line)
        kind = (each["part"], each["name"])
        if kind not in found or found[kind]["tried"] < each["tried"]:
            found[kind] = each
    return [Trial(**found[kind]) for kind in sorted(found)]


def run_of(settings: dict[str, Any], started: datetime) -> Run:
    """How it was tried: with which tests, on which sources."""
    inputs, source = digests(TESTED), tests()
    return Run(
        stage=STAGE,
        key=run_key(STAGE, dataset={}, config=settings, inputs=inputs, source=source),
        config=settings,
        dataset={},
        inputs=inputs,
        source=source,
        versions=versions(),
        machine=machine(),
        started=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
    )


def digests(patterns: Iterable[str]) -> dict[str, str]:
    """File -> SHA-256."""
    files = sorted({file for pattern in patterns for file in ROOT.glob(pattern)})
    return {
        str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def tests() -> str:
    """SHA-256 of the tests."""
    return hashlib.sha256(json.dumps(digests(TESTS), sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())

"""Measure how long the site takes to build, beside plain MkDocs -> site_benchmark.json.

All is measured in a copy of the project, in turn, in one run. Leave the machine alone meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from mnist import artefacts
from mnist.keys import run_key, without_none
from mnist.records import Run
from scripts import seals
from scripts.progress import guarded, say
from scripts.runs import machine, versions
from scripts.site_benchmark import artefact
from scripts.site_benchmark.measure import measure
from scripts.site_benchmark.records import SiteBenchmark
from scripts.site_benchmark.settings import AIMS, Settings, settings
from scripts.site_benchmark.trial import Trial
from scripts.workspace import Workspace, parser

STAGE = "site_benchmark"
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "mkdocs-jupyter", "pillow")


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Measure and write the artefact; 0 when it is there."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    found = bench_site(settings(workspace.profile))
    path = artefact.path(workspace)
    artefacts.write(path, SiteBenchmark, seals.sealed(SiteBenchmark, found))
    say(f"{path.relative_to(workspace.root)} is written; make site shows it")
    return 0


def bench_site(knobs: Settings) -> SiteBenchmark:
    """Measure in a copy of the project, which is removed afterwards.

    Raises:
        BenchmarkError: a build failed.
    """
    started = datetime.now(UTC)
    # What is measured is the code as it is when it begins.
    inputs = artefact.inputs()
    with TemporaryDirectory(prefix="site-benchmark-") as folder:
        waits, growth = measure(Trial(Path(folder).resolve()), knobs)
    return SiteBenchmark(run=run_of(knobs, inputs, started), waits=waits, growth=growth)


def run_of(knobs: Settings, inputs: dict[str, str], started: datetime) -> Run:
    """How it was measured."""
    config = without_none(asdict(knobs) | {"aims": asdict(AIMS)})
    source = artefact.source()
    return Run(
        stage=STAGE,
        key=run_key(STAGE, dataset={}, config=config, inputs=inputs, source=source),
        config=config,
        dataset={},
        inputs=inputs,
        source=source,
        versions=versions() | {name: version(name) for name in PACKAGES},
        machine=machine(),
        started=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
    )


if __name__ == "__main__":
    raise SystemExit(main())

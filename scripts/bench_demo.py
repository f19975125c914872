"""Measure the demo beside other ways to run its network in a browser -> demo_benchmark.json.

All sides are measured in turn in one run. Leave the machine alone meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from mnist import artefacts
from mnist.records import DemoBenchmark
from mnist.train import Labelled
from scripts import browser, seals
from scripts.benchmarks import BenchmarkError
from scripts.demo_benchmark import artefact, host, record
from scripts.demo_benchmark.measure import measure, score
from scripts.demo_benchmark.rivals import NODE_MODULES, make_rivals, write_images
from scripts.demo_benchmark.settings import Settings, settings
from scripts.progress import guarded, say
from scripts.stages import EVALUATION
from scripts.training_data import test_data
from scripts.workspace import Workspace, parser

PAGE = Path(__file__).parent / "demo_benchmark" / "page"


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Measure and write the artefact; 0 when it is there."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    with launched() as chromium:
        found = bench_demo(workspace, chromium, settings(workspace.profile))
    found = seals.sealed(DemoBenchmark, found)
    artefacts.write(artefact.path(workspace), DemoBenchmark, found)
    for side in found.sides:
        sent = sum(file.gzip for file in side.files)
        say(
            f"{side.name} ({side.runtime}, {side.backend}): {sent} bytes, first reading "
            f"{side.from_start.median:.0f} ms, one reading {side.reading.median:.2f} ms, "
            f"95 % within {side.reading.p95:.2f} ms"
        )
    return 0


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium without a window."""
    executable = browser.find()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*browser.FLAGS])
        try:
            yield chromium
        finally:
            chromium.close()


def bench_demo(workspace: Workspace, chromium: Browser, knobs: Settings) -> DemoBenchmark:
    """Make what the sides run, measure all of them, and score the shipped weights.

    Raises:
        BenchmarkError: the browser reads other than the artefacts say.
    """
    started = datetime.now(UTC)
    name = record.offered(workspace)
    experiment = workspace.experiments()[name]
    test = test_data(workspace, experiment)[: knobs.scored]
    with TemporaryDirectory() as folder:
        made = Path(folder)
        say(f"demo benchmark: converting the network of {name} for the other sides")
        make_rivals(experiment, workspace, made)
        found = measure_sides(workspace, chromium, name, test, knobs, made, started)
    check_score(found, workspace)
    return found


def measure_sides(
    workspace: Workspace,
    chromium: Browser,
    experiment: str,
    test: Labelled,
    knobs: Settings,
    made: Path,
    started: datetime,
) -> DemoBenchmark:
    """Measure with what `make_rivals` left in the folder ``made``."""
    write_images(test.images.tobytes(), made)
    with host.serve(folders(workspace, made)) as served:
        trials = measure(chromium, served, experiment, knobs)
        scored = score(chromium, served, experiment, test.labels)
    versions = {"chromium": chromium.version}
    return DemoBenchmark(
        run=record.run_of(trials, knobs, started, versions),
        browser=f"Chromium {chromium.version}",
        experiment=experiment,
        sides=record.sides(trials, knobs.brotli),
        score=scored,
    )


def folders(workspace: Workspace, made: Path) -> dict[str, Path]:
    """What the host serves, by prefix."""
    return {
        "/page/": PAGE,
        "/site/": workspace.docs,
        "/npm/": NODE_MODULES,
        "/made/": made,
    }


def check_score(found: DemoBenchmark, workspace: Workspace) -> None:
    """The browser must read what the evaluation says that the exported weights read.

    Raises:
        BenchmarkError: it does not.
    """
    expected = EVALUATION.load(workspace)[found.experiment].exported
    score = found.score
    if score.count == expected.count and score.correct != expected.correct:
        raise BenchmarkError(
            f"expected the browser to read {expected.correct} of {expected.count} test images "
            f"as {EVALUATION.artefact} says, found {score.correct}; nothing was written. "
            "Run make build-site first"
        )


if __name__ == "__main__":
    raise SystemExit(main())

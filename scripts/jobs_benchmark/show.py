"""What the benchmark shows on the site, and what stands there until it has been run."""

from __future__ import annotations

from scripts import benchmark_pages
from scripts.figures import jobs_benchmark as figures
from scripts.jobs_benchmark import artefact
from scripts.jobs_benchmark.records import JobsBenchmark
from scripts.prose import jobs_benchmark as prose
from scripts.tables import jobs_benchmark as tables
from scripts.workspace import Workspace

MISSING = "*Nothing was measured yet; `make bench-jobs` measures it.*\n"
# What the page takes in: first what says so where there is nothing else.
TEXTS = ("jobs-sizes-findings", "jobs-workers-findings", "jobs-benchmark-method")
FRAGMENTS = (
    *TEXTS,
    "jobs-sizes",
    "jobs-sizes-table",
    "jobs-protocol",
    "jobs-workers",
    "jobs-workers-table",
    "jobs-limits",
)


def render(workspace: Workspace) -> dict[str, bytes]:
    """Every rendered file's content by its path under the pages' folder."""
    found = artefact.load(workspace)
    return missing() if found is None else shown(found)


def missing() -> dict[str, bytes]:
    """Fragments that say that nothing was measured."""
    return benchmark_pages.missing(FRAGMENTS, dict.fromkeys(TEXTS, MISSING))


def shown(result: JobsBenchmark) -> dict[str, bytes]:
    """Fragments and drawings of what was measured."""
    return benchmark_pages.shown(
        tables.tables(result),
        prose.texts(result),
        figures.figures(result),
        result.run,
        artefact.ARTEFACT,
    )

"""What the benchmark shows on the site, and what stands there until it has been run."""

from __future__ import annotations

from scripts import benchmark_pages
from scripts.figures import site_benchmark as figures
from scripts.prose import site_benchmark as prose
from scripts.site_benchmark import artefact
from scripts.site_benchmark.records import SiteBenchmark
from scripts.tables import site_benchmark as tables
from scripts.workspace import Workspace

MISSING = "*Nothing was measured yet; `make bench-site` measures it.*\n"
# What the page takes in: first what says so where there is nothing else.
TEXTS = ("site-waits-findings", "site-growth-findings", "site-benchmark-method")
FRAGMENTS = (
    *TEXTS,
    "site-waits-table",
    "site-aims-table",
    "site-growth",
    "site-growth-table",
    "site-growth-limits",
)


def render(workspace: Workspace) -> dict[str, bytes]:
    """Every rendered file's content by its path under the pages' folder."""
    found = artefact.load(workspace)
    return missing() if found is None else shown(found)


def missing() -> dict[str, bytes]:
    """Fragments that say that nothing was measured."""
    return benchmark_pages.missing(FRAGMENTS, dict.fromkeys(TEXTS, MISSING))


def shown(result: SiteBenchmark) -> dict[str, bytes]:
    """Fragments and drawings of what was measured."""
    return benchmark_pages.shown(
        tables.tables(result),
        prose.texts(result),
        figures.figures(result),
        result.run,
        artefact.ARTEFACT,
    )

"""A benchmark of the site, made up, for tests of what is shown of one."""

from __future__ import annotations

from dataclasses import asdict

from mnist.records import Run
from scripts.site_benchmark.records import Effort, Growth, SiteBenchmark, Wait
from scripts.site_benchmark.settings import AIMS, FULL

MEDIANS: dict[Wait, float] = {
    "nothing": 21.0,
    "unchanged": 0.4,
    "page": 7.0,
    "hooks": 6.6,
    "plain": 6.25,
    "serve": 4.5,
}


def effort(median: float, memory: int = 150 * 2**20) -> Effort:
    return Effort(
        count=7,
        lowest=0.8 * median,
        lower=0.9 * median,
        median=median,
        upper=1.1 * median,
        highest=1.3 * median,
        processor=0.95 * median,
        memory=memory,
    )


def growth(projects: int) -> Growth:
    """Twelve seconds, 20 ms a project and 10 µs for each on each page; plain a fifth less."""
    ours = 12 + 0.02 * projects + 10e-6 * projects**2
    return Growth(
        projects=projects,
        pages=60 + projects,
        ours=effort(ours, 150 * 2**20 + 2**20 * projects),
        plain=effort(0.8 * ours),
        bytes=8_000_000 + 30_000 * projects + 600 * projects**2,
        page_bytes=40_000 + 600 * projects,
    )


def example_site_benchmark() -> SiteBenchmark:
    """All aims are met."""
    return SiteBenchmark(
        run=Run(
            stage="site_benchmark",
            key="0" * 64,
            config=asdict(FULL) | {"projects": list(FULL.projects), "aims": asdict(AIMS)},
            dataset={},
            inputs={},
            source="0" * 64,
            versions={"python": "3.11.2", "mkdocs": "1.6.1", "numpy": "2.1.3"},
            machine={"processor": "A processor", "cores": 2, "memory_gib": 7.8, "system": "Linux"},
            started="2026-11-24T01:00:00+00:00",
            seconds=1800.0,
        ),
        waits={name: effort(median) for name, median in MEDIANS.items()},
        growth=[growth(count) for count in FULL.projects],
    )

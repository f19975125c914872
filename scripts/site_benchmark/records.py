"""What was measured of building the site: ``site_benchmark.json``."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from mnist.records import Run
from mnist.records.strict import STRICT

# What is waited for on a working day, in the order in which a round does it.
Wait = Literal["nothing", "unchanged", "page", "hooks", "plain", "serve"]


@dataclass(frozen=True, config=STRICT)
class Effort:
    """What several runs of a command took; ``lower`` and ``upper`` are the quartiles.

    Attributes:
        count: of runs.
        lowest: seconds by the clock, as the others.
        processor: seconds of processor time, the median.
        memory: bytes, the most that any of its processes held at a time.
    """

    count: int
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float
    processor: float
    memory: int


@dataclass(frozen=True, config=STRICT)
class Growth:
    """A build of the site with so many projects more.

    Attributes:
        projects: that were made up.
        pages: of the whole site.
        ours: with this project's hooks, no picture kept from before.
        plain: of the same pages without them.
        bytes: of the site with the hooks.
        page_bytes: of one project's page in it.
    """

    projects: int
    pages: int
    ours: Effort
    plain: Effort
    bytes: int
    page_bytes: int


@dataclass(frozen=True, config=STRICT)
class SiteBenchmark:
    """``site_benchmark.json``.

    Attributes:
        waits: what is waited for on a working day.
        growth: by the number of projects.
    """

    run: Run
    waits: dict[Wait, Effort]
    growth: list[Growth]

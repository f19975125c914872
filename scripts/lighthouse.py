"""Score pages of the site with Lighthouse, on the phone and the network that it imitates.

How fast a page is depends on the machine and wavers, so the median of three runs is told. Leave the
machine alone meanwhile. The rest follows from the pages, and tests ask for all of it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from scripts import browser
from scripts.build_pages import build
from scripts.demo_benchmark.host import serve
from scripts.progress import guarded, say
from scripts.workspace import PROJECT, ROOT, Workspace, parser

RUNNER = ROOT / "scripts" / "page_quality" / "lighthouse.mjs"
# As GitHub Pages has a project's site.
PREFIX = "/portfolio/"
PAGES = (
    "",
    "projects/",
    f"{PROJECT.as_posix()}/",
    "notes/dropout/",
    f"{PROJECT.as_posix()}/explore/",
)
FOLLOWING = ("accessibility", "best-practices", "seo")
PERFORMANCE = "performance"
RUNS = 3


class LighthouseError(ValueError):
    """Lighthouse could not look at the pages; it has said why on standard error."""


@dataclass(frozen=True)
class Report:
    """What one run found.

    Attributes:
        page: its address, relative to the site.
        scores: from 0 to 1, by category.
        wanting: what keeps a score other than performance from being whole, in words.
        values: what was measured, by audit.
        benchmarkIndex: how fast the machine was just then, by Lighthouse's own reckoning.
        version: of Lighthouse.
    """

    page: str
    scores: Mapping[str, float]
    wanting: Sequence[str]
    values: Mapping[str, float]
    benchmarkIndex: float  # noqa: N815
    version: str


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Say the scores of every page; always 0."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    categories = (PERFORMANCE, *FOLLOWING)
    with TemporaryDirectory() as folder, serve({PREFIX: Path(folder, "site")}) as host:
        url = host.url + PREFIX
        build(workspace.docs, Path(folder, "site"), url)
        found = reports(url, PAGES, categories, runs=RUNS)
    for page in PAGES:
        own = [each for each in found if each.page == page]
        scores = ", ".join(
            f"{name} {100 * median(each.scores[name] for each in own):.0f}" for name in categories
        )
        speed = median(each.benchmarkIndex for each in own)
        say(f"{page or 'home'}: {scores} (speed of the machine {speed:.0f})")
        for fault in own[0].wanting:
            say(f"  {fault}")
    return 0


def reports(
    url: str,
    pages: Sequence[str],
    categories: Sequence[str],
    audits: Sequence[str] = (),
    runs: int = 1,
) -> list[Report]:
    """Run Lighthouse on pages that are served, one after the other in one browser.

    Args:
        url: of the site, with a slash at the end.
        pages: addresses relative to it.
        categories: what to score.
        audits: what to look at besides.
        runs: of each page.

    Raises:
        LighthouseError: it failed.
    """
    node = shutil.which("node")
    if node is None or not (RUNNER.parent / "node_modules").exists():
        raise LighthouseError("expected Node and Lighthouse, found one of them missing: make test")
    wanted = {
        "chrome": str(browser.find()),
        "flags": browser.FLAGS,
        "url": url,
        "pages": pages,
        "runs": runs,
        "categories": categories,
        "audits": audits,
    }
    command = [node, str(RUNNER), json.dumps(wanted)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise LighthouseError("expected Lighthouse to look at the pages; see what it says above")
    kind = TypeAdapter(Report)
    return [kind.validate_json(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())

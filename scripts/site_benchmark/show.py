"""What the benchmark shows on the site, and what stands there until it has been run."""

from __future__ import annotations

from scripts.figures import site_benchmark as figures
from scripts.made_from import origin, stamped
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
    """Fragments that say that nothing was measured; the page includes them all the same."""
    return {
        f"generated/{name}.md": (MISSING if name in TEXTS else "").encode() for name in FRAGMENTS
    }


def shown(result: SiteBenchmark) -> dict[str, bytes]:
    """Fragments and drawings of what was measured; each fragment says which run it shows."""
    fragments = {name: table.markdown(name) for name, table in tables.tables(result).items()}
    fragments |= prose.texts(result)
    files = {f"generated/{name}.md": text.encode() for name, text in fragments.items()}
    for name, figure in figures.figures(result).items():
        files |= figure.files(name)
    origins = [origin(result.run, artefact.ARTEFACT)]
    for name in FRAGMENTS:
        text = files[f"generated/{name}.md"].decode()
        files[f"generated/{name}.md"] = stamped(text, name, origins).encode()
    return files

"""What the benchmark of the site says, whatever it found."""

from __future__ import annotations

from datetime import datetime

from scripts.formats import THIN, listed, percent, thousands
from scripts.markdown import shortened
from scripts.site_benchmark.model import Model, fit
from scripts.site_benchmark.records import Effort, SiteBenchmark
from scripts.site_benchmark.words import memory, milliseconds, ratio, seconds, size

# What GitHub Pages publishes at most, and how long it waits for a deployment.
MOST_BYTES = 10**9
MOST_SECONDS = 600


def texts(result: SiteBenchmark) -> dict[str, str]:
    """The paragraphs by their names on the page."""
    return {
        "site-waits-findings": waits(result),
        "site-growth-findings": growth(result),
        "site-growth-limits": limits(result),
        "site-benchmark-method": method(result),
    }


def waits(result: SiteBenchmark) -> str:
    """How long one waits for the site."""
    found = result.waits
    return (
        f"From nothing, `make site` draws all figures and builds all pages in "
        f"{seconds(found['nothing'].median)}. Again, with nothing changed, it says so after "
        f"{seconds(found['unchanged'].median)}. With one page changed it takes "
        f"{seconds(found['page'].median)}, {_beside(found['page'], found['plain'])} plain MkDocs "
        f"takes for the same pages. `make serve` shows its first page after "
        f"{seconds(found['serve'].median)}.\n"
    )


def growth(result: SiteBenchmark) -> str:
    """What projects cost, and why."""
    most = result.growth[-1]
    ours = _model(result, [each.ours.median for each in result.growth])
    plain = _model(result, [each.plain.median for each in result.growth])
    return (
        f"With {thousands(most.projects)} projects more, the site has {thousands(most.pages)} "
        f"pages and is built from nothing in {seconds(most.ours.median)}, "
        f"{_beside(most.ours, most.plain)} plain MkDocs takes. What was measured fits three parts: "
        f"{seconds(ours.fixed)} whatever there is ({seconds(plain.fixed)} for plain MkDocs), "
        f"{milliseconds(ours.each)} for a project ({milliseconds(plain.each)}), and "
        f"{_microseconds(ours.pairs)} for each project on each project's page "
        f"({_microseconds(plain.pairs)}), for a page carries the whole navigation and names "
        f"every project in it. With {thousands(most.projects)} projects the last part is "
        f"{percent(ours.pairs * most.projects**2 / ours.at(most.projects), 0)} of the time. "
        f"MkDocs holds all pages in memory: {memory(most.ours.memory)} then.\n"
    )


def limits(result: SiteBenchmark) -> str:
    """What comes to its limit first."""
    room = float(result.run.machine["memory_gib"]) * 2**30
    reached = {
        f"the size of the site, of which GitHub Pages publishes {size(MOST_BYTES)} at most": _model(
            result, [each.bytes for each in result.growth]
        ).reaches(MOST_BYTES),
        f"the time, of which GitHub Pages gives a deployment {MOST_SECONDS // 60} minutes": _model(
            result, [each.ours.median for each in result.growth]
        ).reaches(MOST_SECONDS),
        f"memory, of which this machine has {memory(room)}": _model(
            result, [each.ours.memory for each in result.growth]
        ).reaches(room),
    }
    first, *others = sorted(reached, key=reached.__getitem__)
    told = listed(f"{name} ({_about(reached[name])})" for name in others)
    return (
        f"By the same parts, what comes to its limit first is {first}: at {_about(reached[first])} "
        f"projects. Then come {told}.\n"
    )


def method(result: SiteBenchmark) -> str:
    """Where and with what it was measured."""
    run = result.run
    machine, config = run.machine, run.config
    packages = listed(
        f"{name} {version}" for name, version in run.versions.items() if name.startswith("mkdocs")
    )
    return (
        f"Measured on {datetime.fromisoformat(run.started):%-d %B %Y} in "
        f"{thousands(round(run.seconds / 60))} minutes on {machine['processor']} with "
        f"{machine['cores']} cores and {machine['memory_gib']}{THIN}GiB, "
        f"{machine['system']}, with Python {run.versions['python']}, {packages}: "
        f"{thousands(config['rounds'])} rounds of a working day and "
        f"{thousands(config['growth_rounds'])} of the made-up projects, run {shortened(run.key)}.\n"
    )


def _model(result: SiteBenchmark, values: list[float]) -> Model:
    return fit([each.projects for each in result.growth], values)


def _beside(ours: Effort, plain: Effort) -> str:
    return f"{ratio(ours, plain):.2f} times as long as"


def _microseconds(duration: float) -> str:
    return f"{thousands(round(duration * 1e6))}{THIN}µs"


def _about(projects: float) -> str:
    """Two digits of a number of projects, for no more is known of it."""
    if projects == float("inf"):
        return "never"
    digits = len(str(round(projects))) - 2
    return f"about {thousands(int(round(projects, -max(digits, 0))))}"

"""Tables of the site's own benchmark."""

from __future__ import annotations

from scripts.formats import THIN, thousands
from scripts.markdown import Table
from scripts.site_benchmark.records import SiteBenchmark
from scripts.site_benchmark.words import TITLES, memory, milliseconds, ratio, seconds, size, spread

MET, MISSED = "met", "missed"


def tables(result: SiteBenchmark) -> dict[str, Table]:
    """Every one by its name on the page."""
    return {
        "site-waits-table": waits(result),
        "site-growth-table": growth(result),
        "site-aims-table": aims(result),
    }


def waits(result: SiteBenchmark) -> Table:
    """What one waits for on a working day."""
    rounds = next(iter(result.waits.values())).count
    return Table(
        columns={"Command": "left", "Wait": "right", "Processor": "right", "Memory": "right"},
        rows=[
            [title, spread(effort), seconds(effort.processor), memory(effort.memory)]
            for title, effort in ((TITLES[name], result.waits[name]) for name in TITLES)
        ],
        caption=f"Medians of {thousands(rounds)} rounds, and below them the quartiles. Memory is "
        "the most that any process held at a time. To build, MkDocs is run for all pages each "
        "time; what is spared is only what would come out the same.",
    )


def growth(result: SiteBenchmark) -> Table:
    """What more projects cost."""
    base = result.growth[0]

    def a_page(place: int) -> str:
        more = result.growth[place]
        if more.projects == base.projects:
            return "–"
        added = more.projects - base.projects
        return milliseconds((more.ours.median - base.ours.median) / added)

    return Table(
        columns={
            "Projects": "right",
            "With hooks": "right",
            "Plain": "right",
            "Times as long": "right",
            "A project": "right",
            "Memory": "right",
            "Plain, memory": "right",
            "Site": "right",
            "A page": "right",
        },
        rows=[
            [
                thousands(each.projects),
                spread(each.ours),
                spread(each.plain),
                f"{ratio(each.ours, each.plain):.2f}",
                a_page(place),
                memory(each.ours.memory),
                memory(each.plain.memory),
                size(each.bytes),
                size(each.page_bytes),
            ]
            for place, each in enumerate(result.growth)
        ],
        caption="Made-up projects beside the site's own pages, built from nothing, with and "
        f"without the hooks in turn; medians of {thousands(base.ours.count)} builds. *A project* "
        "is what each added to the build with hooks; *A page* is the size of one project's page.",
    )


def aims(result: SiteBenchmark) -> Table:
    """What building was to keep to, beside what was found."""
    aim, most = result.run.config["aims"], result.growth[-1]
    found = result.waits

    def times(value: float) -> str:
        return f"{value:.2f}{THIN}×"

    page = ratio(found["page"], found["plain"])
    grown = ratio(most.ours, most.plain)
    rows = [
        ("Nothing changed", aim["unchanged"], found["unchanged"].median, seconds),
        ("One page changed, beside plain MkDocs", aim["page"], page, times),
        (f"{thousands(most.projects)} projects, beside plain", aim["growth"], grown, times),
        ("First page of `make serve`", aim["serve"], found["serve"].median, seconds),
    ]
    return Table(
        columns={"Measure": "left", "At most": "right", "Found": "right", "Aim": "left"},
        rows=[
            [name, written(limit), written(value), MET if value <= limit else MISSED]
            for name, limit, value, written in rows
        ],
        caption="The aims were set before anything was measured.",
    )

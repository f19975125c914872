"""Tables of the benchmark of jobs."""

from __future__ import annotations

from scripts.formats import percent, signed, thousands
from scripts.jobs_benchmark.fitted import Fitted
from scripts.jobs_benchmark.records import Crew, JobsBenchmark
from scripts.jobs_benchmark.words import busy, crew, times
from scripts.markdown import Table
from scripts.site_benchmark.words import memory, seconds, spread


def tables(result: JobsBenchmark) -> dict[str, Table]:
    """Every one by its name on the page."""
    return {"jobs-sizes-table": sizes(result), "jobs-workers-table": workers(result)}


def sizes(result: JobsBenchmark) -> Table:
    """What more folds and images cost, one fold after another."""
    fitted = Fitted(result)
    return Table(
        columns={
            "Folds": "right",
            "Images": "right",
            "Passes": "right",
            "Measured": "right",
            "By the model": "right",
            "Off": "right",
            "Cores busy": "right",
            "Memory": "right",
        },
        rows=[
            [
                thousands(each.folds),
                thousands(each.images),
                thousands(each.passes),
                spread(each.effort),
                seconds(fitted.of_size(each)),
                _off(fitted.of_size(each), each.effort.median),
                busy(each.effort),
                memory(each.effort.memory),
            ]
            for each in result.sizes
        ],
        caption="The baseline's folds one after another, each for "
        f"{_epochs(result)}; medians of {thousands(_rounds(result))} rounds, and below them the "
        "quartiles. *Passes* is how often an image went through the network: three times where it "
        "was learned from, once where it was scored. *Cores busy* is the processor's time over "
        "the clock's.",
    )


def workers(result: JobsBenchmark) -> Table:
    """What more workers gain, and what they cost."""
    fitted = Fitted(result)

    def by_model(of: Crew) -> list[str]:
        if of.workers is None:
            return ["–", "–"]
        expected = fitted.of_workers(of.workers)
        return [seconds(expected), _off(expected, of.effort.median)]

    plan = result.run.config
    return Table(
        columns={
            "Workers": "left",
            "Threads each": "right",
            "Measured": "right",
            "By the model": "right",
            "Off": "right",
            "Beside one worker": "right",
            "Cores busy": "right",
            "Memory": "right",
        },
        rows=[
            [
                crew(each.workers),
                thousands(each.threads),
                spread(each.effort),
                *by_model(each),
                times(each.beside),
                busy(each.effort),
                memory(each.effort.memory),
            ]
            for each in result.crews
        ],
        caption=f"The same {plan['crew_folds']} folds of {thousands(plan['crew_images'])} images "
        f"each time; medians of {thousands(_rounds(result))} rounds, and below them the "
        "quartiles. Memory is the most that all processes held together at a time.",
    )


def _off(expected: float, measured: float) -> str:
    return f"{signed(100 * (expected / measured - 1), 0)}{percent(0, 0)[1:]}"


def _epochs(result: JobsBenchmark) -> str:
    count = result.run.config["epochs"]
    return "one epoch" if count == 1 else f"{count} epochs"


def _rounds(result: JobsBenchmark) -> int:
    return result.crews[0].effort.count

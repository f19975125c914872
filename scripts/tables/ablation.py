"""Tables of the ablation study."""

from __future__ import annotations

from collections import Counter

from mnist.records import Ablation, AblationRow, Difference
from scripts.ablations import FLIP, Compared, compared, of_group, verdict
from scripts.formats import (
    NO_BREAK,
    count_of,
    difference,
    half_width,
    listed,
    percent,
    thousands,
)
from scripts.markdown import NONE, Align, Table


def tables(result: Ablation) -> dict[str, Table]:
    """The tables of the study by their names on the page."""
    return {"ablation-table": ablation(result), "flipping-table": flipping(result)}


def ablation(result: Ablation) -> Table:
    """Every variation: its accuracy, its difference to another one, and what that is worth."""
    usual = compared(result)[0].against
    others = {row.name: row.against for row in compared(result) if row.against != usual}
    exceptions = "".join(f", of *{name}* to *{against}*" for name, against in others.items())
    seeds = count_of(len(result.rows[0].seeds), "training", "trainings")
    return Table(
        columns={"Change": "left", "Accuracy": "right", "Difference": "right", "Verdict": "left"},
        rows=[[row.name, _accuracy(row), *_compared(row)] for row in result.rows],
        caption=f"{_verdicts(result)} Accuracy: mean of {seeds}, in per cent of "
        f"{thousands(result.validation_size)} images. Difference: in percentage points to "
        f"*{usual}*{exceptions}. After ± stands half of the {percent(0.95, 0)} interval. Within "
        "noise: the interval of the difference holds zero.",
        sortable=True,
    )


def flipping(result: Ablation) -> Table:
    """What flipping does to every digit."""
    rows = of_group(result, FLIP)
    digits = range(len(rows[0].digits))
    columns: dict[str, Align] = {"Digit": "right"}
    columns |= {row.name.removeprefix(f"{FLIP} ").capitalize(): "right" for row in rows}
    return Table(
        columns=columns,
        rows=[[str(digit), *(_points(row.digits[digit], 1) for row in rows)] for digit in digits],
        summary=[["All", *(_points(row.difference, 1) for row in rows)]],
        caption=f"{_hardest_hit(rows)} Numbers: by how many percentage points the share of each "
        f"digit's images that are read correctly changes, with half of the {percent(0.95, 0)} "
        "interval after ±.",
        sortable=True,
    )


def _verdicts(result: Ablation) -> str:
    """How many changes are better, worse, or neither for all that can be told."""
    counts = Counter(verdict(row.difference) for row in compared(result))
    found = listed(f"{count} {word}" for word, count in sorted(counts.items()))
    return f"Of {count_of(counts.total(), 'change', 'changes')}, {found}."


def _hardest_hit(rows: list[Compared]) -> str:
    """The digit that loses most to any way of flipping."""
    row, digit = min(
        ((row, digit) for row in rows for digit in range(len(row.digits))),
        key=lambda each: each[0].digits[each[1]].difference,
    )
    return f"Most is lost by {digit}, {row.name}: {_points(row.digits[digit], 1)}."


def _accuracy(row: AblationRow) -> str:
    return f"{100 * row.accuracy:.2f} {half_width(row.interval)}"


def _compared(row: AblationRow) -> list[str]:
    if row.difference is None:
        return [NONE, NONE]
    points = _points(row.difference).replace(NO_BREAK, " ")
    return [points, verdict(row.difference)]


def _points(found: Difference, digits: int = 2) -> str:
    return difference(found.difference, found.interval, digits)

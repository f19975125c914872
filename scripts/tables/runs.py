"""The table of the runs: how every artefact was made."""

from __future__ import annotations

from datetime import datetime

from scripts.markdown import NONE, Align, Table, shortened
from scripts.progress import duration
from scripts.results import StageRun


def runs(done: list[StageRun]) -> Table:
    """How every artefact was made; on which machine, where it was not always the same."""
    machines = {_machine(each) for each in done}
    columns: dict[str, Align] = {
        "Stage": "left",
        "Experiment": "left",
        "Run": "left",
        "Started (UTC)": "left",
        "Duration": "right",
    }
    if len(machines) > 1:
        columns["Machine"] = "left"
    # Two runs of one key are one and the same.
    total = sum({each.run.key: each.run.seconds for each in done}.values())
    where = f", all on {machines.pop()}" if len(machines) == 1 else ""
    return Table(
        columns=columns,
        rows=[
            [
                each.stage.name.replace("_", " "),
                each.experiment or NONE,
                shortened(each.run.key),
                f"{datetime.fromisoformat(each.run.started):%Y-%m-%d %H:%M}",
                duration(each.run.seconds),
                _machine(each),
            ][: len(columns)]
            for each in done
        ],
        caption=f"Together they took {duration(total)}{where}; durations are minutes and seconds. "
        "`make build-site` measures what is out of date, `make build-site FRESH=1` everything. The "
        "key of a run is made from its data, settings and code: the same key, the same experiment.",
        sortable=True,
    )


def _machine(done: StageRun) -> str:
    machine = done.run.machine
    return f"{machine['processor']}, {machine['cores']} cores"

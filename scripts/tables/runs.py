"""The table of the runs: how every artefact was made."""

from __future__ import annotations

from datetime import datetime

from scripts.markdown import NONE, Table, shortened
from scripts.progress import duration
from scripts.results import StageRun


def runs(done: list[StageRun]) -> Table:
    """How every artefact was made."""
    return Table(
        columns={
            "Stage": "left",
            "Experiment": "left",
            "Run": "left",
            "Started (UTC)": "left",
            "Duration": "right",
            "Machine": "left",
        },
        rows=[
            [
                each.stage.name.replace("_", " "),
                each.experiment or NONE,
                shortened(each.run.key),
                f"{datetime.fromisoformat(each.run.started):%Y-%m-%d %H:%M}",
                duration(each.run.seconds),
                f"{each.run.machine['processor']}, {each.run.machine['cores']} cores",
            ]
            for each in done
        ],
        caption="`make build-site` measures what is out of date, `make build-site FRESH=1` "
        "everything. The key of a run is made from its data, settings and code: the same key, the "
        "same experiment. Durations are minutes and seconds.",
    )

"""Give trained results the key of today's source where it still trains the same way.

Only the source part of a key may have changed: each stage's probe is taken again, and where
it comes out as recorded (topology and folds exactly, numbers to 1e-4) the artefact gets the
new key and says so in its ``run``. Where it does not, what moved is named and the stage
stays out of date. Stages that train nothing are measured again in seconds by
``make build-site``, so they need no restamping.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from mnist.config import Experiment
from mnist.probe import differences
from mnist.records import Restamp, Run
from scripts.lock import alone
from scripts.probes import take
from scripts.progress import guarded, say
from scripts.stages import STAGES, Recipe, Stage, recipe
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when every trained result is up to date afterwards, else 1."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    with alone(workspace):
        outcomes = [
            restamp(stage, experiment, workspace)
            for stage in STAGES
            if stage.trains
            for experiment in (stage.experiments(workspace) if stage.by_experiment else [None])
        ]
    return 0 if all(outcomes) else 1


def restamp(stage: Stage, experiment: Experiment | None, workspace: Workspace) -> bool:
    """Whether the entry is up to date afterwards."""
    name = experiment.name if experiment else ""
    label = f"{stage.name} {name}".strip()
    entry = stage.load(workspace).get(name)
    plan = recipe(stage, experiment, workspace)
    if entry is None:
        say(f"{label}: nothing measured yet; run make build-site")
        return False
    if entry.run.key == plan.key:
        say(f"{label}: up to date")
        return True
    reasons = obstacles(entry.run, plan, experiment, workspace)
    if reasons:
        say(f"{label}: out of date: changed {', '.join(reasons)}; run make build-site")
        return False
    stage.save(workspace, name, replace(entry, run=stamped(entry.run, plan)))
    say(f"{label}: trains as before; new run key {plan.key[:12]}")
    return True


def obstacles(
    run: Run, plan: Recipe, experiment: Experiment | None, workspace: Workspace
) -> list[str]:
    """What stands against a new key: parts other than the source, or what the probe shows."""
    moved = [part for part in plan.moved(run) if part != "source"]
    if moved:
        return moved
    if run.probe is None:
        return ["source, and no probe was recorded"]
    return differences(run.probe, take(experiment, workspace))


def stamped(run: Run, plan: Recipe) -> Run:
    """The run with today's key, and a note of the earlier one."""
    note = Restamp(date=datetime.now(UTC).date().isoformat(), previous_key=run.key)
    return replace(run, key=plan.key, source=plan.source, restamped=[*(run.restamped or []), note])


if __name__ == "__main__":
    raise SystemExit(main())

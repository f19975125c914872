"""Check that every artefact is what today's configuration, code and data give.

The chain is walked from its beginning: the data at hand, the key of every run and the files that it
took in, what it measured, the rendered parts made from it and, where it is given, the built site.
What breaks first is named last.

Needs neither TensorFlow nor the data set: keys are made from the source text and from the
checksums that the data set must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mnist.config import Experiment
from scripts import chain, notebooks, provenance, trust
from scripts.built_numbers import BuiltNumbers
from scripts.demo_benchmark import artefact as demo_benchmark
from scripts.jobs_benchmark import artefact as jobs_benchmark
from scripts.packages import Package, packages
from scripts.progress import guarded, say
from scripts.runs import fault, own_key
from scripts.site_benchmark import artefact as site_benchmark
from scripts.stages import STAGES, Stage, recipe
from scripts.training_benchmark import artefact as training_benchmark
from scripts.workspace import Workspace, parser

# What tells its own faults and is measured by no build.
BENCHMARKS = (demo_benchmark, training_benchmark)
# Told and no fault: few changes of what they measure make it slower.
TOLD = (site_benchmark, jobs_benchmark)


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when all is current; otherwise 1, with a line for each artefact that is not."""
    options = parser(__doc__)
    options.add_argument(
        "--built",
        action="store_true",
        help="after a build: tell what a build does not measure, speed, and go on",
    )
    options.add_argument("--site", type=Path, help="a built site, whose numbers are checked too")
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    checked = (
        check(stage, experiment, workspace)
        for stage in STAGES
        for experiment in (stage.experiments(workspace) if stage.by_experiment else [None])
    )
    beside = packages() if workspace.profile == "full" else []
    others = (check_package(each, workspace) for each in beside)
    faults = [
        *chain.data_faults(workspace),
        *filter(None, (*checked, *others, *(each.fault(workspace) for each in TOLD))),
        *chain.fragment_faults(workspace),
        *notebooks.faults(workspace),
        *(_site_faults(chosen.site, workspace) if chosen.site else ()),
    ]
    slow = [line for each in BENCHMARKS if (line := each.fault(workspace)) is not None]
    told = [each.note(workspace) for each in TOLD]
    # What was tried takes an hour and stays true of the day on which it was tried.
    for line in filter(None, [*faults, *slow, *told, trust.fault(workspace)]):
        say(line)
    if faults:
        say("run make build-site to measure what is out of date (or make restamp, where only")
        say("source changed that trains as before)")
        say(f"the chain breaks first at {faults[0].partition(': ')[0]}")
    else:
        say(f"{len(STAGES) + len(beside)} stages are up to date")
    unsealed = sum("result" not in each.run for each in provenance.runs(workspace.docs))
    if unsealed:
        say(f"{unsealed} results have no seal; python -m scripts.seal gives them one")
    return 1 if faults or (slow and not chosen.built) else 0


def _site_faults(site: Path, workspace: Workspace) -> Iterator[str]:
    for each in BuiltNumbers(site, workspace.docs).faults():
        yield f"{each.file}:{each.line}: {each.what}: {each.fault}"


def check(stage: Stage, experiment: Experiment | None, workspace: Workspace) -> str | None:
    """What is wrong with one entry, in words; ``None`` where nothing is."""
    name = experiment.name if experiment else ""
    entry = stage.load(workspace).get(name)
    found = fault(stage, experiment, workspace, recipe(stage, experiment, workspace))
    if entry is not None and entry.run.key != own_key(entry.run):
        found = "its key is not that of its own configuration; it was edited by hand"
    place = f"{stage.path(workspace).relative_to(workspace.docs)} {name}".strip()
    return found and f"{place}: {found}"


def check_package(package: Package, workspace: Workspace) -> str | None:
    """What is wrong with the artefact of a project beside the digits; ``None`` where nothing is."""
    found = package.fault(workspace)
    return found and f"{package.artefact(workspace).relative_to(workspace.docs)}: {found}"


if __name__ == "__main__":
    raise SystemExit(main())

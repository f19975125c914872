"""One cross-validation in a process of its own: ``python -m scripts.jobs_benchmark.child``.

It is given a folder and an order, JSON of `Order`; the last line of standard output is JSON of
`Answer`. A process for each, because what it costs to begin belongs to what is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from mnist.records import CrossValidation
from scripts import crews, threads
from scripts.cross_validate import CrossValidating
from scripts.jobs import Crew
from scripts.jobs_benchmark.order import Answer, Order
from scripts.stages import CROSS_VALIDATION
from scripts.studies import bring_up_to_date
from scripts.workspace import Workspace


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was ordered, and say what came of it."""
    root, given = sys.argv[1:] if argv is None else argv
    print(json.dumps(asdict(run(Path(root), Order(**json.loads(given))))))
    return 0


def run(root: Path, order: Order) -> Answer:
    """Do the stage in a folder that has nothing but the data."""
    workspace = Workspace("full", root)
    experiment = order.experiment
    bring_up_to_date([CrossValidating(experiment, workspace)], _crew(order), workspace)
    found: CrossValidation = CROSS_VALIDATION.load(workspace)[experiment.name]
    used = int(found.run.machine.get("threads", threads.own()))
    return Answer(len(found.folds), found.mean_accuracy, used)


def _crew(order: Order) -> Crew:
    """The crew that the command would have, given as many workers."""
    words = [] if order.workers is None else ["--workers", str(order.workers)]
    return crews.choose(crews.add_options(argparse.ArgumentParser()).parse_args(words))


if __name__ == "__main__":
    raise SystemExit(main())

"""Measure one stage anew, all others staying as they are.

What it leaves replaces what was there, and stages that take it in are out of date if it differs.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from mnist.artefacts import write_bytes
from scripts import notebooks
from scripts.packages import Package, packages
from scripts.progress import guarded
from scripts.workspace import Workspace, parser

COMMANDS: Final = {
    "exploration": "explore",
    "cross_validation": "cross_validate",
    "writers": "cross_validate_writers",
    "training": "train",
    "ablation": "ablate",
    "export": "export_model",
    "evaluation": "evaluate",
    "features": "features",
    "handwriting": "score_handwriting",
    "augmentation": "distort",
    notebooks.STAGE: "notebook",
}
"""By the name of a stage, the module of ``scripts`` that measures it."""


class AgainError(ValueError):
    """A stage cannot be measured anew."""


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the stage was measured."""
    options = parser(__doc__)
    options.add_argument("stage", help="such as evaluation, or the name of a project's folder")
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    others: dict[str, Package] = {each.slug: each for each in packages()}
    if chosen.stage not in COMMANDS and chosen.stage not in others:
        known = ", ".join([*COMMANDS, *others])
        raise AgainError(f"STAGE: expected one of {known}; found {chosen.stage!r}")
    if workspace.fresh.exists():
        raise AgainError(
            f"expected no fresh run, found one begun ({workspace.fresh}); end it by make retrain"
        )
    write_bytes(workspace.fresh, f"{datetime.now(UTC).isoformat()}\n".encode())
    try:
        if chosen.stage in others:
            others[chosen.stage].measure(workspace)
            return 0
        command = importlib.import_module(f"scripts.{COMMANDS[chosen.stage]}")
        return int(command.main(["--profile", workspace.profile]))
    finally:
        workspace.fresh.unlink()


if __name__ == "__main__":
    raise SystemExit(main())

"""Measure what is out of date in the projects beside the digits."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.packages import packages
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when every project's artefact is up to date."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for each in packages():
        if workspace.profile == "smoke":
            say(f"{each.slug}: a trial takes the committed result")
        else:
            each.measure(workspace)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

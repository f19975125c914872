"""Execute the notebooks whose outputs are not what their code gives, and keep what they show.

MkDocs shows the outputs that are in a file and executes nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from mnist.artefacts import write_bytes
from scripts import notebooks
from scripts.lock import alone
from scripts.progress import guarded, say
from scripts.workspace import PROJECT, Workspace, parser

NOTEBOOK = PROJECT / "explore.ipynb"


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when every notebook shows what its code gives."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    with alone(workspace):
        for path in notebooks.notebooks(workspace):
            shown, notebook = path.relative_to(workspace.docs), notebooks.read(path)
            reason = notebooks.fault(notebook)
            # No moment is kept in it, so that a fresh run always executes it.
            if reason is None and not workspace.fresh.exists():
                say(f"{shown}: up to date")
                continue
            say(f"{shown}: executing ({reason or 'measuring everything anew'})")
            keep(execute(notebook, path.parent), path)
    return 0


def execute(notebook: Any, folder: Path) -> Any:
    """The notebook with the outputs that its code gives today, run from a folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; says which and why.
    """
    result = copy.deepcopy(notebook)
    NotebookClient(
        result,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        # It is asked from this machine alone, and would warn that it listens unencrypted.
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    # Which Python it was executed with would differ from machine to machine.
    result.metadata.language_info = {"name": "python"}
    notebooks.stamp(result)
    return result


def keep(notebook: Any, path: Path) -> None:
    """Write a notebook, whole or not at all."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    write_bytes(path, f"{text.rstrip()}\n".encode())


if __name__ == "__main__":
    raise SystemExit(main())

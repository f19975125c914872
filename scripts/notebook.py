"""Execute the project's notebook and keep what it shows; run after changing it.

MkDocs shows the outputs that are in the file and executes nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from mnist.artefacts import write_bytes
from scripts.progress import guarded, say
from scripts.workspace import PROJECT, ROOT, Workspace, parser

NOTEBOOK = PROJECT / "explore.ipynb"


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the notebook ran to its end."""
    path = Workspace(parser(__doc__).parse_args(argv).profile).docs / NOTEBOOK
    notebook = execute(read(path), path.parent)
    # Which Python it was executed with would differ from machine to machine.
    notebook.metadata.language_info = {"name": "python"}
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    write_bytes(path, f"{text.rstrip()}\n".encode())
    say(f"{path.relative_to(ROOT)}: executed")
    return 0


def read(path: Path) -> Any:
    """A notebook in the format's current version."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


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
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return result


if __name__ == "__main__":
    raise SystemExit(main())

"""What a benchmark shows on a page that belongs to no project, measured or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mnist.records import Run
from scripts.figures.figure import Figure
from scripts.made_from import origin, stamped
from scripts.markdown import Table


def missing(fragments: Iterable[str], texts: Mapping[str, str]) -> dict[str, bytes]:
    """Fragments that say that nothing was measured; the page includes them all the same.

    Args:
        fragments: names of all that the page takes in.
        texts: what stands there, by the names of those where something does.

    Returns:
        Every rendered file's content by its path under the pages' folder.
    """
    return {_path(name): texts.get(name, "").encode() for name in fragments}


def shown(
    tables: Mapping[str, Table],
    texts: Mapping[str, str],
    figures: Mapping[str, Figure],
    run: Run,
    artefact: str,
) -> dict[str, bytes]:
    """Fragments and drawings of what was measured; each fragment says which run it shows.

    Args:
        tables: by their names on the page, as the others.
        texts: paragraphs.
        figures: drawings.
        run: that measured them.
        artefact: file that holds it.

    Returns:
        Every rendered file's content by its path under the pages' folder.
    """
    fragments = {name: table.markdown(name) for name, table in tables.items()} | dict(texts)
    files = {_path(name): text.encode() for name, text in fragments.items()}
    for name, figure in figures.items():
        files |= figure.files(name)
    origins = [origin(run, artefact)]
    for name in (*fragments, *figures):
        files[_path(name)] = stamped(files[_path(name)].decode(), name, origins).encode()
    return files


def _path(name: str) -> str:
    return f"generated/{name}.md"

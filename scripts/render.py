"""Render what was measured: artefacts -> figures/*.svg and generated/*.md.

A file is written only where it would show something else than the one that is there.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mnist import artefacts
from scripts import figures, prose, tables
from scripts.comparison import alike
from scripts.figures import Figure
from scripts.figures.cover import cover
from scripts.jobs_benchmark import show as jobs_benchmark
from scripts.lock import alone
from scripts.made_from import Origin, stamped, traced
from scripts.markdown import Table
from scripts.packages import packages
from scripts.progress import guarded, say
from scripts.results import Results, load
from scripts.site_benchmark import show as site_benchmark
from scripts.workspace import PROJECT, RENDERED, SITE, Workspace, parser

Fault = Literal["missing", "stale", "left over"]
MENDED: dict[Fault, str] = {"missing": "new", "stale": "changed", "left over": "removed"}


@dataclass(frozen=True)
class Difference:
    """A file, by path under the project's folder, that is not what was rendered."""

    name: str
    fault: Fault


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Render, or with ``--check`` only compare; 1 when the comparison finds a difference."""
    options = parser(__doc__)
    options.add_argument(
        "--check", action="store_true", help="change nothing; fail where files are out of date"
    )
    options.add_argument(
        "--project", metavar="NAME", help=f"render one alone; {SITE} is what belongs to none"
    )
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    if chosen.check:
        return bring_all(workspace, check=True, only=chosen.project)
    with alone(workspace):
        return bring_all(workspace, check=False, only=chosen.project)


def bring_all(workspace: Workspace, *, check: bool, only: str | None = None) -> int:
    """Render all projects and the site, or one of them; 1 when a check finds a difference.

    Raises:
        ValueError: there is none of that name.
    """
    places = rendered_files(workspace, only)
    found = False
    for project, rendered in places.items():
        for difference in differences(project, rendered):
            found = True
            word = difference.fault if check else MENDED[difference.fault]
            say(f"{word}: {(project / difference.name).relative_to(workspace.root)}")
        if not check:
            bring_up_to_date(project, rendered)
    if found and check:
        say("run python -m scripts.render to bring them up to date")
        return 1
    say(f"{sum(map(len, places.values()))} rendered files are up to date")
    return 0


def rendered_files(workspace: Workspace, only: str | None = None) -> dict[Path, dict[str, bytes]]:
    """By folder what belongs into it: of all projects and the site, or of the one of that name.

    Raises:
        ValueError: there is none of that name.
    """
    makers = {PROJECT.name: lambda: render(load(workspace))}
    folders = {PROJECT.name: workspace.project}
    # A trial takes the others as they were rendered.
    if workspace.profile == "full":
        makers[SITE] = lambda: site(workspace)
        folders[SITE] = workspace.docs
        for each in packages():
            makers[each.slug] = functools.partial(each.render, workspace)
            folders[each.slug] = each.folder(workspace)
    if only is not None and only not in makers:
        raise ValueError(f"expected one of {', '.join(makers)}, found no project {only!r}")
    return {folders[name]: makers[name]() for name in makers if only in (None, name)}


def render(results: Results) -> dict[str, bytes]:
    """Every file's content by its path under the project's folder.

    Each fragment says which artefacts it was made from, and the keys of their runs.
    """
    files: dict[str, bytes] = {}
    families: tuple[Callable[[Results], Mapping[str, Table | Figure | str]], ...]
    families = (*tables.FAMILIES, *prose.FAMILIES, *figures.FAMILIES)
    for family in families:
        shown, seen = traced(results)
        made = family(shown)
        # A figure looks at results when it is drawn.
        family_files = [(name, _files(name, each)) for name, each in made.items()]
        for name, own in family_files:
            files |= with_origins(own, name, seen())
    return files | cover(results.dataset)


def site(workspace: Workspace) -> dict[str, bytes]:
    """Every file's content that belongs to no project, by its path under the pages' folder."""
    return site_benchmark.render(workspace) | jobs_benchmark.render(workspace)


def with_origins(files: dict[str, bytes], name: str, origins: Iterable[Origin]) -> dict[str, bytes]:
    """The files of one table, figure or paragraph, its fragment saying what it was made from."""
    fragment = f"generated/{name}.md"
    told = tuple(origins)
    if not told:
        return files
    return files | {fragment: stamped(files[fragment].decode(), name, told).encode()}


def _files(name: str, part: Table | Figure | str) -> dict[str, bytes]:
    if isinstance(part, Figure):
        return part.files(name)
    text = part.markdown(name) if isinstance(part, Table) else part
    return {f"generated/{name}.md": text.encode()}


def differences(project: Path, rendered: dict[str, bytes]) -> Iterator[Difference]:
    """What is missing, stale or left over, in the order of the names."""
    present = {
        path.relative_to(project).as_posix()
        for folder, pattern in RENDERED.items()
        for path in (project / folder).glob(pattern)
    }
    for name in sorted(present | rendered.keys()):
        if name not in rendered:
            yield Difference(name, "left over")
        elif name not in present:
            yield Difference(name, "missing")
        elif not alike(name, (project / name).read_bytes(), rendered[name]):
            yield Difference(name, "stale")


def bring_up_to_date(project: Path, rendered: dict[str, bytes]) -> None:
    """Write what is missing or stale and remove what is left over."""
    for each in list(differences(project, rendered)):
        if each.fault == "left over":
            (project / each.name).unlink()
        else:
            artefacts.write_bytes(project / each.name, rendered[each.name])


if __name__ == "__main__":
    raise SystemExit(main())

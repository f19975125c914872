"""Build the site with MkDocs, strictly.

In the smoke profile the pages are first copied beside the smoke artefacts; of the committed
project nothing measured or rendered comes along.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.lock import alone
from scripts.progress import guarded, say
from scripts.workspace import ROOT, Workspace, parser

# By folder under the project: what a profile measures or renders for itself. The figures of the
# report's draft lie beside the measured ones, but nobody measures them again.
OWN = {"figures": set[str](), "generated": set[str](), "artefacts": {"draft.json"}}

MKDOCS = (sys.executable, "-m", "mkdocs")


class BuildError(ValueError):
    """MkDocs refused the pages; it has said why on standard error."""


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the site was built."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    with alone(workspace) as lock:
        return build_site(workspace, lock)


def build_site(workspace: Workspace, lock: int) -> int:
    """Build the site of a workspace, whose lock is held; always 0.

    Raises:
        BuildError: MkDocs found a fault, or anything it would warn of.
        OSError: the pages cannot be written.
    """
    if workspace.profile == "smoke":
        copy_sources(Workspace("full"), workspace)
    # MkDocs may outlive this process, and goes on writing then.
    build(workspace.docs, workspace.site, holding=(lock,))
    say(f"the site is in {workspace.site.relative_to(ROOT)}/")
    return 0


def build(
    docs: Path,
    site: Path,
    address: str | None = None,
    generator: Sequence[str] = MKDOCS,
    holding: Sequence[int] = (),
) -> Path:
    """Build the pages of one folder into another; returns the latter.

    They are built beside it and put in its place once they are whole: the site that is there
    stays until then, and if there is a fault.

    Args:
        docs: the sources.
        site: what is in it goes.
        address: where the site will be; by default SITE_URL of the environment.
        generator: the command that takes MkDocs's options.
        holding: descriptors of locks that it is to hold as well.

    Raises:
        BuildError: MkDocs found a fault, or anything it would warn of.
        OSError: the pages cannot be written.
    """
    unfinished, earlier = _beside(site, "part"), _beside(site, "earlier")
    if earlier.exists() and not site.exists():
        earlier.rename(site)  # a build was killed between two renames
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [*generator, "build", "--strict", "--quiet", "--clean", "-f", "mkdocs.yml"]
    places = {"DOCS_DIR": str(docs), "SITE_DIR": str(unfinished)}
    if address is not None:
        places["SITE_URL"] = address
    # Material's banner on what comes after MkDocs 1.
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ, **places}
    done = subprocess.run(command, cwd=ROOT, env=environment, pass_fds=tuple(holding), check=False)
    if done.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise BuildError(
            f"expected MkDocs to build {docs}; see what it says above. The site in {site} is as "
            "it was"
        )
    _put_in_place(unfinished, site, earlier)
    return site


def _put_in_place(built: Path, site: Path, earlier: Path) -> None:
    shutil.rmtree(earlier, ignore_errors=True)
    if site.exists():
        site.rename(earlier)
    built.rename(site)
    shutil.rmtree(earlier, ignore_errors=True)


def _beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}.{what}")


def copy_sources(committed: Workspace, trial: Workspace) -> None:
    """Copy all sources of the site but what a profile measures and renders for itself."""

    def leave_out(folder: str, names: list[str]) -> set[str]:
        place = Path(folder)
        kept = OWN.get(place.name) if place.parent == committed.project else None
        return set() if kept is None else set(names) - kept

    shutil.copytree(committed.docs, trial.docs, ignore=leave_out, dirs_exist_ok=True)


if __name__ == "__main__":
    raise SystemExit(main())

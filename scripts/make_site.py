"""Render and build the site, where something has changed since the last time.

What is there stands if nothing that it was made from has another digest, and neither has any file
that was made; otherwise it is made as if there were nothing.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts import stamps
from scripts.digests import Digests, everything, sha256, sources
from scripts.lock import alone
from scripts.progress import guarded, say
from scripts.stamps import Stamp
from scripts.workspace import PROJECT, RENDERED, SITE, Workspace, parser

# The environment's part in what is built; what else the settings read of it is set by the build.
ENVIRONMENT = ("SITE_URL", "SOURCE_DATE_EPOCH")

CODE = ("mnist/", "scripts/")
PACKAGES = "scripts/projects/"


@dataclass(frozen=True)
class Step:
    """Something that is made from files.

    Attributes:
        name: what is made.
        stamp: where it is written down.
        made_from: finds everything that decides what comes out.
        made: finds every file that came out.
        make: makes it; 0 where that went well.
    """

    name: str
    stamp: Path
    made_from: Callable[[], Digests]
    made: Callable[[], Digests]
    make: Callable[[], int]

    def fault(self, made_from: Digests) -> str | None:
        """Why it has to be made, in words; ``None`` where it need not."""
        return stamps.fault(stamps.read(self.stamp), Stamp(made_from, self.made()))

    def run(self, made_from: Digests) -> int:
        """Make it and write that down last, so that what was broken off is made again.

        Args:
            made_from: as it was before, so that a file that changes meanwhile makes it stale.
        """
        self.stamp.unlink(missing_ok=True)
        code = self.make()
        if code == 0:
            stamps.write(self.stamp, Stamp(made_from, self.made()))
        return code


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the site is there and as its sources are."""
    options = parser(__doc__)
    options.add_argument("--force", action="store_true", help="make all anew, whatever is there")
    chosen = options.parse_args(argv)
    workspace = Workspace(chosen.profile)
    # From the first look to the last stamp: who waits looks at what the other has left.
    with alone(workspace) as lock:
        if workspace.profile == "smoke":
            # Its sources are copied while it is built, so that a trial is made anew each time.
            return _render(PROJECT.name, workspace) or _build(workspace, lock)
        return make(steps(workspace, lock), force=chosen.force)


def make(steps: Iterator[Step], *, force: bool = False) -> int:
    """Make what is stale, one step after the other; 0 where all went well."""
    stale = 0
    for step in steps:
        made_from = step.made_from()
        fault = "asked to make it anew" if force else step.fault(made_from)
        if fault is None:
            continue
        stale += 1
        say(f"{step.name}: {fault}")
        code = step.run(made_from)
        if code != 0:
            return code
    if not stale:
        say("the site and what is rendered for it are up to date; FORCE=1 makes them anew")
    return 0


def steps(workspace: Workspace, lock: int) -> Iterator[Step]:
    """Of the rendered files of every project, then of the site that shows them.

    Args:
        workspace: where they are.
        lock: of the workspace, which is held.
    """
    # Rendering changes nothing that anything is rendered from.
    found = sources(workspace.root)
    yield _rendering(SITE, "", found, workspace)
    for slug in _slugs(workspace):
        yield _rendering(slug, f"projects/{slug}/", found, workspace)
    yield Step(
        name="the site",
        stamp=_stamp("built", workspace),
        made_from=lambda: sources(workspace.root) | _environment(),
        made=lambda: everything(workspace.site),
        make=lambda: _build(workspace, lock),
    )


def _slugs(workspace: Workspace) -> list[str]:
    """The projects whose files are rendered; as `scripts.packages` finds them, but sooner."""
    folder = workspace.root / "scripts" / "projects"
    packages = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    return [PROJECT.name, *(name.replace("_", "-") for name in packages)]


def _stamp(name: str, workspace: Workspace) -> Path:
    return workspace.build / "stamps" / f"{name}.json"


def _rendering(slug: str, place: str, found: Digests, workspace: Workspace) -> Step:
    """What is rendered for a project, or for the site.

    Args:
        slug: as the command that renders takes it.
        place: of its folder below the pages' folder.
        found: all sources.
        workspace: where they are.
    """
    project = workspace.docs / place
    artefacts = f"docs/{place}artefacts/"
    own = f"{PACKAGES}{slug.replace('-', '_')}/"

    def is_taken(name: str) -> bool:
        if name.startswith(PACKAGES) and name.count("/") > PACKAGES.count("/"):
            return name.startswith(own)
        return name.startswith((*CODE, artefacts))

    def made() -> Digests:
        files = (path for kind in RENDERED.items() for path in (project / kind[0]).glob(kind[1]))
        return {path.relative_to(project).as_posix(): sha256(path) for path in files}

    return Step(
        name=f"figures and tables of {slug}",
        stamp=_stamp(f"rendered-{slug}", workspace),
        made_from=lambda: {name: found[name] for name in found if is_taken(name)} | _installed(),
        made=made,
        make=lambda: _render(slug, workspace),
    )


def _environment() -> Digests:
    return {name: os.environ.get(name, "") for name in ENVIRONMENT} | _installed()


def _installed() -> Digests:
    """Python and what is installed for it, whose names tell versions."""
    folder = Path(sysconfig.get_path("purelib"))
    packages = sorted(path.name for path in folder.glob("*.dist-info"))
    digest = hashlib.sha256("\n".join(packages).encode()).hexdigest()
    return {"the version of Python": platform.python_version(), "installed packages": digest}


# To import what renders and builds takes longer than to find that neither has to be done.


def _render(slug: str, workspace: Workspace) -> int:
    from scripts import render

    return render.bring_all(workspace, check=False, only=slug)


def _build(workspace: Workspace, lock: int) -> int:
    from scripts import build_pages

    return build_pages.build_site(workspace, lock)


if __name__ == "__main__":
    raise SystemExit(main())

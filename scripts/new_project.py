"""Begin a project: its page, a small experiment of its own, and what is rendered from it.

The page can be built at once. What it measures is an example, to be replaced by your own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import keyword
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template

from scripts import project_template, render
from scripts.packages import FOLDER, Package
from scripts.progress import guarded, say
from scripts.workspace import ROOT, Workspace

TEMPLATE = Path(project_template.__file__).parent

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'&:()+-]*")
MOST_CHARACTERS = 60


class NewProjectError(ValueError):
    """A project of that name cannot be begun."""


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """0 when the project is there, measured and rendered."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("name", help="as readers see it, such as 'Sorting by sight'")
    name = " ".join(options.parse_args(argv).name.split())
    workspace = Workspace("full")
    package = package_of(name)
    write(name, package, workspace)
    package.measure(workspace)
    render.bring_up_to_date(package.folder(workspace), package.render(workspace))
    for path in (package.folder(workspace) / "index.md", FOLDER / package.name):
        say(f"new: {path.relative_to(ROOT)}")
    say("make serve shows it; docs/guide.md says how to go on")
    return 0


def package_of(name: str) -> Package:
    """The package for a name.

    Raises:
        NewProjectError: it is empty or odd.
    """
    hint = 'write make new-project NAME="Sorting by sight"'
    if not name:
        raise NewProjectError(f"NAME: expected a name, found none; {hint}")
    if len(name) > MOST_CHARACTERS or not _NAME.fullmatch(name):
        raise NewProjectError(
            f"NAME: expected up to {MOST_CHARACTERS} letters, digits, spaces and ,.'&:()+- that "
            f"begin with a letter, found {name!r}; {hint}"
        )
    package = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if keyword.iskeyword(package):
        raise NewProjectError(
            f"NAME: expected no word of Python, for a package is called so, found {name!r}; "
            "add a word"
        )
    return Package(package)


def write(name: str, package: Package, workspace: Workspace) -> None:
    """Write the project's page and its package.

    Raises:
        NewProjectError: there is one of that name; nothing is touched.
    """
    pages, code = package.folder(workspace), FOLDER / package.name
    for folder in (pages, code):
        if folder.exists():
            raise NewProjectError(
                f"NAME: expected a new name, found {folder.relative_to(workspace.root)} for "
                f"{name!r}; choose another, or remove that folder"
            )
    pages.mkdir(parents=True)
    fields = {"title": json.dumps(name), "name": name, "date": date.today().isoformat()}
    page = Template((TEMPLATE / "index.md").read_text(encoding="utf-8")).substitute(fields)
    (pages / "index.md").write_text(page, encoding="utf-8")
    code.mkdir()
    (code / "__init__.py").write_text(f'"""{name}."""\n', encoding="utf-8")
    for module in ("measure.py", "show.py"):
        shutil.copyfile(TEMPLATE / module, code / module)
        text = (code / module).read_text(encoding="utf-8")
        own = text.replace(project_template.__name__, f"scripts.projects.{package.name}")
        (code / module).write_text(own, encoding="utf-8")
    importlib.invalidate_caches()


if __name__ == "__main__":
    raise SystemExit(main())

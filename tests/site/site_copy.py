"""The whole site with other settings or pages, built in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.workspace import ROOT

LINKED = ("docs", "mnist", "scripts")


@dataclass(frozen=True)
class Outcome:
    """How a build ended, what it said and where the site is."""

    code: int
    said: str
    site: Path

    def page(self, name: str) -> str:
        return (self.site / name).read_text(encoding="utf-8")


def build_with(folder: Path, change: Callable[[str], str]) -> Outcome:
    """Build the site with a changed mkdocs.yml; its sources are the committed ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(change(settings), encoding="utf-8")
    return build(folder)


def build(folder: Path) -> Outcome:
    """Build the site whose mkdocs.yml is in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout + done.stderr, folder / "site")

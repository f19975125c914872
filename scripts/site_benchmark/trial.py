"""A copy of the project in a folder of its own, where it can be built with and without hooks."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from scripts import site_nav
from scripts.digests import ANYWHERE
from scripts.site_benchmark import timing
from scripts.site_benchmark.pages import PREFIX
from scripts.site_benchmark.timing import Cost
from scripts.workspace import ROOT

TAKEN = ("Makefile", "docs", "mkdocs.yml", "mnist", "package-lock.json", "requirements", "scripts")
SETTINGS = "mkdocs.yml"
PLAIN = "plain.yml"
# Of the overrides the icons alone, which the settings name.
ICONS = ".icons"
NO_TEMPLATES = "no-templates"
MKDOCS = (sys.executable, "-m", "mkdocs")
# What its Makefile would set; a site is built for the same address each time. Compiled code is
# kept, as it is where nobody has asked for something else.
ENVIRONMENT = {
    "PYTHONDONTWRITEBYTECODE": "",
    "NO_MKDOCS_2_WARNING": "1",
    "PROFILE": "full",
    "SITE_URL": "https://example.org/portfolio/",
}
# The environment is there, and is that of the copied project.
INSTALLED = ("-o", ".venv/.site", "-o", ".venv/.uv")


class Trial:
    """A copy of the project, with nothing built.

    Args:
        folder: empty, for the copy.
        root: of the project.
    """

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self._folder = folder
        for name in TAKEN:
            if (root / name).is_dir():
                leave = shutil.ignore_patterns(*ANYWHERE)
                shutil.copytree(root / name, folder / name, ignore=leave)
            else:
                shutil.copy2(root / name, folder / name)
        (folder / ".venv").symlink_to(sys.prefix)
        shutil.copytree(folder / "docs" / "overrides" / ICONS, folder / NO_TEMPLATES / ICONS)

    @property
    def docs(self) -> Path:
        """Its pages."""
        return self._folder / "docs"

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self._folder / "site"

    def forget(self) -> None:
        """Remove all that was built, and what is kept for the next time."""
        for name in ("site", "build"):
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def pages(self) -> int:
        """How many pages the site has."""
        return sum(1 for _ in self.site.rglob("*.html"))

    def size(self) -> int:
        """Bytes of the site."""
        return sum(path.stat().st_size for path in self.site.rglob("*") if path.is_file())

    def page_size(self) -> int:
        """Bytes of one project's page: of a made-up one, where there are any."""
        pages = sorted((self.site / "projects").glob("*/index.html"))
        chosen = next((page for page in pages if page.parent.name.startswith(PREFIX)), pages[0])
        return chosen.stat().st_size

    def make_site(self) -> Cost:
        """``make site``, whatever of it has to be done."""
        return self._run(["make", "--no-print-directory", *INSTALLED, "site"])

    def build(self, *, hooks: bool) -> Cost:
        """Build the site with MkDocs alone, with this project's hooks or without them."""
        if not hooks:
            self._settle_plain()
        settings = SETTINGS if hooks else PLAIN
        return self._run([*MKDOCS, "build", "--strict", "--quiet", "--clean", "-f", settings])

    def serve(self) -> Cost:
        """Serve the site, up to its first page."""
        address = f"127.0.0.1:{timing.free_port()}"
        command = [*MKDOCS, "serve", "--quiet", "--dev-addr", address]
        # Served below the path that the site's own address has.
        environment = ENVIRONMENT | {"SITE_URL": f"http://{address}/"}
        return timing.serve(command, self._folder, environment, f"http://{address}/")

    def _run(self, command: list[str]) -> Cost:
        return timing.run(command, self._folder, ENVIRONMENT)

    def _settle_plain(self) -> None:
        """Write settings that are the site's own but for the hooks and what only they can fill.

        The theme, the plugins and the pages are the same, and so is the navigation, with the
        pages that its patterns stand for.
        """
        with (self._folder / SETTINGS).open("rb") as file:
            nav = yaml_load(file)["nav"]
        settings = {
            "INHERIT": SETTINGS,
            "hooks": [],
            "theme": {"custom_dir": NO_TEMPLATES},
            "nav": site_nav.expand(nav, self.docs),
        }
        # JSON is YAML.
        (self._folder / PLAIN).write_text(json.dumps(settings, indent=1), encoding="utf-8")

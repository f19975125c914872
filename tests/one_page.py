"""Building one page of the digit project alone, with what is rendered for it, or without."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bs4 import BeautifulSoup

from mnist import artefacts
from scripts.figures import Figure
from scripts.markdown import Table
from scripts.workspace import PROJECT, ROOT

CONFIG = f"""
site_name: Small
theme: {{name: mkdocs, locale: en, highlightjs: false}}
exclude_docs: generated/
hooks: ["{ROOT}/scripts/site_hooks.py"]
plugins:
  - macros: {{module_name: "{ROOT}/scripts/site_macros", on_undefined: strict, on_error_fail: true}}
markdown_extensions: [attr_list, md_in_html, tables]
"""

FRONT_MATTER = (
    "---\ntitle: Digits\nsummary: Reads.\ndate: 2026-01-31\ntags: [vision]\nstatus: Done\n---\n\n"
)


def build(
    folder: Path,
    name: str,
    headings: list[str],
    results: Mapping[str, bytes],
    tables: Mapping[str, Table],
    figures: Mapping[str, Figure],
    texts: Mapping[str, str],
) -> BeautifulSoup:
    """Build the page in an empty folder.

    Args:
        folder: where.
        name: of the page, without its suffix.
        headings: of the report, which the page links to.
        results: artefacts by their names.
        tables: by their names on the page.
        figures: the same.
        texts: the same.
    """
    project = folder / "docs" / PROJECT
    files = {f"artefacts/{file}.json": content for file, content in results.items()}
    report = "\n\n".join(["# Digits", *(f"## {heading}" for heading in headings)])
    files["index.md"] = (FRONT_MATTER + report + "\n").encode()
    files[f"{name}.md"] = (ROOT / "docs" / PROJECT / f"{name}.md").read_bytes()
    fragments = {table: each.markdown(table) for table, each in tables.items()} | dict(texts)
    for figure, each in figures.items():
        files |= each.files(figure)
    files |= {f"generated/{each}.md": text.encode() for each, text in fragments.items()}
    for file, content in files.items():
        artefacts.write_bytes(project / file, content)
    artefacts.write_bytes(folder / "docs" / "index.md", b"# Home\n")
    shutil.copytree(ROOT / "docs" / "notes", folder / "docs" / "notes")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG)
    # From the root, or the hooks would not find what they import.
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", config]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = folder / "site" / PROJECT / name / "index.html"
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")

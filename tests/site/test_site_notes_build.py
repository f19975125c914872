"""Notes of a small site that MkDocs builds: headings, mentions and previews together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from scripts.workspace import ROOT

CONFIG = f"""
site_name: Small
strict: true
theme: {{name: mkdocs, locale: en, highlightjs: false}}
validation: {{anchors: warn}}
hooks: ["{ROOT}/scripts/site_hooks.py"]
plugins:
  - macros: {{module_name: "{ROOT}/scripts/site_macros", on_undefined: strict, on_error_fail: true}}
"""

RELU = """---
summary: Stops the rest.
---

# ReLU

## Example

### Example

See [[dropout]] and [[relu#example_1|below]].
"""
DROPOUT = "---\nsummary: Switches off.\n---\n\n# Dropout\n\nAlone.\n"
PAGES = {
    "index.md": "# Home\n\nA [[relu]], [[ReLU#example_1|an example]].\n",
    "zoo.md": "---\ntitle: Aviary\n---\n\n# Zoo\n\n{% if false %}[[dropout]]{% endif %} [[relu]]\n",
    "notes/index.md": "# Notes\n\n{{ note_list() }}\n",
    "notes/relu.md": RELU,
    "notes/dropout.md": DROPOUT,
}

Build = Callable[[dict[str, str]], None]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds in this process, as `mkdocs serve` does, time and again."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG, encoding="utf-8")

    def run(pages: dict[str, str]) -> None:
        for name, text in pages.items():
            path = tmp_path / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        loaded = load_config(str(config))
        loaded.plugins.on_startup(command="build", dirty=False)
        build_site(loaded)

    return run


def page(folder: Path, url: str) -> BeautifulSoup:
    text = (folder / "site" / url / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def mentions(soup: BeautifulSoup) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.get_text()) for link in soup.select(".mentions a")]


def test_note_says_what_mentions_it_whatever_the_order_of_pages(
    build: Build, tmp_path: Path
) -> None:
    build(PAGES)
    relu, dropout = page(tmp_path, "notes/relu"), page(tmp_path, "notes/dropout")
    # Not the list of notes, not the note itself, each page once, and by title.
    assert mentions(relu) == [("../../zoo/", "Aviary"), ("../..", "Home")]
    # Not the page whose template leaves the link out.
    assert mentions(dropout) == [("../relu/", "ReLU")]
    assert mentions(page(tmp_path, "zoo")) == []


def test_mentions_follow_an_edit(build: Build, tmp_path: Path) -> None:
    build(PAGES)
    build(
        {
            "index.md": "# Start\n\nA [[dropout]].\n",
            "notes/relu.md": RELU.replace("[[dropout]]", ""),
        }
    )
    assert mentions(page(tmp_path, "notes/relu")) == [("../../zoo/", "Aviary")]
    assert mentions(page(tmp_path, "notes/dropout")) == [("../..", "Start")]


def test_links_to_notes_are_described_where_the_note_is_not_told_anyway(
    build: Build, tmp_path: Path
) -> None:
    build(PAGES)
    home = page(tmp_path, "")
    links = home.select("a[aria-describedby]")
    assert [link["href"] for link in links] == ["notes/relu/", "notes/relu/#example_1"]
    summary = home.find(id=links[0]["aria-describedby"])
    assert summary is not None
    assert summary.get_text() == "Stops the rest."
    # A mention is a link to a note as well.
    assert page(tmp_path, "notes/dropout").select(".mentions a[aria-describedby]")
    assert not page(tmp_path, "notes").select("a[aria-describedby]")


def test_link_into_a_note_arrives_at_its_heading(build: Build, tmp_path: Path) -> None:
    build(PAGES)
    heading = page(tmp_path, "notes/relu").find(id="example_1")
    assert heading is not None
    assert heading.name == "h3"

"""Small sites, built by MkDocs with the project's hooks and macros."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.workspace import ROOT

CONFIG = f"""
site_name: Small
strict: true
theme: {{name: mkdocs, locale: en, highlightjs: false}}
nav: [index.md, {{Notes: [notes/*.md]}}, projects/index.md, projects/digits/index.md]
exclude_docs: generated/
hooks: ["{ROOT}/scripts/site_hooks.py"]
plugins:
  - macros: {{module_name: "{ROOT}/scripts/site_macros", on_undefined: strict, on_error_fail: true}}
markdown_extensions: [attr_list, md_in_html]
"""

NOTE = "---\nsummary: A note.\naliases: [The note]\n---\n\n# Note\n\nText.\n"
FRONT_MATTER = {
    "title": "Digits",
    "summary": "Reads digits.",
    "date": "2026-01-31",
    "tags": "[vision]",
    "status": "Done",
}
PAGES = {
    "index.md": '# Home\n\n{{ project("digits").evaluation.accuracy | percent }} of [[the note]]\n',
    "notes/note.md": NOTE,
    "projects/index.md": "# Projects\n\n{{ project_cards() }}\n",
    "projects/digits/artefacts/evaluation.json": json.dumps({"accuracy": 0.98766}),
    "projects/digits/generated/table.md": "*Rendered*, with [[brackets]].",
}


def project_page(body: str = "", **front_matter: str) -> str:
    fields = FRONT_MATTER | front_matter
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return f"---\n{lines}\n---\n\n# Digits\n\n{body}\n"


@dataclass(frozen=True)
class Outcome:
    code: int
    said: str
    site: Path

    def page(self, name: str) -> str:
        return (self.site / name).read_text(encoding="utf-8")


Build = Callable[..., Outcome]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def run(**pages: str) -> Outcome:
        contents = PAGES | {"projects/digits/index.md": project_page()} | pages
        for name, text in contents.items():
            path = tmp_path / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = tmp_path / "mkdocs.yml"
        config.write_text(CONFIG, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)],
            cwd=ROOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout + done.stderr, tmp_path / "site")

    return run


def test_sound_site_is_built(build: Build) -> None:
    body = "{{ evaluation.accuracy | decimals(3) }}\n\n{{ rendered('table') }}"
    outcome = build(**{"projects/digits/index.md": project_page(body)})
    assert outcome.code == 0, outcome.said
    home = outcome.page("index.html")
    assert (
        '<data class="measured" value="0.98766" data-artefact="projects/digits/artefacts/'
        'evaluation.json" data-field="accuracy" data-run="-" data-format="percent">'
        "98.77\u202f%</data> of"
    ) in home
    assert 'href="notes/note/">the note</a>' in home
    page = outcome.page("projects/digits/index.html")
    assert 'data-artefact="artefacts/evaluation.json"' in page
    assert ">0.988</data></p>" in page
    assert "<em>Rendered</em>, with [[brackets]]." in page
    assert '<a href="digits/">Digits</a>' in outcome.page("projects/index.html")
    assert not (outcome.site / "projects/digits/generated").exists()


@pytest.mark.parametrize(
    ("name", "text", "complaints"),
    [
        (
            "projects/digits/index.md",
            project_page("{{ evaluation.acuracy }}"),
            ["projects/digits/index.md", "evaluation has no 'acuracy'; it has accuracy"],
        ),
        ("index.md", "# Home\n\n{{ evaluation }}", ["index.md", "'evaluation' is undefined"]),
        ("index.md", "# Home\n\n{{ project('x') }}", ["index.md", "expected a folder"]),
        ("index.md", "# Home\n\n{{ rendered('table') }}", ["index.md is in no project"]),
        (
            "projects/digits/index.md",
            project_page("{{ rendered('figure') }}"),
            ["projects/digits/index.md", "generated/figure.md, found no such file"],
        ),
        ("index.md", "---\ntitle: Home\n---\n\n# Home\n\n[[Nope]]", ["index.md:7: [[Nope]]"]),
        ("notes/other.md", NOTE, ["[[the note]]: expected one note of that name"]),
        (
            "index.md",
            "---\ntitle: Home\n---\n\n# Home\n\n[[Note#Nope]]",
            ["index.md:7: [[Note#Nope]]: expected a heading", 'headings are: "Note"; mend'],
        ),
        ("notes/bare.md", "# Bare\n", ["notes/bare.md: expected the field 'summary'"]),
        ("notes/bare.md", "---\nsummary: X\n---\nText", ["expected a heading '# Title'"]),
    ],
)
def test_faulty_page_fails_the_build_and_is_named(
    build: Build, name: str, text: str, complaints: list[str]
) -> None:
    outcome = build(**{name: text})
    assert outcome.code != 0
    for complaint in complaints:
        assert complaint in outcome.said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", ""),
        ("tags", "one"),
        ("cover", "no-such-figure"),
        ("metrics", "[{label: A, value: evaluation.b, format: percent}]"),
    ],
)
def test_project_with_a_faulty_field_fails_the_build(build: Build, field: str, value: str) -> None:
    outcome = build(**{"projects/digits/index.md": project_page(**{field: value})})
    assert outcome.code != 0
    assert "projects/digits/index.md: " in outcome.said
    assert f"the field '{field}" in outcome.said


def test_artefact_that_hides_a_variable_fails_the_build(build: Build) -> None:
    outcome = build(**{"projects/digits/artefacts/config.json": "{}"})
    assert outcome.code != 0
    assert "these artefacts need other names: config" in outcome.said

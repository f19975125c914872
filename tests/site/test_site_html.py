"""Every page of the built site is valid HTML, by a validator that asks nobody."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from scripts.workspace import ROOT

VALIDATOR = ROOT / "scripts" / "page_quality" / "node_modules" / ".bin" / "html-validate"

# By rule, why it is not asked for; all that the standard itself asks for are.
RULES = {
    # The theme's drawer and search are checkboxes, which Firefox would restore on a reload.
    "valid-autocomplete": "off",
    # Style, not validity: the templates' white space, and `<br />` of Markdown.
    "no-trailing-whitespace": "off",
    "void-style": "off",
}
SETTINGS = {
    "root": True,
    "extends": ["html-validate:standard"],
    "rules": RULES,
}


def faults(pages: list[Path], folder: Path) -> list[str]:
    """What the validator finds wrong, a line each."""
    assert VALIDATOR.exists(), "expected the validator, found none: run make test"
    settings = folder / "settings.json"
    settings.write_text(json.dumps(SETTINGS))
    found = folder / "found.json"
    # Into a file: it ends before a pipe has taken all.
    with found.open("w") as file:
        done = subprocess.run(
            [VALIDATOR, "--config", settings, "--formatter", "json", *pages],
            stdout=file,
            check=False,
        )
    assert done.returncode in {0, 1}
    return [
        f"{page['filePath']}:{each['line']}: {each['ruleId']}: {each['message']}"
        for page in json.loads(found.read_text())
        for each in page["messages"]
    ]


def test_every_page_is_valid(site_dir: Path, tmp_path: Path) -> None:
    pages = sorted(site_dir.rglob("*.html"))
    assert len(pages) > 25
    assert faults(pages, tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("</article>", "</section>", "close-order"),
        ("</article>", '<p id="content"></p></article>', "no-dup-id"),
        ("</article>", "<span><div></div></span></article>", "element-permitted-content"),
        ('lang="en"', "", "element-required-attributes"),
    ],
)
def test_a_page_that_is_not_valid_is_found(
    site_dir: Path, tmp_path: Path, before: str, after: str, rule: str
) -> None:
    page = tmp_path / "page.html"
    html = (site_dir / "index.html").read_text(encoding="utf-8")
    assert before in html
    page.write_text(html.replace(before, after, 1), encoding="utf-8")
    assert rule in " ".join(faults([page], tmp_path))

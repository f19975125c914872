"""Code on a project's pages is that of the sources: a block names its place and holds no copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.workspace import Workspace

PAGES = sorted((Workspace("full").docs / "projects").rglob("*.md"))
BLOCK = re.compile(r"^( *)```([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SNIPPET = re.compile(r'--8<-- "[\w/]+\.\w+(:\w+)?"')


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_code_is_typed_on_a_page(page: Path) -> None:
    for _, kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if re.search(r"\b(python|py|js|javascript)\b", kind):
            assert SNIPPET.fullmatch(body.strip()), body


def test_the_report_shows_code() -> None:
    report = (Workspace("full").project / "index.md").read_text(encoding="utf-8")
    assert len(SNIPPET.findall(report)) >= 5

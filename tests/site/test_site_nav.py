"""Patterns of the navigation."""

from __future__ import annotations

from pathlib import Path

from scripts.site_nav import expand
from tests.copies import write_folder


def test_pages_stand_in_the_place_of_their_pattern(tmp_path: Path) -> None:
    names = ("index.md", "notes/index.md", "notes/b.md", "notes/a.md", "projects/x/index.md")
    write_folder(tmp_path, dict.fromkeys(names, b"# Title"))
    nav = [
        "index.md",
        {"Notes": ["notes/index.md", "notes/*.md"]},
        {"Projects": [{"X": "projects/x/index.md"}, "projects/*/index.md"]},
    ]
    assert expand(nav, tmp_path) == [
        "index.md",
        {"Notes": ["notes/index.md", "notes/a.md", "notes/b.md"]},
        {"Projects": [{"X": "projects/x/index.md"}]},
    ]


def test_a_site_without_a_navigation_is_left_without(tmp_path: Path) -> None:
    assert expand(None, tmp_path) is None

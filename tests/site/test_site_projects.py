from __future__ import annotations

import datetime

from scripts.site_projects import Project, cards

DIGITS = Project(
    "projects/digits/index.md",
    "Digits",
    "Reads digits.",
    datetime.date(2026, 1, 31),
    ("vision", "networks"),
    "In progress",
)


def test_card_says_what_the_front_matter_says() -> None:
    card = cards([DIGITS], "index.md")
    assert "### [Digits](projects/digits/index.md)" in card
    assert "Reads digits." in card
    assert "In progress · January 2026 · vision · networks" in card


def test_links_are_relative_to_the_page() -> None:
    assert "[Digits](digits/index.md)" in cards([DIGITS], "projects/index.md")


def test_figure_is_shown_for_both_palettes() -> None:
    card = cards([Project(*list(vars(DIGITS).values())[:-1], figure="sample-grid")], "index.md")
    assert "![](projects/digits/figures/sample-grid.light.svg#only-light)" in card
    assert "![](projects/digits/figures/sample-grid.dark.svg#only-dark)" in card
    assert "![" not in cards([DIGITS], "index.md")

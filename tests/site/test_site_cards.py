from __future__ import annotations

import dataclasses
import datetime

from scripts.site_cards import cards, fact_list
from scripts.site_featured import cover
from scripts.site_projects import About, Fact, Project

ABOUT = About(
    title="Digits",
    summary="Reads digits.",
    date=datetime.date(2026, 1, 31),
    tags=("vision", "networks"),
    status="In progress",
)
DIGITS = Project("projects/digits/index.md", ABOUT)


def test_card_says_what_the_front_matter_says() -> None:
    card = cards([DIGITS], "index.md")
    assert "## [Digits](projects/digits/index.md)" in card
    assert "Reads digits." in card
    assert "In progress · January 2026 · vision · networks" in card


def test_links_are_relative_to_the_page() -> None:
    assert "[Digits](digits/index.md)" in cards([DIGITS], "projects/index.md")


def test_cover_is_shown_for_both_palettes() -> None:
    covered = dataclasses.replace(DIGITS, about=dataclasses.replace(ABOUT, cover="sample-grid"))
    card = cards([covered], "index.md")
    assert "![](projects/digits/figures/sample-grid.light.svg#only-light)" in card
    assert "![](projects/digits/figures/sample-grid.dark.svg#only-dark)" in card
    assert "![" not in cards([DIGITS], "index.md")


def test_headline_numbers_are_shown_where_there_are_some() -> None:
    measured = dataclasses.replace(DIGITS, facts=(Fact("Right & <left>", "99 %"),))
    assert "<dt>Right &amp; &lt;left&gt;</dt><dd>99 %</dd>" in cards([measured], "index.md")
    assert "<dl" not in cards([DIGITS], "index.md")
    assert fact_list([]) == ""


def test_picture_of_the_home_page_is_that_of_the_card() -> None:
    covered = dataclasses.replace(DIGITS, about=dataclasses.replace(ABOUT, cover="sample-grid"))
    shown = cover(covered, "index.md")
    assert "![](projects/digits/figures/sample-grid.dark.svg#only-dark)" in shown
    assert shown.endswith("{ .hero-picture }")
    assert cover(DIGITS, "index.md") == ""
    assert cover(None, "index.md") == ""

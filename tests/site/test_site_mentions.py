from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.utils.meta import get_data

from scripts.site_mentions import ANCHOR, LinkedPage, address, foot, mentions
from scripts.workspace import Workspace


def page(source: str, title: str, *links: str) -> LinkedPage:
    return LinkedPage(source, title, source.replace(".md", "/"), frozenset(links))


RELU = page("notes/relu.md", "ReLU", "notes/relu.md", "notes/dropout.md")
REPORT = page("projects/digits/report.md", "A & B", "notes/relu.md")
DROPOUT = page("notes/dropout.md", "dropout", "notes/relu.md")
PAGES = [RELU, DROPOUT, REPORT]


def test_pages_that_mention_a_note_are_told_by_title_without_itself() -> None:
    expected = {"notes/relu.md": [REPORT, DROPOUT], "notes/dropout.md": [RELU]}
    assert mentions(PAGES) == mentions(PAGES[::-1]) == expected


def test_foot_links_to_the_pages_relative_to_the_note() -> None:
    soup = BeautifulSoup(foot([REPORT, DROPOUT], RELU.url), "html.parser")
    links = [(link.get_text(), link["href"]) for link in soup.select("section.mentions li a")]
    assert links == [("A & B", "../../projects/digits/report/"), ("dropout", "../dropout/")]
    assert soup.section is not None
    assert soup.section["aria-label"] == "Mentioned in"
    assert soup.section.has_attr("data-search-exclude")


def test_note_that_nothing_mentions_has_no_foot() -> None:
    assert foot([], RELU.url) == ""


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<a href="../dropout/">x</a>', 1),
        ('<a class="y" href="../dropout/#z">x</a> <a href="../dropout/">x</a>', 2),
        ('<a href="../dropout/more/">x</a>', 0),
        ('<a href="../../notes/dropout/">x</a>', 0),
        ('<a data-href="../dropout/">x</a>', 0),
        ('<img src="../dropout/"> <code>&lt;a href="../dropout/"</code>', 0),
    ],
)
def test_anchors_are_those_of_the_address(html: str, count: int) -> None:
    wanted = address("notes/dropout/", "notes/relu/")
    assert ANCHOR.findall(html).count(wanted) == count


def test_every_note_of_the_site_is_mentioned_somewhere(site_dir: Path) -> None:
    notes = list((site_dir / "notes").rglob("index.html"))
    alone = [
        path.parent.name
        for path in notes
        if path.parent.name != "notes" and 'class="mentions"' not in path.read_text("utf-8")
    ]
    assert len(notes) > 20
    assert alone == []


def test_mentions_and_previews_are_not_found_by_the_search(site_dir: Path) -> None:
    index = (site_dir / "search" / "search_index.json").read_text("utf-8")
    assert "Mentioned in" not in index
    note = (Workspace("full").docs / "notes" / "relu.md").read_text("utf-8")
    summary = get_data(note)[1]["summary"]
    # Once in the list of notes, but not in every page that links to the note.
    assert index.count(summary) == 1

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from scripts.site_citation import Citation, names
from scripts.site_owner import Owner
from scripts.site_projects import About, Project
from scripts.workspace import PROJECT

ADDRESS = "https://example.org/projects/sorting_by_sight/"


def citation(
    title: str = "Sorting by sight", owner: str = "", address: str | None = ADDRESS
) -> Citation:
    about = About(
        title=title, summary="S.", date=datetime.date(2026, 1, 9), tags=("a",), status="Done"
    )
    return Citation(Project("projects/sorting/index.md", about), Owner(name=owner), address)


def fields(entry: str) -> dict[str, str]:
    lines = entry.splitlines()[1:-1]
    pairs = (line.strip().removesuffix(",").split("=", 1) for line in lines)
    return {name.strip(): value.strip() for name, value in pairs}


def test_bibtex_has_title_day_and_address() -> None:
    entry = citation().bibtex()
    assert entry.startswith("@misc{sorting2026,\n")
    assert entry.endswith("\n}")
    assert fields(entry) == {
        "title": "{{Sorting by sight}}",
        "year": "{2026}",
        "month": "jan",
        "url": f"{{{ADDRESS}}}",
        "note": "{As of 9 January 2026}",
        "key": "{Sorting by sight}",
    }


def test_an_empty_owner_is_nobody() -> None:
    assert "author" not in citation().bibtex()
    assert citation().words() == f"Sorting by sight. 9 January 2026. {ADDRESS}"


def test_an_owner_is_the_author_and_begins_the_key() -> None:
    entry = citation(owner="Ada Lovelace").bibtex()
    assert entry.startswith("@misc{lovelace2026sorting,\n")
    assert fields(entry)["author"] == "{Ada Lovelace}"
    assert "key" not in fields(entry)
    assert citation(owner="Ada Lovelace").words().startswith("Ada Lovelace. Sorting by sight. 9")


@pytest.mark.parametrize("text", ["A. B, C. D and E. F", "A. B, C. D, and E. F"])
def test_several_owners_are_joined_as_bibtex_wants_them(text: str) -> None:
    assert names(text) == ["A. B", "C. D", "E. F"]
    assert fields(citation(owner=text).bibtex())["author"] == "{A. B and C. D and E. F}"


def test_what_means_something_to_latex_is_written_so_that_it_does_not() -> None:
    entry = citation(title="100 % of {a_b} & ~").bibtex()
    assert fields(entry)["title"] == r"{{100 \% of \{a\_b\} \& \textasciitilde{}}}"
    assert fields(entry)["url"] == f"{{{ADDRESS}}}"


def test_a_key_begins_with_a_word_that_tells_something() -> None:
    assert citation(title="The art of it").bibtex().startswith("@misc{art2026,")
    assert citation(title="Of the").bibtex().startswith("@misc{of2026,")


def test_a_site_without_an_address_gives_none() -> None:
    assert "url" not in fields(citation(address=None).bibtex())
    assert citation(address=None).words() == "Sorting by sight. 9 January 2026."


@pytest.fixture(scope="module")
def report(site_dir: Path) -> Tag:
    html = (site_dir / PROJECT / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser")


def test_the_report_is_cited_with_its_canonical_address(report: Tag) -> None:
    canonical = report.select_one("link[rel=canonical]")
    assert canonical is not None
    blocks = [block.get_text() for block in report.select(".citation pre code")]
    assert len(blocks) == 2
    assert all(str(canonical["href"]) in block for block in blocks)
    assert "title = {{Handwritten Digit Recognition}}" in " ".join(blocks[1].split())


def test_the_citation_is_in_the_table_of_contents_and_on_no_other_page(
    report: Tag, site_dir: Path
) -> None:
    assert report.select_one("nav.md-nav--secondary a[href='#cite']") is not None
    for page in ("handwriting", "model-card"):
        assert 'id="cite"' not in (site_dir / PROJECT / page / "index.html").read_text()

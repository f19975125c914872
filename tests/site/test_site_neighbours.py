from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from scripts.site_neighbours import settle
from scripts.site_projects import Project
from scripts.workspace import PROJECT
from tests.site.test_site_cards import ABOUT

SOURCES = [
    "index.md",
    "projects/index.md",
    "projects/new/index.md",
    "projects/old/index.md",
    "projects/old/data.md",
    "projects/old/card.md",
    "projects/oldest/index.md",
    "notes/a.md",
    "notes/b.md",
    "about.md",
]


def project(name: str, year: int) -> Project:
    about = dataclasses.replace(ABOUT, date=datetime.date(year, 1, 1))
    return Project(f"projects/{name}/index.md", about)


@pytest.fixture
def pages() -> dict[str, Page]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Small", "nav": list(SOURCES)})
    config.validate()
    files = Files([File(source, "docs", "site", use_directory_urls=True) for source in SOURCES])
    nav: Navigation = get_navigation(files, config)
    settle(nav, [project("new", 2026), project("old", 2025), project("oldest", 2024)])
    return {page.file.src_uri: page for page in nav.pages}


def neighbours(pages: dict[str, Page], source: str) -> list[str | None]:
    page = pages[source]
    return [each and each.file.src_uri for each in (page.previous_page, page.next_page)]


def test_projects_follow_each_other_by_date(pages: dict[str, Page]) -> None:
    old, oldest, new = (f"projects/{name}/index.md" for name in ("old", "oldest", "new"))
    assert neighbours(pages, new) == [old, None]
    assert neighbours(pages, old) == [oldest, new]
    assert neighbours(pages, oldest) == [None, old]


def test_other_pages_follow_those_of_their_folder(pages: dict[str, Page]) -> None:
    assert neighbours(pages, "projects/old/card.md") == ["projects/old/data.md", None]
    assert neighbours(pages, "projects/old/data.md") == [
        "projects/old/index.md",
        "projects/old/card.md",
    ]
    assert neighbours(pages, "notes/a.md") == [None, "notes/b.md"]
    for alone in ("index.md", "projects/index.md", "about.md"):
        assert neighbours(pages, alone) == [None, None]


def test_the_only_project_leads_to_no_other_page(site_dir: Path) -> None:
    report = (site_dir / PROJECT / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(report, "html.parser")
    assert page.select(".md-footer__link, link[rel=prev], link[rel=next]") == []

"""The page of the runs, and the cards beside a page's numbers, as MkDocs built them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts import provenance
from scripts.workspace import PROJECT, Workspace

REPORT = f"{PROJECT.as_posix()}/index.html"
RUNS = provenance.runs(Workspace("full").docs)


@cache
def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


def test_every_run_is_listed_once_with_what_its_key_is_made_from(site_dir: Path) -> None:
    shown = page(site_dir, "runs/index.html")
    headings = [str(each["id"]) for each in shown.select("h3[id^=run-]")]
    assert sorted(headings) == sorted({f"run-{each.key[:12]}" for each in RUNS})
    text = shown.get_text(" ")
    for each in RUNS:
        assert each.key in text
        assert each.command in text
        assert each.machine in text
        for digest in {*each.run["dataset"].values(), *each.run["inputs"].values()}:
            assert shown.select_one(f'code[title="{digest}"]') is not None
    assert "mnist/cross_validation.py" in text


def test_results_of_runs_are_files_of_the_site(site_dir: Path) -> None:
    for link in page(site_dir, "runs/index.html").select("dl.run a"):
        assert (site_dir / "runs" / str(link["href"])).resolve().is_file()


@pytest.mark.parametrize("name", [REPORT, "index.html", "projects/index.html"])
def test_page_brings_a_card_of_every_run_that_its_numbers_name(site_dir: Path, name: str) -> None:
    shown = page(site_dir, name)
    named = {
        key
        for each in shown.select("[data-run]")
        for key in str(each["data-run"]).split()
        if key != "-"
    }
    assert named
    assert {str(each["data-card"]) for each in shown.select("[data-card]")} == named


@pytest.mark.parametrize("name", [REPORT, "index.html", "projects/index.html"])
def test_every_headline_number_is_a_link_to_its_run(site_dir: Path, name: str) -> None:
    values = page(site_dir, name).select("dl.facts dd")
    assert len(values) >= 3
    listed = page(site_dir, "runs/index.html")
    for value in values:
        link = value.select_one("a.made")
        assert link is not None
        assert "how this number was made" in link.get_text()
        assert listed.find(id=str(link["href"]).partition("#")[2]) is not None


def test_page_without_numbers_brings_nothing(site_dir: Path) -> None:
    assert page(site_dir, "about/index.html").select(".made-cards, .made-step") == []


def test_headings_and_menus_have_plain_numbers(site_dir: Path) -> None:
    shown = page(site_dir, REPORT)
    assert shown.select("h1 data, h2 data, h3 data, h4 data, nav data, head data") == []
    for path in (site_dir / "feed.xml", site_dir / "search/search_index.json"):
        text = path.read_text(encoding="utf-8")
        assert not any("\ue000" <= each <= "\ue0ff" for each in text)
        assert 'class="measured"' not in text


def test_search_finds_no_page_by_the_words_of_the_links(site_dir: Path) -> None:
    documents = json.loads((site_dir / "search/search_index.json").read_text())["docs"]
    report = [each["text"] for each in documents if PROJECT.as_posix() in each["location"]]
    for words in ("How this was made", "how this number was made", "Step through the numbers"):
        assert not any(words in text for text in report)

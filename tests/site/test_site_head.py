"""What the heads of the built pages say of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from scripts.site_head import _foot
from scripts.workspace import PROJECT

REPORT = f"{PROJECT.as_posix()}/index.html"
HOME = "index.html"
ALL = [HOME, REPORT, "about/index.html", "notes/dropout/index.html", "tags/index.html"]


class Head:
    def __init__(self, path: Path) -> None:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        head = page.head
        assert head is not None
        self.soup = head

    def content(self, name: str) -> list[str]:
        found = self.soup.select(f'meta[property="{name}"], meta[name="{name}"]')
        return [str(each["content"]) for each in found]

    def data(self) -> list[dict[str, Any]]:
        scripts = self.soup.select("script[type='application/ld+json']")
        assert len(scripts) == 1
        data = json.loads(str(scripts[0].string))
        assert data["@context"] == "https://schema.org"
        graph: list[dict[str, Any]] = data["@graph"]
        return graph


@pytest.mark.parametrize("name", ALL)
def test_sheets_of_paper_have_the_title_at_their_foot(site_dir: Path, name: str) -> None:
    head = Head(site_dir / name)
    styles = [style.text for style in head.soup.select("style") if "@bottom-left" in style.text]
    (title,) = head.soup.select("title")
    assert len(styles) == 1
    assert f'content: "{title.text}";' in styles[0]


def test_title_cannot_leave_its_place_at_the_foot() -> None:
    assert r'content: "\22 \3c /style>\26  \5c "' in _foot('"</style>& \\')


def test_telephones_get_an_icon_of_the_size_that_they_ask_for(site_dir: Path) -> None:
    (link,) = Head(site_dir / REPORT).soup.select("link[rel=apple-touch-icon]")
    icon = (site_dir / REPORT).parent / str(link["href"])
    with Image.open(icon) as picture:
        assert picture.size == (180, 180)
        assert picture.getpixel((0, 0))[:3] == (255, 255, 255)


@pytest.mark.parametrize("name", ALL)
def test_page_names_its_address_and_is_described_once(site_dir: Path, name: str) -> None:
    head = Head(site_dir / name)
    links = [str(each["href"]) for each in head.soup.select("link[rel=canonical]")]
    assert len(links) == 1
    assert links[0].endswith(name.removesuffix("index.html"))
    assert head.content("og:url") == links
    assert head.content("og:description") == head.content("description")
    assert len(head.content("description")[0]) > 30
    assert len(head.soup.select("title")) == 1


def test_descriptions_are_the_pages_own(site_dir: Path) -> None:
    told = {Head(site_dir / name).content("description")[0] for name in (HOME, REPORT)}
    note = Head(site_dir / "notes/dropout/index.html").content("description")[0]
    assert len(told | {note}) == 3
    assert note.startswith("Switch off random units")


def test_project_is_an_article_with_its_date_and_topics(site_dir: Path) -> None:
    head = Head(site_dir / REPORT)
    article, trail = head.data()
    assert head.content("og:type") == ["article"]
    assert head.content("article:modified_time") == [article["dateModified"]]
    assert head.content("article:tag") == article["keywords"]
    assert article["@type"] == "TechArticle"
    assert article["headline"] == "Handwritten Digit Recognition"
    assert "author" not in article
    steps = trail["itemListElement"]
    assert [step["name"] for step in steps] == ["Portfolio", "Projects", article["headline"]]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[-1]["item"] == article["url"]


def test_home_page_is_the_site(site_dir: Path) -> None:
    (site,) = Head(site_dir / HOME).data()
    assert site["@type"] == "WebSite"
    assert site["name"] == "Portfolio"
    assert "author" not in site


def test_page_for_unknown_addresses_claims_none(site_dir: Path) -> None:
    head = Head(site_dir / "404.html")
    assert head.content("og:url") == []
    assert head.soup.select("title, link[rel=canonical]") == head.soup.select("title")

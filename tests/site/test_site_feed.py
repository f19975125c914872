"""The feed: what RFC 4287 asks of one, from front matter alone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.config.defaults import MkDocsConfig

from scripts.site_feed import feed
from scripts.site_owner import Owner
from scripts.site_projects import Fact, Project
from tests.site.test_site_cards import ABOUT
from tests.site.test_site_head import ALL, Head

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
DIGITS = Project("projects/digits/index.md", ABOUT, (Fact("Right & left", "99 %"),))
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def text(element: ElementTree.Element, path: str) -> str:
    found = element.findall(path, ATOM)
    assert len(found) == 1, path
    return str(found[0].text)


def assert_valid(root: ElementTree.Element) -> None:
    """Elements that a feed and each of its entries must have, once each."""
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert text(root, "atom:author/atom:name")
    for element in (root, *root.findall("atom:entry", ATOM)):
        assert text(element, "atom:id").startswith("http")
        assert text(element, "atom:title")
        assert MOMENT.fullmatch(text(element, "atom:updated"))
    ids = [text(entry, "atom:id") for entry in root.findall("atom:entry", ATOM)]
    assert len(set(ids)) == len(ids) > 0


@pytest.fixture
def config() -> MkDocsConfig:
    settings = MkDocsConfig()
    settings.load_dict({"site_name": "Small", "site_url": "https://site.example/portfolio/"})
    settings.validate()
    settings.extra["owner"] = Owner()
    return settings


def test_entry_tells_of_the_project_with_its_numbers(config: MkDocsConfig) -> None:
    root = ElementTree.fromstring(feed(config, [DIGITS]))
    assert_valid(root)
    entry = root.find("atom:entry", ATOM)
    assert entry is not None
    assert text(entry, "atom:summary") == "Reads digits. Right & left: 99 %."
    assert text(entry, "atom:id") == "https://site.example/portfolio/projects/digits/"
    terms = [each.get("term") for each in entry.findall("atom:category", ATOM)]
    assert terms == ["vision", "networks"]


def test_feed_is_as_new_as_its_projects(config: MkDocsConfig) -> None:
    root = ElementTree.fromstring(feed(config, [DIGITS]))
    moments = [each.text for each in root.iterfind(".//atom:updated", ATOM)]
    assert moments == [f"{ABOUT.date.isoformat()}T00:00:00Z"] * 2


def test_author_is_the_owner_or_else_the_site(config: MkDocsConfig) -> None:
    def author() -> str:
        return text(ElementTree.fromstring(feed(config, [DIGITS])), "atom:author/atom:name")

    assert author() == "Small"
    config.extra["owner"] = Owner(name="Ada <Example>")
    assert author() == "Ada <Example>"


def test_built_feed_is_valid_and_named_on_every_page(site_dir: Path) -> None:
    root = ElementTree.parse(site_dir / "feed.xml").getroot()
    assert_valid(root)
    for name in ALL:
        links = Head(site_dir / name).soup.select("link[type='application/atom+xml']")
        assert len(links) == 1
        named = (site_dir / name).parent / str(links[0]["href"])
        assert named.resolve() == (site_dir / "feed.xml").resolve()

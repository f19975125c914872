"""The owner's settings: shown where they are set, and nobody invented where they are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from scripts.site_owner import Owner, settle
from tests.site.site_copy import Outcome, build_with

EMPTY = """\
  owner:
    name: ""
    tagline: ""
    # Each with title and url, and if you like an icon of the theme such as simple/mastodon.
    links: []
    # An image under docs/, such as assets/me.jpg.
    photo: ""
"""
SET = """\
  owner:
    name: Ada <Example>
    tagline: Measures things.
    links: [{title: Letters, url: "https://letters.example/ada"}]
    photo: assets/screenshot.png
"""
NAME = "Ada <Example>"


def config(owner: object) -> MkDocsConfig:
    settings = MkDocsConfig()
    settings.load_dict({"site_name": "Small", "copyright": "Measured.", "extra": {"owner": owner}})
    settings.validate()
    return settings


@pytest.mark.parametrize(
    "owner", [None, {}, {"name": None, "tagline": "", "links": None, "photo": None}]
)
def test_empty_settings_change_nothing(owner: object) -> None:
    settings = config(owner)
    settle(settings)
    assert settings.extra["owner"] == Owner()
    assert settings.copyright == "Measured."
    assert settings.site_author is None
    assert "social" not in settings.extra


@pytest.mark.parametrize(
    ("owner", "complaint"),
    [
        ("Ada", "expected fields, each with its value, found 'Ada'"),
        ({"nmae": "Ada"}, "expected no field 'nmae', found 'Ada'; the fields are name, tagline,"),
        ({"name": 7}, "expected the field 'name', text, or nothing, found 7"),
        ({"links": "https://a.example"}, "expected the field 'links', a list of links"),
        ({"links": [{"title": "A", "url": "a.example"}]}, "the field 'links.0.url', an address"),
        ({"photo": "me.jpg"}, "expected the field 'name', for there is a photo"),
    ],
)
def test_faulty_setting_is_refused_by_name(owner: object, complaint: str) -> None:
    with pytest.raises(PluginError) as refusal:
        settle(config(owner))
    assert str(refusal.value).startswith("mkdocs.yml: extra.owner: ")
    assert complaint in str(refusal.value)


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The site of somebody."""
    folder = tmp_path_factory.mktemp("owned")
    outcome = build_with(folder / "site", lambda text: with_photo(text.replace(EMPTY, SET)))
    assert outcome.code == 0, outcome.said
    return outcome


def with_photo(settings: str) -> str:
    """Put on the site a picture that is no page's and would be left out."""
    return settings.replace("  assets/screenshot.png\n", "")


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def found(page: BeautifulSoup, selector: str) -> Tag:
    element = page.select_one(selector)
    assert element is not None, selector
    return element


def test_owner_is_shown_on_the_home_page(owned: Outcome) -> None:
    hero = found(parsed(owned.page("index.html")), ".hero")
    assert NAME in hero.get_text()
    assert "Measures things." in hero.get_text()
    assert found(hero, "a[href='https://letters.example/ada']").get_text() == "Letters"
    assert found(hero, "img")["alt"] == NAME


def test_owner_is_shown_on_about_and_at_every_foot(owned: Outcome) -> None:
    about = parsed(owned.page("about/index.html"))
    assert NAME in found(about, "article").get_text()
    assert "Measures things." in found(about, "article").get_text()
    for page in (about, parsed(owned.page("notes/dropout/index.html"))):
        assert NAME in found(page, ".md-copyright").get_text()
        assert found(page, ".md-social a")["href"] == "https://letters.example/ada"
        assert found(page, "meta[name=author]")["content"] == NAME


def test_owner_is_in_the_title_and_in_what_search_engines_read(owned: Outcome) -> None:
    home, about = (parsed(owned.page(name)) for name in ("index.html", "about/index.html"))
    assert found(home, "title").get_text() == f"{NAME} – Portfolio"
    assert found(about, "title").get_text() == f"About – {NAME}"
    data = json.loads(str(found(home, "script[type='application/ld+json']").string))
    assert data["@graph"][0]["author"]["name"] == NAME


def test_photo_that_is_not_there_fails_the_build(tmp_path: Path) -> None:
    faulty = SET.replace("screenshot.png", "nobody.png")
    outcome = build_with(tmp_path / "site", lambda text: text.replace(EMPTY, faulty))
    assert outcome.code != 0
    assert "extra.owner: expected the field 'photo' to name a file" in outcome.said


def test_site_of_nobody_names_nobody(site_dir: Path) -> None:
    home = parsed((site_dir / "index.html").read_text(encoding="utf-8"))
    about = parsed((site_dir / "about/index.html").read_text(encoding="utf-8"))
    assert home.select(".owner, meta[name=author], .md-social") == []
    assert "Whose work it is" not in about.get_text()

from __future__ import annotations

import json
from typing import Any

from scripts.site_linked_data import Described, Site, text
from scripts.site_owner import Owner, OwnerLink
from tests.site.test_site_cards import ABOUT

URL = "https://site.example/"
ADA = Owner(
    name="Ada </script><b>",
    tagline="Measures & counts.",
    links=(
        OwnerLink(title="Letters", url="https://letters.example/ada"),
        OwnerLink(title="Mail", url="mailto:ada@site.example"),
    ),
    photo="assets/ada.jpg",
)
HOME = Described("Home", "Work.", URL, "", (("Site", URL),), None, is_home=True)
REPORT = Described(
    "Digits", "Reads.", f"{URL}projects/digits/", "", (("Site", URL),), ABOUT, is_home=False
)


def graph(page: Described, owner: Owner) -> list[dict[str, Any]]:
    data = json.loads(text(page, Site("Site", "Of work.", URL, owner)))
    found: list[dict[str, Any]] = data["@graph"]
    return found


def test_owner_is_the_author_where_there_is_one() -> None:
    (site,) = graph(HOME, ADA)
    person = site["author"]
    assert person["@type"] == "Person"
    assert person["name"] == ADA.name
    assert person["sameAs"] == ["https://letters.example/ada"]
    assert person["image"] == f"{URL}assets/ada.jpg"
    assert graph(REPORT, ADA)[0]["author"] == person


def test_nobody_is_invented() -> None:
    assert "Person" not in text(HOME, Site("Site", "Of work.", URL, Owner()))
    assert "author" not in graph(REPORT, Owner())[0]


def test_article_has_the_date_of_the_front_matter() -> None:
    assert graph(REPORT, Owner())[0]["dateModified"] == "2026-01-31"


def test_nothing_in_it_ends_the_script_element() -> None:
    written = text(HOME, Site("<!-- <script> & Co", "Of work.", URL, ADA))
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"][0]["name"] == "<!-- <script> & Co"

from __future__ import annotations

import dataclasses
from pathlib import Path

from bs4 import BeautifulSoup

from scripts.site_featured import section
from scripts.site_projects import Demo, Fact, Link, Project
from tests.site.test_site_cards import DIGITS


def told(**fields: object) -> str:
    about = dataclasses.replace(DIGITS.about, **fields)  # type: ignore[arg-type]
    return section(Project(DIGITS.source, about, (Fact("Read right", "99 %"),)), "index.md")


def test_featured_project_is_told_with_its_numbers_and_links() -> None:
    text = told(links=(Link(title="Code", url="https://code.example"),))
    assert "## [Digits](projects/digits/index.md)" in text
    assert "<dt>Read right</dt><dd>99 %</dd>" in text
    assert "[Code](https://code.example)" in text
    assert "digit-demo" not in text


def test_demo_waits_to_be_touched() -> None:
    text = told(demo=Demo(element="digit-demo", attributes={"experiments": 'a "b"'}))
    demo = BeautifulSoup(text, "html.parser").select_one("digit-demo")
    assert demo is not None
    assert demo.attrs == {"experiments": 'a "b"', "load": "touch"}


def test_a_site_without_projects_features_none() -> None:
    assert section(None, "index.md") == ""


def test_home_page_has_one_demo_that_waits(site_dir: Path) -> None:
    home = BeautifulSoup((site_dir / "index.html").read_text(encoding="utf-8"), "html.parser")
    demos = home.select("article digit-demo")
    assert [demo["load"] for demo in demos] == ["touch"]
    assert home.select("link[rel=modulepreload]") == []
    assert len(home.select(".featured .facts dd")) == 3

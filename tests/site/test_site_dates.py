"""The site says when its pages were last worked on, and is the same whenever it is built."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts import build_pages
from scripts.workspace import PROJECT, Workspace

SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def contents(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_two_builds_are_the_same_to_the_byte(
    site_dir: Path, site_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = contents(build_pages.build(Workspace("full").docs, tmp_path / "site", site_url))
    first = contents(site_dir)
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []


def test_site_map_dates_what_front_matter_dates(site_dir: Path) -> None:
    root = ElementTree.parse(site_dir / "sitemap.xml").getroot()
    dates = {
        str(url.findtext(f"{SITE_MAP}loc")): url.findtext(f"{SITE_MAP}lastmod")
        for url in root.iter(f"{SITE_MAP}url")
    }
    report = next(url for url in dates if url.endswith(f"{PROJECT.as_posix()}/"))
    assert dates[report] is not None
    assert {dates[f"{report}{each}/"] for each in ("handwriting", "model-card")} == {dates[report]}
    assert [date for url, date in dates.items() if "/notes/" in url and date] == []

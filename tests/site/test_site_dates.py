"""The site says when its pages were last worked on."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from scripts.workspace import PROJECT

SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


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

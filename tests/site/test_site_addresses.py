"""The same pages below a path of a host and at the root of one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Response

from scripts import build_pages, check_links
from scripts.workspace import Workspace

ROOT = "https://digits.example/"
DOMAIN = "digits.example\n"


@pytest.fixture(scope="module")
def root_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site for a domain of its own, which is named in the sources."""
    folder = tmp_path_factory.mktemp("domain")
    docs = Path(shutil.copytree(Workspace("full").docs, folder / "docs"))
    (docs / "CNAME").write_text(DOMAIN)
    # Without the slash, as the action that asks GitHub for the address gives it.
    return build_pages.build(docs, folder / "site", ROOT.removesuffix("/"))


@pytest.fixture(params=["site_dir", "root_dir"])
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A built site and its address."""
    folder: Path = request.getfixturevalue(request.param)
    return folder, request.getfixturevalue("site_url") if request.param == "site_dir" else ROOT


def test_every_link_leads_somewhere(
    site: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, address = site
    assert check_links.main([str(folder)]) == 0, capsys.readouterr().out
    assert address in capsys.readouterr().out


def test_every_page_tells_its_address(site: tuple[Path, str]) -> None:
    folder, address = site
    for path in folder.rglob("index.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        told = page.select_one("link[rel=canonical]")
        assert told is not None, path
        name = path.relative_to(folder).as_posix()
        assert told["href"] == address + name.removesuffix("index.html")


def test_sitemap_names_every_page(site: tuple[Path, str]) -> None:
    folder, address = site
    named = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")}
    assert {each.removeprefix(address).rstrip("/") or "." for each in named} == pages
    assert all(each.startswith(address) for each in named)


def test_domain_of_the_sources_is_on_the_site(root_dir: Path) -> None:
    assert (root_dir / "CNAME").read_text() == DOMAIN


def test_page_for_unknown_addresses_finds_its_files(site_url: str, page: Page) -> None:
    failed: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400:
            failed.append(response.url)

    page.on("response", note)
    page.goto(f"{site_url}404.html", wait_until="networkidle")
    assert failed == []
    page.get_by_role("link", name="Portfolio").first.click()
    page.wait_for_url(site_url)

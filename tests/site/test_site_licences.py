"""Everything that the built site has from others is on its page of licences."""

from __future__ import annotations

import json
import re
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import PluginError

from mnist import typefaces
from scripts import site_licences
from scripts.site_licences import IN_THEME, THEME, handwriting, notice, served
from scripts.workspace import Workspace

DOCS = Workspace("full").docs
# Files that MkDocs and its plugins write, and nobody else's code.
MADE = re.compile(
    r".*\.html|.*/explore\.ipynb|(.*/)?social\.png|search/search_index\.json|sitemap\.xml(\.gz)?"
    r"|feed\.xml|tags\.json"
)
IN_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)")


@pytest.fixture(scope="module")
def listed(site_dir: Path) -> dict[str, list[str]]:
    """The cells after the first by what the page lists in that one, over all its tables."""
    page = BeautifulSoup((site_dir / "licences/index.html").read_text(), "html.parser")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("table tr")]
    return {cells[0]: cells[1:] for cells in rows if cells}


def test_every_file_of_the_site_is_our_own_or_the_theme_s(site_dir: Path) -> None:
    theme = Path(str(distribution(THEME).locate_file("material/templates")))
    strangers = [
        name
        for path in sorted(site_dir.rglob("*"))
        if path.is_file()
        and not MADE.fullmatch(name := path.relative_to(site_dir).as_posix())
        and not (DOCS / name).is_file()
        and not ((theme / name).is_file() and (theme / name).read_bytes() == path.read_bytes())
    ]
    assert strangers == []


def test_what_the_theme_took_into_its_files_is_listed(
    site_dir: Path, listed: dict[str, list[str]]
) -> None:
    maps = [*site_dir.rglob("*.map")]
    sources = [each for path in maps for each in json.loads(path.read_text())["sources"]]
    found = {match[1] for each in sources if (match := IN_PACKAGE.search(each))}
    # Copied as they are, so that no map tells of them.
    assert list(site_dir.glob("assets/javascripts/lunr/min/lunr.*.js"))
    assert found | {"lunr-languages"} == set(IN_THEME)
    assert listed.keys() >= found | {"lunr-languages", THEME}


def test_what_the_bundle_is_made_of_is_listed(listed: dict[str, list[str]]) -> None:
    packages = json.loads((DOCS / "assets/tfjs/packages.json").read_text())
    lock = json.loads((DOCS.parent / "package-lock.json").read_text())["packages"]
    assert "@tensorflow/tfjs-core" in packages
    for name in packages:
        package = lock[f"node_modules/{name}"]
        assert listed[name][:2] == [package["version"], package["license"]]


def test_every_typeface_that_a_network_learned_from_or_is_scored_on_is_listed(
    listed: dict[str, list[str]],
) -> None:
    faces = (*typefaces.TRAINING, *typefaces.VALIDATION, *typefaces.TEST)
    assert len(handwriting()) == len(faces)
    for face in faces:
        _, licence, _ = listed[face.file.partition("/files/")[0]]
        assert licence in {"OFL-1.1", "Apache-2.0"}
    assert typefaces.PRINTED
    assert [name for name in listed if name.startswith("Printed typefaces")]


def test_theme_s_notice_is_kept(site_dir: Path) -> None:
    page = (site_dir / "licences/index.html").read_text()
    assert "Permission is hereby granted, free of charge" in page
    assert "Martin Donath" in page


def docs(folder: Path, *fonts: str, packages: str = "[]") -> Path:
    for name in ("assets/fonts", "assets/tfjs"):
        (folder / name).mkdir(parents=True)
    (folder / "assets/tfjs/packages.json").write_text(packages)
    for name in fonts:
        (folder / "assets/fonts" / name).touch()
    return folder


def test_typeface_of_the_pages_is_listed(tmp_path: Path) -> None:
    fonts = ("caveat.woff2", "caveat-italic.woff2", "LICENSE.txt")
    (found,) = [each for each in served(docs(tmp_path, *fonts)) if "caveat" in each.name]
    assert (found.name, found.licence) == ("@fontsource/caveat", "OFL-1.1")


def test_typeface_without_a_licence_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"expected LICENSE\.txt beside"):
        served(docs(tmp_path, "caveat.woff2"))


def test_package_whose_licence_nobody_tells_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"package-lock\.json to tell the licence of nobody"):
        served(docs(tmp_path, packages='["nobody-knows"]'))


def test_package_that_is_not_installed_fails_the_build() -> None:
    with pytest.raises(PluginError, match="expected nobody-knows to be installed"):
        notice("nobody-knows")


def test_installed_package_that_tells_no_licence_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "nobody_tells.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.4\nName: nobody-tells\nVersion: 1.0\n")
    monkeypatch.setattr(site_licences, "distribution", lambda _: PathDistribution(told))
    with pytest.raises(PluginError, match="expected nobody-tells to tell its licence"):
        served(docs(tmp_path))
    with pytest.raises(PluginError, match="expected the licence of nobody-tells among its files"):
        notice("nobody-tells")


def test_table_says_what_it_does_not_know() -> None:
    component = site_licences.Component("lunr", "", "MIT", "Search")
    assert "| lunr | – | MIT | Search |" in site_licences.table([component], "served")

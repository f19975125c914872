"""The same sources build with ProperDocs, which continues MkDocs 1."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.build_pages import BuildError, build
from scripts.workspace import ROOT, Workspace

PYTHON = ROOT / ".venv-properdocs" / "bin" / "python"


@pytest.fixture(scope="module")
def properdocs() -> Sequence[str]:
    """The command, its environment made first where there is none."""
    if not PYTHON.exists():
        subprocess.run(["make", "--silent", "properdocs"], cwd=ROOT, check=True)
    return (str(PYTHON), "-m", "properdocs")


@pytest.fixture(scope="module")
def other_dir(
    properdocs: Sequence[str], site_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site as ProperDocs builds it."""
    site = tmp_path_factory.mktemp("properdocs")
    return build(Workspace("full").docs, site, site_url, properdocs)


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_same_files_are_on_the_site(site_dir: Path, other_dir: Path) -> None:
    assert files(other_dir) == files(site_dir)


def test_every_page_has_the_same_text_and_markup(site_dir: Path, other_dir: Path) -> None:
    names = sorted(name for name in files(site_dir) if name.endswith(".html"))
    assert len(names) > 25
    for name in names:
        mine, theirs = (
            BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
            for site in (site_dir, other_dir)
        )
        told = theirs.select_one("meta[name=generator]")
        assert told is not None
        assert "ProperDocs" in str(told["content"])
        # Text first: its difference can be read.
        assert theirs.get_text() == mine.get_text(), name
        for page in (mine, theirs):
            for each in page.select("meta[name=generator]"):
                each.decompose()
        assert str(theirs) == str(mine), name


def test_search_finds_the_same(site_dir: Path, other_dir: Path) -> None:
    index = "search/search_index.json"
    assert (other_dir / index).read_text() == (site_dir / index).read_text()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[No such note]]", "about.md:3: [[No such note]]: expected a note of that title"),
        ("{{ nobody.measured.this }}", "'nobody' is undefined"),
        ("[Lost](nowhere.md)", "contains a link 'nowhere.md', but the target"),
    ],
)
def test_fault_in_a_page_stops_that_build_too(
    properdocs: Sequence[str],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    text: str,
    complaint: str,
) -> None:
    docs = Path(shutil.copytree(Workspace("full").docs, tmp_path / "docs"))
    (docs / "about.md").write_text(f"# About\n\n{text}\n")
    with pytest.raises(BuildError, match=str(docs)):
        build(docs, tmp_path / "site", "https://example.org/", properdocs)
    assert complaint in " ".join(capfd.readouterr().err.split())

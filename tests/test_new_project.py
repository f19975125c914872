"""A second project, begun with one command: measured, rendered, and on the site at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.new_project import NewProjectError, package_of
from scripts.workspace import PROJECT, ROOT
from tests.site.site_copy import Outcome, build

NAME = "Sorting: by sight & touch"
PAGES = Path("docs/projects/sorting-by-sight-touch")
CODE = Path("scripts/projects/sorting_by_sight_touch")


def run(folder: Path, module: str, *words: str) -> subprocess.CompletedProcess[str]:
    # Compiled modules are told apart by the second and the size: an edit may keep both.
    command = [sys.executable, "-B", "-m", module, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site's sources in which a project was begun."""
    folder = tmp_path_factory.mktemp("portfolio")
    for name in ("docs", "mnist", "scripts"):
        without = shutil.ignore_patterns("node_modules", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copy2(ROOT / name, folder)
    done = run(folder, "scripts.new_project", NAME)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def built(begun: Path) -> Outcome:
    outcome = build(begun)
    assert outcome.code == 0, outcome.said
    return outcome


def soup(built: Outcome, name: str) -> BeautifulSoup:
    return BeautifulSoup(built.page(name), "html.parser")


def test_what_it_measured_is_on_its_page(begun: Path, built: Outcome) -> None:
    measured = json.loads((begun / PAGES / "artefacts/measured.json").read_text())
    page = soup(built, "projects/sorting-by-sight-touch/index.html")
    assert f"{100 * measured['best_error']:.2f}\u202f%" in page.select_one("article").get_text()
    rows = page.select("#errors-table tbody tr")
    assert len(rows) == len(measured["rows"]) == len(measured["run"]["config"]["points"])
    assert len(page.select("#figure-errors img")) == 2


def test_it_is_listed_wherever_projects_are(built: Outcome) -> None:
    cards = soup(built, "projects/index.html").select(".card h2")
    assert len(cards) == 2
    assert any(NAME in card.get_text() for card in cards)
    assert NAME in soup(built, "tags/index.html").select_one("article").get_text()
    assert "Sorting: by sight &amp; touch" in built.page("feed.xml")
    assert "projects/sorting-by-sight-touch/" in built.page("sitemap.xml")
    assert (built.site / "projects/sorting-by-sight-touch/social.png").is_file()
    digits = soup(built, f"{PROJECT.as_posix()}/index.html")
    feet = [link.get_text(" ", strip=True) for link in digits.select(".md-footer__link")]
    assert len(feet) == 1
    assert NAME in feet[0]


def test_its_result_is_checked_like_any_other(begun: Path) -> None:
    place = "projects/sorting-by-sight-touch/artefacts/measured.json"
    assert place not in run(begun, "scripts.check").stdout
    source = begun / CODE / "measure.py"
    before = source.read_text()
    source.write_text(before.replace("repeats=40", "repeats=41"))
    assert f"{place}: out of date: config, source changed" in run(begun, "scripts.check").stdout
    source.write_text(before.replace("<= 1", "< 1"))
    assert f"{place}: out of date: source changed" in run(begun, "scripts.check").stdout
    source.write_text(f"{before}\n# A remark.\n")
    assert place not in run(begun, "scripts.check").stdout
    source.write_text(before)


def test_measuring_again_changes_nothing(begun: Path) -> None:
    path = begun / PAGES / "artefacts/measured.json"
    before = path.read_bytes()
    done = run(begun, "scripts.measure_projects")
    assert "sorting-by-sight-touch: up to date" in done.stdout
    assert path.read_bytes() == before


def test_a_number_that_is_added_makes_the_result_out_of_date_and_is_measured(begun: Path) -> None:
    source = begun / CODE / "measure.py"
    before = source.read_text()
    added = before.replace("    best_error: float\n", "    best_error: float\n    tried: int\n")
    source.write_text(added.replace("best_error=best,", "best_error=best, tried=len(rows),"))
    artefact = begun / PAGES / "artefacts/measured.json"
    kept = artefact.read_bytes()
    try:
        assert "out of date: source changed" in run(begun, "scripts.check").stdout
        done = run(begun, "scripts.measure_projects")
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(artefact.read_text())["tried"] == len(json.loads(kept)["rows"])
    finally:
        source.write_text(before)
        artefact.write_bytes(kept)


def test_a_name_that_is_taken_is_refused_and_nothing_is_touched(begun: Path) -> None:
    before = {path: path.read_bytes() for path in (begun / PAGES).rglob("*.*")}
    done = run(begun, "scripts.new_project", "Sorting by sight, touch")
    assert done.returncode == 2
    assert f"expected a new name, found {PAGES}" in done.stderr
    assert {path: path.read_bytes() for path in (begun / PAGES).rglob("*.*")} == before


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("", "expected a name, found none"),
        ("../escape", "begin with a letter"),
        ("7 dwarfs", "begin with a letter"),
        ("{{ name }}", "begin with a letter"),
        ("A <b>", "begin with a letter"),
        ("A" * 61, "expected up to 60 letters"),
        ("Lambda", "expected no word of Python"),
    ],
)
def test_an_odd_name_is_refused(name: str, complaint: str) -> None:
    with pytest.raises(NewProjectError, match="NAME: expected") as refusal:
        package_of(name)
    assert complaint in str(refusal.value)


def test_a_name_becomes_a_folder_and_a_package() -> None:
    package = package_of("Sorting: by sight & touch")
    assert (package.slug, package.name) == (PAGES.name, CODE.name)

"""The same sources make the same site, byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.workspace import ROOT

SOURCES = ("docs", "mnist", "scripts", "mkdocs.yml", "package-lock.json")
LEFT_OUT = {"node_modules", "__pycache__"}
LONG_AGO = 981_173_106  # 3 February 2001
# What a build might take in from around it; all is other than where the tests run.
ELSEWHERE = {
    "TZ": "Pacific/Auckland",
    "LC_ALL": "C",
    "LANGUAGE": "tr",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "1000000000",
    "COLUMNS": "40",
    "NO_MKDOCS_2_WARNING": "1",
}


def contents(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def copy_sources(folder: Path) -> Path:
    """The sources without their history, last first, so that a folder may list them otherwise."""
    found = [path for name in SOURCES for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    for path in sorted(found, reverse=True):
        target = folder / path.relative_to(ROOT)
        if path.is_file() and not LEFT_OUT & set(path.parts):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            os.utime(target, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, site_url: str) -> dict[str, bytes]:
    """The site as it is built from a copy in another folder, by somebody with other settings."""
    folder = copy_sources(tmp_path_factory.mktemp("a copy, elsewhere é"))
    home = tmp_path_factory.mktemp("home")
    places = {"HOME": str(home), "MPLCONFIGDIR": str(home), "SITE_URL": site_url}
    site = folder / "put" / "here"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=folder,
        env=os.environ | ELSEWHERE | places,
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(site)


def test_two_builds_have_the_same_files(site_dir: Path, elsewhere: dict[str, bytes]) -> None:
    assert contents(site_dir).keys() == elsewhere.keys()
    assert {"sitemap.xml.gz", "feed.xml", "search/search_index.json", "assets/social.png"} <= (
        elsewhere.keys()
    )


def test_two_builds_are_the_same_to_the_byte(site_dir: Path, elsewhere: dict[str, bytes]) -> None:
    first = contents(site_dir)
    assert [name for name in first if first[name] != elsewhere.get(name)] == []


def test_no_file_names_a_folder_of_the_machine(elsewhere: dict[str, bytes]) -> None:
    folders = (str(ROOT).encode(), b"elsewhere \xc3\xa9", b"site-packages")
    assert [name for name, text in elsewhere.items() if any(each in text for each in folders)] == []

"""What several tests share: the data set, a browser, and the built site on loopback."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from mnist.dataset import Mnist, load
from mnist.pendigits import TRAIN
from scripts import browser, build_pages
from scripts.workspace import ROOT, Workspace
from tests.smoke_builds import Line, copy_project
from tests.static import serve_folder


@pytest.fixture(scope="session")
def mnist_dir() -> Path:
    """The verified data set, which `make test` has fetched."""
    return Workspace("full").data


@pytest.fixture(scope="session")
def mnist(mnist_dir: Path) -> Mnist:
    return load(mnist_dir)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return str(browser.find())


# Playwright's plain interface can be started once in a process at a time, so all tests share it.
# The path comes first, for finding it may start Playwright too.
@pytest.fixture(scope="session")
def playwright(chromium_path: str) -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(chromium_path: str, playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium_path, args=[*browser.FLAGS])
    yield launched
    launched.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with nothing kept from another test."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, still empty, and its address, below a path as GitHub Pages has it.

    A site works at the address that it was built for.
    """
    folder = tmp_path_factory.mktemp("site")
    with serve_folder(folder, prefix="/portfolio/") as url:
        yield folder, url


@pytest.fixture(scope="session")
def site_dir(site_address: tuple[Path, str]) -> Path:
    """The site, built from the committed artefacts for the address at which it is served."""
    folder, url = site_address
    return build_pages.build(Workspace("full").docs, folder, url)


@pytest.fixture(scope="session")
def site_url(site_dir: Path, site_address: tuple[Path, str]) -> str:
    """Base URL of the built site."""
    return site_address[1]


@pytest.fixture(scope="session")
def pendigits_file() -> Path:
    """Strokes of real people; a machine without them skips what needs them, and says so."""
    path = Workspace("full").pendigits / TRAIN.name
    if path.exists():
        return path
    folder = os.environ.get("PENDIGITS_DIR")
    if not folder:
        pytest.skip(f"PENDIGITS_DIR does not say where {TRAIN.name} is, and {path.parent} has none")
    given = ROOT / Path(folder) / TRAIN.name
    if not given.exists():
        pytest.fail(f"expected {given} or {path}, found neither: run make data")
    return given


@pytest.fixture(scope="session")
def smoke_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Line]]:
    """A copy of the project with its smoke site built by `make`, and what that said when."""
    folder = tmp_path_factory.mktemp("project")
    subprocess.run(["make", "converter"], cwd=ROOT, check=True, capture_output=True)
    copy_project(folder)
    words = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    started = time.monotonic()
    lines: list[Line] = []
    with subprocess.Popen(
        ["make", "PROFILE=smoke", "build-site"],
        cwd=folder,
        env=words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as making:
        assert making.stdout is not None
        for line in making.stdout:
            lines.append((time.monotonic() - started, line.rstrip("\n")))
    assert making.returncode == 0, "\n".join(line for _, line in lines)
    return folder, lines

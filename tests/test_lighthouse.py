"""What Lighthouse says of the site that does not depend on how fast the machine is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.build_pages import build
from scripts.demo_benchmark.host import Host, serve
from scripts.lighthouse import FOLLOWING, PAGES, PREFIX, LighthouseError, Report, reports
from scripts.workspace import PROJECT, Workspace

pytestmark = pytest.mark.browser

REPORT = f"{PROJECT.as_posix()}/"
# What a page sends before anybody touches its demo, compressed, in bytes.
MOST_BYTES = 350_000
# Of the demo: fetched for it alone.
OF_DEMO = ("/assets/tfjs/", "/artefacts/model/", "/bundle/")
# What performance rests on and a slow machine does not change.
AUDITS = ("cumulative-layout-shift", "render-blocking-resources", "unsized-images")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The site, compressed, at the address that it was built for."""
    folder = tmp_path_factory.mktemp("served")
    with serve({PREFIX: folder / "site"}) as served:
        build(Workspace("full").docs, folder / "site", served.url + PREFIX)
        yield served


@pytest.fixture(scope="module")
def found(host: Host) -> dict[str, Report]:
    return {each.page: each for each in reports(host.url + PREFIX, PAGES, FOLLOWING, AUDITS)}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wanting(found: dict[str, Report], page: str) -> None:
    assert found[page].wanting == []
    assert found[page].scores == dict.fromkeys(FOLLOWING, 1)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_moves_and_nothing_holds_up_the_first_view(
    found: dict[str, Report], page: str
) -> None:
    assert found[page].values["cumulative-layout-shift"] == 0
    assert found[page].values["render-blocking-resources"] == 0


def test_the_report_is_light(host: Host, page) -> None:
    host.take()
    page.goto(host.url + PREFIX + REPORT, wait_until="networkidle")
    sent = [each for each in host.take() if not any(part in each.path for part in OF_DEMO)]
    assert f"{PREFIX}{REPORT}" in {each.path for each in sent}
    assert sum(each.body for each in sent) <= MOST_BYTES


def test_what_is_wanting_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<!doctype html><title>T</title><img src="data:,">')
    with serve({PREFIX: tmp_path}) as served:
        (report,) = reports(served.url + PREFIX, [""], FOLLOWING)
    told = {each.split(":")[0] for each in report.wanting}
    assert {"html-has-lang", "image-alt", "meta-description"} <= told
    assert report.scores["accessibility"] < 1


def test_a_page_that_cannot_be_had_is_an_error(tmp_path: Path) -> None:
    with serve({PREFIX: tmp_path}) as served, pytest.raises(LighthouseError):
        reports(served.url + PREFIX, ["gone/"], FOLLOWING)

"""The handwriting benchmark and the model card, as MkDocs built them from committed artefacts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts import networks
from scripts.formats import percent, thousands
from scripts.networks import Network
from scripts.workspace import PROJECT, Workspace

BENCHMARK, CARD = "handwriting", "model-card"

# The sections of Mitchell et al., "Model Cards for Model Reporting" (2019).
SECTIONS = [
    "Model details",
    "Intended use",
    "Factors",
    "Metrics",
    "Evaluation data",
    "Training data",
    "Quantitative analyses",
    "Ethical considerations",
    "Caveats and recommendations",
]


def article(site_dir: Path, name: str) -> BeautifulSoup:
    page = site_dir / PROJECT / name / "index.html"
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert found is not None
    return found


def text(site_dir: Path, name: str) -> str:
    # Thin spaces stay: they belong to the numbers.
    return re.sub(r"[ \n\t]+", " ", article(site_dir, name).get_text(" "))


@pytest.fixture(scope="module")
def measured() -> list[Network]:
    return networks.load(Workspace("full"))


@pytest.mark.parametrize("name", [BENCHMARK, CARD])
def test_drawn_digits_are_given_with_their_interval(
    site_dir: Path, measured: list[Network], name: str
) -> None:
    shown = text(site_dir, name)
    for network in measured:
        drawn = network.handwriting.drawn
        low, high = (f"{100 * end:.2f}" for end in drawn.writers_interval)
        assert f"{percent(drawn.accuracy.share)} {low}–{high}" in shown
        assert percent(network.handwriting.worst_writer) in shown
        assert thousands(drawn.accuracy.count) in shown


def test_the_benchmark_says_how_much_scaling_and_centring_is_worth(
    site_dir: Path, measured: list[Network]
) -> None:
    shown = text(site_dir, BENCHMARK)
    for network in measured:
        assert percent(network.handwriting.raw_squash_accuracy) in shown


def test_what_is_refused_is_shown_once_a_network_refuses(
    site_dir: Path, measured: list[Network]
) -> None:
    shown = article(site_dir, BENCHMARK).select_one("#figure-refused-by-name")
    assert (shown is not None) == any(network.refuses for network in measured)


def test_the_card_has_the_sections_of_a_model_card(site_dir: Path) -> None:
    found = [each.get_text().strip("¶ ") for each in article(site_dir, CARD).select("h2")]
    assert found == SECTIONS


def test_the_card_names_the_licence_of_every_source(site_dir: Path) -> None:
    shown = text(site_dir, CARD)
    for licence in ("CC BY-SA 3.0", "CC BY 4.0", "SIL Open Font License", "Apache License 2.0"):
        assert licence in shown


def test_the_card_shows_how_writing_fails(site_dir: Path) -> None:
    pictures = article(site_dir, CARD).select("#figure-misread-styles img")
    assert len(pictures) == 2
    assert all("ways of writing that are misread" in str(each["alt"]) for each in pictures)


@pytest.mark.parametrize("name", [BENCHMARK, CARD])
def test_a_page_is_reached_from_the_projects_navigation(site_dir: Path, name: str) -> None:
    report = (site_dir / PROJECT / "index.html").read_text(encoding="utf-8")
    links = BeautifulSoup(report, "html.parser").select("nav.md-nav--primary a[href]")
    assert f"{name}/" in {str(each["href"]) for each in links}

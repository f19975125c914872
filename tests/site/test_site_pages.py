"""The full site, as MkDocs built it from the committed artefacts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from scripts.formats import percent, signed
from scripts.workspace import PROJECT, ROOT, Workspace

REPORT = PROJECT / "index.html"

SECTIONS = [
    "Introduction",
    "Dataset overview",
    "Exploratory data analysis",
    "Class distribution",
    "Why the difference is acceptable",
    "A metric of class balance",
    "Effect on model training",
    "Mitigating imbalance",
    "Preprocessing",
    "Greyscale normalisation",
    "Reshaping",
    "Augmentation",
    "What flipping does",
    "Modelling",
    "Model selection",
    "Model architecture",
    "Compiling the model",
    "K-fold cross-validation",
    "Results",
    "Final model training",
    "Model evaluation",
    "The exported model",
    "Analysis",
    "Challenges and insights",
    "How to reproduce it",
]

QUESTIONS = [
    "What are the 32 and 64 filters?",
    "Why 32 and then 64?",
    "Why a kernel of 3\u00a0×\u00a03?",
    "Why ReLU?",
    "What does batch normalisation do?",
    "What does max pooling do?",
    "What does flattening do?",
    "Why 128 units?",
    "Why dropout?",
    "Why softmax?",
]


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def pages(site_dir: Path) -> dict[str, BeautifulSoup]:
    found = {
        path.relative_to(site_dir).as_posix(): parse(path) for path in site_dir.rglob("*.html")
    }
    assert len(found) > 25
    return found


@pytest.fixture(scope="module")
def report(pages: dict[str, BeautifulSoup]) -> BeautifulSoup:
    return pages[REPORT.as_posix()]


@pytest.fixture(scope="module")
def text(report: BeautifulSoup) -> str:
    article = report.select_one("article")
    assert article is not None
    # Thin spaces stay: they belong to the numbers.
    return re.sub(r"[ \n\t]+", " ", article.get_text(" "))


def headings(report: BeautifulSoup) -> list[str]:
    return [
        re.sub(r"¶$", "", each.get_text()).strip()
        for each in report.select("article :is(h2, h3, h4)")
    ]


def artefact(name: str) -> Any:
    path = Workspace("full").artefacts / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


needs_the_study = pytest.mark.skipif(
    not (Workspace("full").artefacts / "ablation.json").exists(),
    reason="the ablation study has not been measured",
)


def test_report_has_every_section_in_order(report: BeautifulSoup) -> None:
    assert [each for each in headings(report) if each in SECTIONS] == SECTIONS


def test_report_answers_every_question_of_the_draft(report: BeautifulSoup) -> None:
    assert [each for each in headings(report) if each in QUESTIONS] == QUESTIONS


def test_nothing_is_left_to_be_filled_in(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        code = set(page.select("article :is(pre, code) *, article :is(pre, code)"))
        strings = page.select_one("article").find_all(string=True) if name != "404.html" else []
        words = " ".join(each for each in strings if each.parent not in code)
        left = re.search(r"\{\{|\}\}|\{%|\[\[|\]\]|\[Insert|TODO|\bTBD\b|--8<--", words)
        assert left is None, f"{name}: found {left and left[0]!r} on the page"


def test_report_gives_what_was_measured(text: str) -> None:
    test = artefact("evaluation")["baseline"]["test"]
    validation = artefact("cross_validation")["baseline"]
    low, high = test["interval"]
    assert f"{test['correct']:,} of {test['count']:,}" in text
    assert percent(test["accuracy"]) in text
    assert f"from {percent(low)} to {percent(high)}" in text
    assert f"{validation['mean_accuracy']:.4f}" in text
    for fold in validation["folds"]:
        assert f"{fold['accuracy']:.4f} {fold['loss']:.4f}" in text


@needs_the_study
def test_report_tells_of_the_study(report: BeautifulSoup) -> None:
    sections = headings(report)
    assert {"Ablation study", "The network", "The optimiser"} <= set(sections)


@needs_the_study
def test_report_gives_every_change_with_its_noise(report: BeautifulSoup) -> None:
    table = report.select_one("#ablation-table table")
    assert table is not None
    cells = [[cell.get_text() for cell in row.select("td")] for row in table.select("tbody tr")]
    rows = artefact("ablation")["rows"]
    assert [row[0] for row in cells] == [row["name"] for row in rows]
    for shown, row in zip(cells[1:], rows[1:], strict=True):
        difference = row["difference"]
        assert shown[2].startswith(signed(100 * difference["difference"]))
        assert (shown[3] == "within noise") == difference["within_noise"]


@pytest.mark.skipif(
    "augmented" not in artefact("cross_validation"),
    reason="the experiment augmented has not been measured",
)
def test_report_sets_augmentation_beside_the_baseline(report: BeautifulSoup) -> None:
    table = report.select_one("#protocol-table table")
    assert table is not None
    words = table.get_text(" ")
    for name in ("baseline", "augmented"):
        assert percent(artefact("evaluation")[name]["test"]["accuracy"]) in words
        assert percent(artefact("cross_validation")[name]["mean_accuracy"]) in words


def test_report_corrects_the_draft(text: str) -> None:
    balance = artefact("dataset")["train"]["balance"]
    claimed = percent(artefact("draft")["difference_percent"] / 100, 1)
    assert f"gave the difference as {claimed}" in text
    assert f"it is {percent(balance['difference_of_least'], 1)}" in text


@pytest.mark.parametrize(
    ("module", "section"),
    [
        ("model", "architecture"),
        ("model", "compile"),
        ("train", "class_weights"),
        ("cross_validation", "folds"),
    ],
)
def test_report_shows_code_from_its_source(
    report: BeautifulSoup, module: str, section: str
) -> None:
    source = (ROOT / "mnist" / f"{module}.py").read_text()
    begun = source.split(f"# --8<-- [start:{section}]\n")[1]
    code = begun.split(f"# --8<-- [end:{section}]")[0].strip()
    assert code
    assert any(code in shown.get_text() for shown in report.select("article pre"))


def test_report_shows_the_whole_of_the_normalisation(report: BeautifulSoup) -> None:
    source = (ROOT / "mnist" / "normalise.py").read_text().strip()
    assert any(source in shown.get_text() for shown in report.select("article pre"))


def test_demo_stands_before_the_introduction(report: BeautifulSoup) -> None:
    demo = report.select_one("article digit-demo")
    assert demo is not None
    assert demo["card"] == "artefacts/model/model-card.json"
    following = [each.get_text() for each in demo.find_all_next("h2")]
    assert following[0].startswith("Introduction")


def test_pictures_say_what_they_show(report: BeautifulSoup) -> None:
    pictures = report.select("article img")
    assert len(pictures) >= 26
    for picture in pictures:
        assert len(str(picture.get("alt", ""))) > 20, picture["src"]


def test_notes_are_listed_and_in_the_navigation(pages: dict[str, BeautifulSoup]) -> None:
    sources = [path for path in (Workspace("full").docs / "notes").glob("*.md")]
    names = {path.stem for path in sources} - {"index"}
    assert len(names) >= 15
    page = pages["notes/index.html"]
    for selector in ("article", "nav.md-nav--primary"):
        linked = {str(each["href"]).strip("/") for each in page.select(f"{selector} a[href]")}
        assert names <= linked


def test_measured_files_are_served_and_training_weights_are_not(site_dir: Path) -> None:
    artefacts = site_dir / PROJECT / "artefacts"
    assert (artefacts / "evaluation.json").is_file()
    assert (artefacts / "model" / "baseline" / "model.json").is_file()
    assert not list(site_dir.rglob("*.npz"))
    assert not (site_dir / PROJECT / "generated").exists()

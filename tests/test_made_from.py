"""What rendered parts say that they were made from."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scripts.made_from import origin, stamped, traced
from scripts.render import render
from tests.example_results import example
from tests.example_training_benchmark import example_training_benchmark

RESULTS = replace(example(), training_benchmark=example_training_benchmark())
TOLD = re.compile(r'data-rendered="([^"]+)" data-artefact="([^"]+)" data-run="([^"]+)"')


@pytest.fixture(scope="module")
def fragments() -> dict[str, str]:
    files = render(RESULTS)
    return {name: text.decode() for name, text in files.items() if name.startswith("generated/")}


def artefacts_of(text: str) -> set[str]:
    told = TOLD.search(text)
    assert told is not None, text[:200]
    assert len(told[2].split()) == len(told[3].split())
    return set(told[2].split())


def test_every_part_but_the_table_of_the_runs_says_what_made_it(fragments: dict[str, str]) -> None:
    untold = [name for name, text in fragments.items() if not TOLD.search(text)]
    assert untold == ["generated/runs-table.md"]
    for name, text in fragments.items():
        for told in TOLD.finditer(text):
            assert f"generated/{told[1]}.md" == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("class-distribution-table", {"dataset.json"}),
        ("cross-validation-table", {"cross_validation.json", "draft.json"}),
        ("exported-table", {"evaluation.json", "training.json", "model/model-card.json"}),
        ("confusion-matrix", {"evaluation.json"}),
        ("kernels", {"features.json"}),
        ("overfitting", {"cross_validation.json"}),
        ("training-aims-table", {"training_benchmark.json"}),
        ("training-speed", {"training_benchmark.json"}),
        ("training-step-findings", {"training_benchmark.json"}),
    ],
)
def test_part_names_the_artefacts_that_it_shows(
    fragments: dict[str, str], name: str, expected: set[str]
) -> None:
    assert artefacts_of(fragments[f"generated/{name}.md"]) == expected


def test_runs_are_those_of_the_results(fragments: dict[str, str]) -> None:
    told = TOLD.search(fragments["generated/exported-table.md"])
    assert told is not None
    entries = (RESULTS.evaluation, RESULTS.training, RESULTS.model_card)
    assert told[3].split() == [each.run.key[:12] for each in entries]
    other = replace(RESULTS.evaluation, run=replace(RESULTS.evaluation.run, key="f" * 64))
    again = render(replace(RESULTS, evaluation=other))["generated/exported-table.md"].decode()
    assert "f" * 12 in again


@pytest.mark.parametrize("stage", ["demo_benchmark", "training_benchmark", "trust"])
def test_what_no_build_measures_has_an_artefact_too(stage: str) -> None:
    run = replace(RESULTS.evaluation.run, stage=stage)
    assert origin(run) == (f"{stage}.json", run.key[:12])


def test_what_a_property_looks_at_counts() -> None:
    shown, seen = traced(RESULTS)
    assert shown.networks[0].corpus == RESULTS.networks[0].corpus
    network = RESULTS.networks[0]
    assert ("handwriting.json", network.handwriting.run.key[:12]) in seen()
    assert all(file == "handwriting.json" for file, _ in seen())


def test_paragraph_is_one_element_and_a_table_stays_the_one_that_it_is() -> None:
    origins = [("a.json", "k1"), ("b.json", "k2")]
    told = 'data-rendered="x" data-artefact="a.json b.json" data-run="k1 k2"'
    assert stamped("Some *text*.\n", "x", origins) == f"<span {told}>Some *text*.</span>\n"
    assert stamped('<div id="x" markdown>', "x", origins) == f'<div {told} id="x" markdown>'

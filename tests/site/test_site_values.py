from __future__ import annotations

import json
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from mkdocs.exceptions import PluginError

from scripts import site_values


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "projects" / "digits"
    write(folder / "artefacts" / "evaluation.json", {"baseline": {"items": 3, "folds": [{"a": 1}]}})
    write(folder / "artefacts" / "model" / "model-card.json", {"baseline": {"path": "x"}})
    write(folder / "artefacts" / "model" / "baseline" / "model.json", {"weights": []})
    return folder


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def render(template: str, project: Path) -> str:
    environment = Environment(undefined=StrictUndefined)
    return environment.from_string(template).render(site_values.artefacts(project))


def test_artefacts_go_by_their_file_names(project: Path) -> None:
    assert set(site_values.artefacts(project)) == {"evaluation", "model_card"}


def test_fields_are_reached_by_name_and_position(project: Path) -> None:
    assert render("{{ evaluation.baseline.folds[0].a }}", project) == "1"
    assert render("{{ model_card.baseline.path }}", project) == "x"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ evaluation.baseline.acuracy }}", "baseline has no 'acuracy'; it has items, folds"),
        ("{{ evaluation.baseline.folds[0].b }}", r"baseline.folds\[0\] has no 'b'; it has a"),
        ("{{ evaluation.other }}", "evaluation has no 'other'; it has baseline"),
        ("{{ evaluatoin.baseline }}", "'evaluatoin' is undefined"),
    ],
)
def test_unknown_name_is_refused_with_what_there_is(
    project: Path, template: str, message: str
) -> None:
    with pytest.raises(UndefinedError, match=message):
        render(template, project)


def test_changed_artefact_is_read_again(project: Path) -> None:
    assert render("{{ model_card.baseline.path }}", project) == "x"
    write(project / "artefacts" / "model" / "model-card.json", {"baseline": {"path": "longer"}})
    assert render("{{ model_card.baseline.path }}", project) == "longer"


def test_two_artefacts_of_one_name_are_refused(project: Path) -> None:
    write(project / "artefacts" / "model_card.json", {})
    with pytest.raises(PluginError, match="a second artefact called 'model_card'"):
        site_values.artefacts(project)


def test_artefact_that_is_no_object_is_refused(project: Path) -> None:
    write(project / "artefacts" / "list.json", [1])
    with pytest.raises(PluginError, match=r"list\.json: expected a JSON object, found list"):
        site_values.artefacts(project)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("projects/digits/index.md", "projects/digits"),
        ("projects/digits/more/page.md", "projects/digits"),
        ("projects/index.md", None),
        ("notes/relu.md", None),
        ("index.md", None),
    ],
)
def test_page_belongs_to_the_project_whose_folder_it_is_in(
    source: str, expected: str | None
) -> None:
    folder = site_values.project_folder(source, Path("docs"))
    assert folder == (Path("docs") / expected if expected else None)


def test_fragment_is_read_from_the_project(project: Path) -> None:
    (project / "generated").mkdir()
    (project / "generated" / "table.md").write_text("| a |\n\n", encoding="utf-8")
    assert site_values.fragment(project, "table") == "| a |"


def test_missing_fragment_is_refused(project: Path) -> None:
    with pytest.raises(PluginError, match=r"rendered\('table'\): expected .*generated/table\.md"):
        site_values.fragment(project, "table")


FILTERS = {each.__name__: each for each in site_values.FILTERS}


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("percent", (0.98916,), "98.92\u202f%"),
        ("percent", (0.2437, 1), "24.4\u202f%"),
        ("percent", (1, 0), "100\u202f%"),
        ("points", (0.0220166,), "2.20"),
        ("points", (-0.0021,), "\u22120.21"),
        ("points", (-0.00001,), "0.00"),
        ("thousands", (60000,), "60,000"),
        ("thousands", (5793.86,), "5,794"),
        ("decimals", (0.98906, 4), "0.9891"),
        ("decimals", (1234.5, 1), "1,234.5"),
        ("decimals", (-1.5, 1), "\u22121.5"),
        ("kib", (240_311,), "235\u202fKiB"),
    ],
)
def test_filter_writes_numbers_for_people(
    name: str, arguments: tuple[float, ...], expected: str
) -> None:
    assert FILTERS[name](*arguments) == expected


def test_what_was_measured_is_counted_with_its_place(project: Path) -> None:
    evaluation = site_values.artefacts(project)["evaluation"]
    number = site_values.length(evaluation["baseline"])
    assert number == 2
    assert getattr(number, "origin", None) is not None
    assert not hasattr(site_values.length([1, 2, 3]), "origin")
    assert hasattr(site_values.length(evaluation["baseline"]["folds"]), "origin")


def test_filter_may_be_named_with_its_digits() -> None:
    assert site_values.written(0.5, "percent(0)") == "50\u202f%"
    for name in ("kib(1)", "percent(x)", "percent()", "limit"):
        with pytest.raises(ValueError, match="expected"):
            site_values.written(0.5, name)

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from scripts.site_projects import About, Fact, Project, facts, featured, parse

PAGE = "projects/digits/index.md"
FIELDS = {
    "title": "Digits",
    "summary": "Reads digits.",
    "date": "2026-01-31",
    "tags": "[vision, networks]",
    "status": "In progress",
}


def front_matter(**fields: str) -> str:
    lines = "\n".join(f"{name}: {value}" for name, value in (FIELDS | fields).items() if value)
    return f"---\n{lines}\n---\n\n# Digits\n"


def test_fields_are_what_the_front_matter_says() -> None:
    about = parse(
        PAGE,
        front_matter(
            cover="means",
            links="[{title: Code, url: 'https://code.example/digits'}]",
            metrics="[{label: Right, value: evaluation.accuracy, format: percent}]",
            featured="true",
            demo="{element: digit-demo, attributes: {experiments: demo baseline}}",
            description="For search engines.",
        ),
    )
    assert about.date == datetime.date(2026, 1, 31)
    assert about.tags == ("vision", "networks")
    assert about.cover == "means"
    assert about.links[0].url == "https://code.example/digits"
    assert about.metrics[0].format == "percent"
    assert about.demo is not None
    assert about.demo.attributes == {"experiments": "demo baseline"}
    assert about.featured


def test_what_is_not_needed_may_be_left_out() -> None:
    about = parse(PAGE, front_matter())
    assert (about.cover, about.links, about.metrics, about.featured) == (None, (), (), False)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        *((name, "", f"the field '{name}', ") for name in FIELDS),
        ("title", "'  '", "the field 'title', text, found '  '"),
        ("title", "[Digits]", "the field 'title', text, found ['Digits']"),
        ("date", "soon", "the field 'date', a date such as 2025-01-31"),
        ("date", "'2026-01-31'", "the field 'date'"),
        ("date", "2026", "the field 'date'"),
        ("tags", "vision", "the field 'tags', a list of words, found 'vision'"),
        ("tags", "[]", "the field 'tags'"),
        ("tags", "[1]", "the field 'tags.0', text, found 1"),
        ("status", "true", "the field 'status'"),
        ("cover", "[means]", "the field 'cover', the name of one of its figures"),
        ("featured", "sometimes", "the field 'featured', true or false, found 'sometimes'"),
        ("featured", "1", "the field 'featured', true or false"),
        ("links", "https://a.example", "the field 'links', a list of links"),
        ("links", "[{title: Code}]", "the field 'links.0.url', an address"),
        ("links", "[{title: Code, url: a.example}]", "'links.0.url', an address that begins with"),
        ("links", "[{title: Code, url: 'javascript:alert(1)'}]", "'links.0.url'"),
        ("links", "[{title: Code, url: 'https://'}]", "'links.0.url'"),
        ("links", "[{title: Code, url: 'https://a.example/x y'}]", "'links.0.url'"),
        ("links", "[{title: C, url: 'https://a.example', icon: x}]", "no field 'links.0.icon'"),
        ("metrics", "[{value: a.b, format: percent}]", "the field 'metrics.0.label', text"),
        ("metrics", "[{label: A, value: 1, format: percent}]", "'metrics.0.value', a place in an"),
        ("demo", "{element: digit demo}", "'demo.element', the name of a custom element"),
        ("demo", "{element: digit-demo, attributes: {'x y': z}}", "'demo.attributes"),
        ("figure", "means", "no field 'figure', found 'means'; the fields are title, summary"),
    ],
)
def test_faulty_field_is_refused_by_name(field: str, value: str, complaint: str) -> None:
    with pytest.raises(PluginError) as refusal:
        parse(PAGE, front_matter(**{field: value}))
    assert str(refusal.value).startswith(f"{PAGE}: expected ")
    assert complaint in str(refusal.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "artefacts" / "evaluation.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"test": {"accuracy": 0.98766}, "folds": [{"loss": 0.5}]}))
    return tmp_path


def with_metric(value: str, filter_name: str) -> About:
    metric = f"[{{label: Right, value: {value}, format: {filter_name}}}]"
    return parse(PAGE, front_matter(metrics=metric))


def test_metrics_are_taken_from_the_artefacts(folder: Path) -> None:
    found = facts(with_metric("evaluation.test.accuracy", "percent"), folder, PAGE)
    assert found == (Fact("Right", "98.77\u202f%"),)
    found = facts(with_metric("evaluation.folds.0.loss", "decimals"), folder, PAGE)
    assert found == (Fact("Right", "0.50"),)


@pytest.mark.parametrize(
    ("value", "filter_name", "complaint"),
    [
        ("evaluation.acuracy", "percent", "value': evaluation.acuracy: evaluation has no"),
        ("evaluation.test.x", "percent", "evaluation.test has no 'x'; it has accuracy"),
        ("evaluation.folds.1.loss", "percent", "evaluation.folds has no '1'; it has 0"),
        ("evaluatoin.test", "percent", "the project has no 'evaluatoin'; it has evaluation"),
        ("evaluation.test.accuracy", "per_cent", "format': expected one of percent, points,"),
        ("evaluation.test", "percent", "format': expected a number for percent, found Entry"),
    ],
)
def test_metric_that_nobody_measured_is_refused(
    folder: Path, value: str, filter_name: str, complaint: str
) -> None:
    with pytest.raises(PluginError) as refusal:
        facts(with_metric(value, filter_name), folder, PAGE)
    assert str(refusal.value).startswith(f"{PAGE}: the field 'metrics.0.")
    assert complaint in str(refusal.value)


def test_the_home_page_shows_the_newest_unless_another_is_featured() -> None:
    old, new = (
        Project(f"projects/{name}/index.md", parse(name, front_matter(**fields)))
        for name, fields in [("old", {"featured": "true"}), ("new", {"date": "2026-02-01"})]
    )
    plain = Project("projects/plain/index.md", parse("plain", front_matter()))
    assert featured([new, old]) is old
    assert featured([new, plain]) is new
    assert featured([]) is None

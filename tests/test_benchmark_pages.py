"""Tests of scripts.benchmark_pages."""

from __future__ import annotations

from scripts import benchmark_pages
from scripts.figures.figure import Figure
from scripts.markdown import Table
from tests.example_benchmark import run


def test_only_those_say_so_that_have_something_to_say() -> None:
    found = benchmark_pages.missing(("one", "two"), {"two": "Nothing yet.\n"})
    assert found == {"generated/one.md": b"", "generated/two.md": b"Nothing yet.\n"}


def test_every_fragment_says_which_run_it_shows() -> None:
    found = benchmark_pages.shown(
        {"a-table": Table({"Name": "left"}, [["one"]])},
        {"a-text": "Some words.\n"},
        {"a-figure": Figure("Nothing.", "Nothing.", 40, lambda canvas, palette: None)},
        run(),
        "benchmark.json",
    )
    names = ("a-table", "a-text", "a-figure")
    for name in names:
        text = found[f"generated/{name}.md"].decode()
        assert f'data-rendered="{name}" data-artefact="benchmark.json"' in text
        assert f'data-run="{run().key[:12]}"' in text
    drawings = {f"figures/a-figure.{mode}.svg" for mode in ("light", "dark")}
    assert found.keys() == drawings | {f"generated/{name}.md" for name in names}

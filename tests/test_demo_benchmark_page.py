"""What is shown of the demo's benchmark: tables, sentences, and the page that has them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup

from mnist import artefacts
from mnist.records import DemoBenchmark, Timing, Transfer
from scripts.figures import demo_benchmark as figures
from scripts.formats import thousands
from scripts.markdown import Table
from scripts.prose import demo_benchmark as prose
from scripts.tables import demo_benchmark as tables
from tests import one_page
from tests.example_benchmark import example_benchmark

RESULT = example_benchmark()


def rows(table: Table) -> dict[str, list[str]]:
    return {name: cells for name, *cells in [*table.rows, *table.summary]}


def test_bytes_are_added_up_by_role() -> None:
    found = rows(tables.sizes(RESULT))
    assert found["The demo's own code"] == ["20,000"] * 4
    assert found["The network"] == ["55,000", *["310,000"] * 3]
    assert found["All, in bytes"] == ["199,000", "696,000", "696,000", "3,980,000"]


def test_what_a_host_that_leaves_weights_alone_would_send_is_told() -> None:
    shipped = RESULT.sides[0]
    code, runtime, _ = shipped.files
    weights = Transfer("/site/weights.bin", "network", 100_000, 55_000, 50_000)
    known = replace(
        shipped, files=[replace(code, path="/a.js"), replace(runtime, path="/b.wasm"), weights]
    )
    caption = plain(tables.sizes(replace(RESULT, sides=[known])).caption)
    assert "one that compresses text and WebAssembly alone, 244 KB. " in caption


def test_times_are_told_with_their_spread() -> None:
    found = rows(tables.times(RESULT))
    shown = re.sub(r"\s", " ", found["Start of the script to first reading"][0])
    assert shown == "120 ms<br><small>108–132 ms</small>"
    assert found["One drawing"][1:] == ["–", "–", "–"]
    assert set(found["Same digit as this demo"]) == {"100.00\u202f%"}


def verdicts(result: DemoBenchmark) -> list[str]:
    return [row[-1] for row in tables.aims(result).rows]


def test_aims_that_are_met_are_told() -> None:
    assert verdicts(RESULT) == ["met", "met", "met"]


def test_aims_that_are_missed_are_told_too() -> None:
    shipped = RESULT.sides[0]
    heavy = replace(shipped.files[1], gzip=180_000)
    late = replace(shipped.from_start, median=150.2)
    slow = Timing(600, 1, 2, 3, 3.5, 4.1, 9)
    files = [shipped.files[0], heavy, shipped.files[2]]
    missed = replace(shipped, files=files, from_start=late, drawing=slow)
    assert verdicts(replace(RESULT, sides=[missed, *RESULT.sides[1:]])) == ["missed"] * 3


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def test_what_is_heavier_is_told_with_how_much() -> None:
    text = plain(prose.sizes(RESULT))
    assert "this demo loads 199 KB: 20 KB of code, 124 KB of library and 55 KB of network" in text
    assert "696 KB with the whole TensorFlow.js (3.5 times as much) and 3,980 KB with" in text
    assert text.count("696 KB") == 1, "two backends of one library load the same"


def test_what_is_faster_is_told_as_well() -> None:
    text = plain(prose.times(RESULT))
    assert "120 ms after the start of the script" in text
    assert "1,500 ms with the whole TensorFlow.js (12.5 times as much)" in text
    assert "0.30 ms with ONNX Runtime (40 % less)" in text


def test_about_the_same_is_no_victory() -> None:
    onnx = RESULT.sides[-1]
    close = replace(onnx, reading=replace(onnx.reading, median=0.51))
    text = prose.times(replace(RESULT, sides=[RESULT.sides[0], close]))
    assert plain(text).endswith("0.51 ms with ONNX Runtime (about the same). ")


EVALUATION = b'{"baseline": {"exported": {"count": 10000}}}'
HEADINGS = ["Try it", "The exported model"]


def build(folder: Path, result: DemoBenchmark | None) -> BeautifulSoup:
    """The page alone, with what is rendered of a result, or without one."""
    found = {"evaluation": EVALUATION}
    if result is None:
        return one_page.build(folder, "demo-benchmark", HEADINGS, found, {}, {}, {})
    found["demo_benchmark"] = artefacts.dump(DemoBenchmark, result)
    return one_page.build(
        folder,
        "demo-benchmark",
        HEADINGS,
        found,
        tables.tables(result),
        figures.figures(result),
        prose.texts(result),
    )


def test_the_page_shows_what_was_measured(tmp_path: Path) -> None:
    page = build(tmp_path, RESULT)
    for name in tables.tables(RESULT):
        assert page.select_one(f"#{name} table") is not None, name
    for name in figures.figures(RESULT):
        assert len(page.select(f"#figure-{name} img")) == 2
    text = " ".join(page.get_text(" ").split())
    assert thousands(199_000) in text
    assert "9,910 of 10,000 test images one by one" in text
    assert "as many as the evaluation says" in text
    assert "A processor" in text
    assert "Chromium 123.4" in text
    assert "not been measured yet" not in text


def test_the_page_says_that_nothing_was_measured(tmp_path: Path) -> None:
    page = build(tmp_path, None)
    assert "not been measured yet" in page.get_text(" ")
    assert page.select("[role=main] table") == []


def test_captions_say_which_side_is_least_and_which_aims_are_missed() -> None:
    assert plain(tables.sizes(RESULT).caption).startswith("*This demo* (")
    rows = [row for row in tables.aims(RESULT).rows if row[-1] == tables.MISSED]
    caption = tables.aims(RESULT).caption
    assert all(f"*{row[0]}*" in caption for row in rows)
    assert caption.startswith("All 3 aims are met." if not rows else "Of 3 aims ")

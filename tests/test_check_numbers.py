"""The built report, with every link of the chain broken once."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import built_numbers, check_numbers, seal
from scripts.built_numbers import BuiltNumbers, numbers_of_fragment
from scripts.workspace import PROJECT, Workspace

REPORT = f"{PROJECT.as_posix()}/index.html"
EVALUATION = f"{PROJECT.as_posix()}/artefacts/evaluation.json"
WEIGHTS = f"{PROJECT.as_posix()}/artefacts/model/demo/group1-shard1of1.bin"
MATRIX = f"{PROJECT.as_posix()}/generated/class-scores-table.md"


@pytest.fixture
def places(site_dir: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Home page and report with their artefacts, all of them sealed, and their sources."""
    site, docs = tmp_path / "site", tmp_path / "docs"
    for name in ("index.html", REPORT):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site_dir / name, site / name)
    for folder in ("artefacts", "generated"):
        shutil.copytree(Workspace("full").project / folder, docs / PROJECT / folder)
    for path in (docs / PROJECT / "artefacts").rglob("*.json"):
        seal.seal_file(path)
    shutil.copytree(docs / PROJECT / "artefacts", site / PROJECT / "artefacts")
    return site, docs


def faults(places: tuple[Path, Path]) -> list[str]:
    found = BuiltNumbers(*places).faults()
    return [f"{each.file}: {each.what}: {each.fault}" for each in found]


def change(path: Path, edit: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_all_numbers_are_right(places: tuple[Path, Path]) -> None:
    numbers = BuiltNumbers(*places)
    assert list(numbers.faults()) == []
    assert numbers.count > 100


def test_changed_digit_on_a_page_is_named(places: tuple[Path, Path]) -> None:
    change(
        places[0] / REPORT,
        lambda html: re.sub(
            r'(data-field="baseline\.test\.accuracy"[^>]*>9)\d', r"\g<1>0", html, count=1
        ),
    )
    (fault,) = faults(places)
    assert fault.startswith(f"{REPORT}: 90.")
    assert "which is baseline.test.accuracy of artefacts/evaluation.json" in fault


def test_changed_value_behind_a_number_is_named(places: tuple[Path, Path]) -> None:
    change(places[0] / REPORT, lambda html: html.replace('value="70000"', 'value="70001"'))
    (fault,) = faults(places)
    assert "70,000: expected 70000, which is train.count, test.count" in fault


def test_changed_run_key_on_a_page_is_named(places: tuple[Path, Path]) -> None:
    change(
        places[0] / "index.html",
        lambda html: re.sub(r'data-run="[0-9a-f]{12}"', 'data-run="000000000000"', html, count=1),
    )
    (fault,) = faults(places)
    assert fault.startswith("index.html: ")
    assert "expected the run" in fault
    assert "found 000000000000" in fault


def test_number_of_a_field_that_is_gone_is_named(places: tuple[Path, Path]) -> None:
    change(
        places[0] / REPORT,
        lambda html: html.replace('data-field="baseline.test.ece"', 'data-field="baseline.test.x"'),
    )
    (fault,) = faults(places)
    assert "expected a field baseline.test.x, found none" in fault


def test_changed_digit_in_an_artefact_is_named_before_all_that_shows_it(
    places: tuple[Path, Path],
) -> None:
    for folder in places:
        change(
            folder / EVALUATION,
            lambda text: re.sub(r'("accuracy": 0\.99)\d', r"\g<1>7", text),
        )
    found = faults(places)
    assert found[0].startswith(f"{EVALUATION}: run ")
    assert "edited by hand" in found[0]
    assert any(each.startswith(f"{REPORT}: ") for each in found)


def test_artefact_that_is_not_that_of_the_sources_is_named(places: tuple[Path, Path]) -> None:
    change(places[1] / EVALUATION, lambda text: text.replace("\n", "\n\n", 1))
    (fault,) = faults(places)
    assert (
        fault
        == f"{EVALUATION}: artefact: expected that of the sources, found another: run make site"
    )


def test_changed_run_key_in_an_artefact_is_named(places: tuple[Path, Path]) -> None:
    key = json.loads((places[0] / EVALUATION).read_text())["demo"]["run"]["key"]
    for folder in places:
        change(folder / EVALUATION, lambda text: text.replace(key, "0" * 64))
    found = faults(places)
    assert found[0] == (
        f"{EVALUATION}: run 000000000000: its key is not that of its own configuration"
    )
    assert any("expected the run 000000000000" in each for each in found[1:])


def test_changed_setting_of_a_run_is_named(places: tuple[Path, Path]) -> None:
    for folder in places:
        content = json.loads((folder / EVALUATION).read_text())
        content["demo"]["run"]["config"]["model"]["units"] = 49
        (folder / EVALUATION).write_text(json.dumps(content))
    (fault,) = faults(places)
    assert "its key is not that of its own configuration" in fault


def test_changed_byte_of_the_weights_is_named(places: tuple[Path, Path]) -> None:
    path = places[0] / WEIGHTS
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    (fault,) = faults(places)
    assert fault.startswith(f"{WEIGHTS}: model of demo: expected the SHA-256 ")


def test_changed_digit_of_a_rendered_table_is_named(places: tuple[Path, Path]) -> None:
    numbers = numbers_of_fragment((places[1] / MATRIX).read_text())
    cell = next(each for each in numbers if "." in each)
    change(places[1] / MATRIX, lambda text: text.replace(cell, "0.5", 1))
    (fault,) = faults(places)
    assert fault.startswith(f"{REPORT}: class-scores-table: expected 0.5 as in ")
    assert fault.endswith(f"found {cell}")


def test_rendered_part_of_another_run_is_named(places: tuple[Path, Path]) -> None:
    change(
        places[0] / REPORT,
        lambda html: re.sub(
            r'(data-rendered="kernels" data-run=")[0-9a-f]+', r"\g<1>000000000000", html
        ),
    )
    (fault,) = faults(places)
    assert f"{REPORT}: kernels: artefacts/features.json: expected one of the runs" in fault


def test_headline_number_that_was_typed_is_named(places: tuple[Path, Path]) -> None:
    change(
        places[0] / "index.html",
        lambda html: re.sub(r"<dd>.*?</dd>", "<dd>99.99 %</dd>", html, count=1, flags=re.S),
    )
    assert any("a headline number that says where it comes from" in each for each in faults(places))


def test_origin_that_stayed_text_is_named(places: tuple[Path, Path]) -> None:
    change(places[0] / "index.html", lambda html: html.replace("</body>", "\ue041</body>"))
    assert faults(places) == ["index.html: origin: expected an element, found the origin as text"]


def test_command_says_where_the_chain_breaks_first(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site, docs = places
    monkeypatch.setattr(
        check_numbers, "BuiltNumbers", lambda site, _: built_numbers.BuiltNumbers(site, docs)
    )
    assert check_numbers.main([str(site)]) == 0
    assert "measured numbers of the site are those of their runs" in capsys.readouterr().out
    (site / WEIGHTS).unlink()
    assert check_numbers.main([str(site)]) == 1
    assert f"breaks first at {WEIGHTS}, model of demo" in capsys.readouterr().out


def test_folder_that_is_no_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_numbers.main([str(tmp_path)]) == 2
    assert "run make site" in capsys.readouterr().err


def test_numbers_of_a_fragment_are_those_that_a_reader_sees() -> None:
    text = (
        '<div class="table" data-run="0123" markdown>\n\n| A | 12 |\n| :-- | --: |\n'
        "| 1,234 | 99.5 % |\n![Alt 7](figures/8.svg#only-light){ width=480 }\n"
        "[Link 3](page4.md) a&#124;b\n{ .table-caption }\n"
    )
    assert numbers_of_fragment(text) == ["12", "1,234", "99.5", "3"]

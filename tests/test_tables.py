import re
from dataclasses import replace

import numpy as np
import pytest

from mnist.records import Ablation, AblationRow
from scripts.markdown import Align, Table, code
from scripts.progress import duration
from scripts.results import Results
from scripts.stages import STAGES
from scripts.tables import tables
from scripts.tables.ablation import ablation, flipping
from tests.example_results import example, made_up_difference

RESULTS = example()


def markdown(name: str, results: Results = RESULTS) -> str:
    return tables(results)[name].markdown(name)


def rows(name: str, results: Results = RESULTS) -> list[list[str]]:
    """The cells of a table's rows, headings first, without the marks for bold."""
    lines = [line for line in markdown(name, results).splitlines() if line.startswith("|")]
    cells = [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in lines]
    return [cells[0], *cells[2:]]


@pytest.mark.parametrize("name", tables(RESULTS))
def test_every_table_has_a_name_a_caption_and_as_many_cells_a_row(name: str) -> None:
    text = markdown(name)
    assert re.match(rf'<div class="table" id="{name}"( data-sortable="\d+")? markdown>\n\n', text)
    assert re.search(
        r'\n<div class="table-scroll" data-label="[^"]+, a table" markdown>\n\n\|', text
    )
    assert "\n{ .table-caption }\n" in text
    assert {len(row) for row in rows(name)} == {len(rows(name)[0])}


def test_a_table_aligns_numbers_and_sets_off_totals() -> None:
    table = Table({"Name": "left", "Count": "right"}, [["a|b", "1"]], [["All", "1"]])
    lines = [line for line in table.markdown("t").splitlines() if line.startswith("|")]
    assert lines == [
        "| Name | Count |",
        "| :-- | --: |",
        "| a&#124;b | 1 |",
        "| **All** | **1** |",
    ]


def test_a_table_says_how_many_of_its_rows_may_change_places() -> None:
    columns: dict[str, Align] = {"Name": "left", "Count": "right"}
    rows, total = [["a", "1"], ["b", "2"]], [["All", "3"]]
    assert 'data-sortable="2"' in Table(columns, rows, total, sortable=True).markdown("t")
    assert "data-sortable" not in Table(columns, rows, total).markdown("t")


def test_rows_that_are_stages_or_measures_keep_their_order() -> None:
    sortable = {name for name in tables(RESULTS) if "data-sortable" in markdown(name)}
    assert {"cross-validation-table", "class-scores-table", "runs-table"} <= sortable
    assert not sortable & {"architecture-table", "exported-table", "metrics-table"}


def test_a_column_without_a_heading_is_refused() -> None:
    with pytest.raises(ValueError, match="t: expected a heading for every column"):
        Table({"": "left", "Count": "right"}, []).markdown("t")


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"t: expected 2 cells, found 1: \['a'\]"):
        Table({"Name": "left", "Count": "right"}, [["a"]]).markdown("t")


def test_code_is_escaped() -> None:
    assert code("<b>", title='"') == '<code title="&quot;">&lt;b&gt;</code>'


def test_the_distribution_counts_every_image() -> None:
    _, *digits, total = rows("class-distribution-table")
    assert [row[0] for row in digits] == [*"0123456789"]
    assert sum(int(row[1].replace(",", "")) for row in digits) == 6000
    assert total[1:] == ["6,000", "", "1,000", ""]
    shares = [float(row[2].removesuffix("\u202f%")) for row in digits]
    assert sum(shares) == pytest.approx(100, abs=0.05)


def test_a_checksum_is_short_and_whole_on_pointing_at_it() -> None:
    whole = RESULTS.dataset.files["train-images-idx3-ubyte"]
    assert f'<code title="{whole}">{whole[:12]}</code>' in markdown("dataset-files-table")


def test_the_layers_add_up_to_the_total() -> None:
    _, *layers, total = rows("architecture-table")
    assert layers[0] == ["<code>Conv2D</code>", "26 × 26 × 32", "320"]
    assert sum(int(row[2]) for row in layers) == int(total[2])


def test_every_fold_stands_beside_that_of_the_draft() -> None:
    headings, *folds, mean, spread = rows("cross-validation-table")
    assert headings[3:] == ["Accuracy", "Loss", "Draft: accuracy", "Draft: loss"]
    for row, fold in zip(folds, RESULTS.cross_validation.folds, strict=True):
        assert row[:3] == [str(fold.fold), "5,000", "1,000"]
        assert row[3:5] == [f"{fold.accuracy:.4f}", f"{fold.loss:.4f}"]
        assert row[5:] == ["0.9900", "0.0500"]
    accuracies = [fold.accuracy for fold in RESULTS.cross_validation.folds]
    assert mean[3] == f"{np.mean(accuracies):.4f}"
    assert spread[3] == f"{np.std(accuracies):.4f}"
    assert (mean[5], spread[5]) == ("0.9900", "0.0000")


def test_folds_that_only_one_of_the_two_has_are_shown_as_such() -> None:
    two = replace(RESULTS, cross_validation=example(folds=2).cross_validation)
    assert rows("cross-validation-table", two)[3] == ["3", "–", "–", "–", "–", "0.9900", "0.0500"]
    five = replace(RESULTS, cross_validation=example(folds=5).cross_validation)
    assert rows("cross-validation-table", five)[5][5:] == ["–", "–"]


def test_both_models_stand_side_by_side() -> None:
    table = {name: values for name, *values in rows("exported-table")}
    assert table["Read correctly"] == ["1,960 of 2,000"] * 2
    assert table["Size in bytes"] == ["907,000", "12,000"]
    assert table["Expected calibration error"][0] == table["Expected calibration error"][1]
    text = markdown("exported-table")
    assert "largest difference between any two probabilities is 0.0021" in text


def test_every_run_says_when_and_where() -> None:
    _, *runs = rows("runs-table")
    assert [row[0] for row in runs] == [stage.name.replace("_", " ") for stage in STAGES]
    assert runs[1][1] == "baseline"
    assert runs[1][3:] == ["2026-01-02 03:04", "3:07"]
    assert "all on A processor | with a bar, 2 cores" in markdown("runs-table")
    assert re.fullmatch(r'<code title="[0-9a-f]{64}">[0-9a-f]{12}</code>', runs[1][2])


STUDY = RESULTS.ablation


def study(**changes: AblationRow) -> Ablation:
    """The study with some of its rows, by name with underscores, changed."""
    changed = {name.replace("_", " "): row for name, row in changes.items()}
    return replace(STUDY, rows=[changed.get(row.name, row) for row in STUDY.rows])


def row(name: str, result: Ablation = STUDY) -> AblationRow:
    return next(each for each in result.rows if each.name == name)


def test_every_variation_is_in_the_table_with_its_noise_and_its_verdict() -> None:
    zoom = replace(
        row("zoom"),
        accuracy=0.98765,
        interval=(0.98665, 0.98865),
        difference=made_up_difference(0.0025, 0.0018),
    )
    shift = replace(row("shift"), difference=made_up_difference(-0.0025, 0.0018))
    shear = replace(row("shear"), difference=made_up_difference(0.0001, 0.0018))
    cells = {
        name: values for name, *values in ablation(study(zoom=zoom, shift=shift, shear=shear)).rows
    }
    assert list(cells) == [each.name for each in STUDY.rows]
    assert cells["zoom"] == ["98.77 ±\u202f0.10", "+0.25 ±\u202f0.18", "better"]
    assert cells["shift"][1:] == ["−0.25 ±\u202f0.18", "worse"]
    assert cells["shear"][1:] == ["+0.01 ±\u202f0.18", "within noise"]
    assert cells["baseline"][1:] == ["–", "–"]


def test_a_variation_that_is_compared_with_another_one_is_named() -> None:
    assert (
        "Difference: in percentage points to *baseline*, of *rotation, zoom and shift, class 5 "
        "over-sampled* to *rotation, zoom and shift*."
    ) in ablation(STUDY).caption
    alike = replace(STUDY, rows=[each for each in STUDY.rows if "over-sampled" not in each.name])
    assert "in percentage points to *baseline*. After" in ablation(alike).caption


def test_flipping_is_told_digit_by_digit() -> None:
    digits = [made_up_difference(-digit / 1000, 0.006) for digit in range(10)]
    flipped = replace(
        row("flip left to right"), digits=digits, difference=made_up_difference(-0.0046, 0.002)
    )
    table = flipping(study(flip_left_to_right=flipped))
    assert list(table.columns) == ["Digit", "Left to right", "Top to bottom"]
    assert [cells[0] for cells in table.rows] == [*"0123456789"]
    assert table.rows[7][1] == "−0.7\u00a0±\u202f0.6"
    assert table.summary[0][:2] == ["All", "−0.5\u00a0±\u202f0.2"]


def test_two_experiments_stand_side_by_side() -> None:
    headings, *cells = rows("protocol-table")
    assert headings == ["Accuracy", "Baseline", "Augmented"]
    values = {name: numbers for name, *numbers in cells}
    for place, scores in enumerate(RESULTS.protocol.values()):
        accuracies = [fold.accuracy for fold in scores.cross_validation.folds]
        assert values["Fold 2"][place] == f"{100 * accuracies[1]:.2f}\u202f%"
        assert values["Mean of the folds"][place] == f"{100 * np.mean(accuracies):.2f}\u202f%"
        test = scores.evaluation.test
        assert values["Test images"][place] == f"{100 * test.accuracy:.2f}\u202f%"
        assert values["Interval to"][place] == f"{100 * test.interval[1]:.2f}\u202f%"


def test_experiments_with_other_folds_are_not_compared() -> None:
    other = RESULTS.protocol | {"augmented": example(folds=2).protocol["augmented"]}
    with pytest.raises(ValueError, match="zip"):
        tables(replace(RESULTS, protocol=other))


def test_captions_say_what_is_to_be_seen() -> None:
    shares = [fold.accuracy for fold in RESULTS.cross_validation.folds]
    assert (
        f"The folds' accuracy goes from {min(shares):.4f} to {max(shares):.4f}, the draft's from"
    ) in markdown("cross-validation-table")
    largest = max(layer.parameters for layer in RESULTS.training.layers)
    share = round(100 * largest / RESULTS.training.parameters)
    assert f"has {share}\u202f% of the parameters" in markdown("architecture-table")
    seconds = sum({each.run.key: each.run.seconds for each in RESULTS.runs}.values())
    assert f"Together they took {duration(seconds)}" in markdown("runs-table")


def test_the_caption_of_the_study_counts_its_verdicts() -> None:
    zoom = replace(row("zoom"), difference=made_up_difference(0.0025, 0.0018))
    table = ablation(study(zoom=zoom))
    verdicts = [cells[3] for cells in table.rows if cells[3] != "–"]
    assert table.caption.startswith(f"Of {len(verdicts)} changes, ")
    assert f"{verdicts.count('better')} better" in table.caption

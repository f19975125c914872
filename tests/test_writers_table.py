"""Tests of scripts.tables.writers."""

from __future__ import annotations

from scripts.formats import percent
from scripts.tables.writers import folds, tables
from tests.example_networks import networks_of
from tests.example_results import example

BASELINE, DEMO = networks_of(example(), ["baseline", "demo"])


def test_there_is_no_table_where_nothing_was_learned_from_drawings() -> None:
    assert tables([BASELINE]) == {}
    assert [*tables([BASELINE, DEMO])] == ["writer-folds-table"]


def test_every_fold_says_whom_it_left_out() -> None:
    assert DEMO.writers is not None
    table = folds(DEMO.writers)
    assert table.rows[0][0] == ", ".join(map(str, DEMO.writers.folds[0].writers))
    assert table.rows[2][1:] == [
        "90,003",
        percent(DEMO.writers.folds[2].drawn.share),
        percent(DEMO.writers.folds[2].mnist.share),
        "1.30",
    ]


def test_the_sum_counts_every_drawing_once() -> None:
    assert DEMO.writers is not None
    drawn = [fold.drawn for fold in DEMO.writers.folds]
    share = sum(each.hits for each in drawn) / sum(each.count for each in drawn)
    assert folds(DEMO.writers).summary[0][2] == percent(share)

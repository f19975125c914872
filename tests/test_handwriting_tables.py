"""Tests of scripts.tables.networks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mnist.evaluate import wilson_interval
from mnist.handwriting import SURE
from mnist.records import Rate
from scripts.networks import Network
from scripts.tables.networks import benchmark, side_by_side
from tests.example_networks import networks_of
from tests.example_results import example

THREE = networks_of(example(), ["baseline", "augmented", "demo"])


def rows(networks: list[Network]) -> dict[str, list[str]]:
    return {name: cells for name, *cells in benchmark(networks).rows}


def shown(rate: Rate) -> str:
    low, high = rate.interval
    return f"{100 * rate.share:.2f}\u202f%<br><small>{100 * low:.2f}–{100 * high:.2f}</small>"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_table_has_a_column_a_network(count: int) -> None:
    for name, table in side_by_side(THREE[:count]).items():
        assert [*table.columns][1:] == ["Baseline", "Augmented", "Demo"][:count]
        assert f'id="{name}"' in table.markdown(name)


def test_drawn_digits_have_the_interval_over_writers() -> None:
    drawn = THREE[0].handwriting.drawn
    rate = replace(drawn.accuracy, interval=drawn.writers_interval)
    assert rate.interval != drawn.accuracy.interval
    assert rows(THREE)["Drawn digits"][0] == shown(rate)


def test_the_worst_writer_is_the_worst() -> None:
    for network, cell in zip(THREE, rows(THREE)["The writer read worst"], strict=True):
        assert cell.startswith(f"{100 * network.handwriting.worst_writer:.2f}\u202f%")


def test_mnist_is_read_with_the_shipped_weights() -> None:
    exported = replace(THREE[0].evaluation.exported, correct=1900, count=2000, accuracy=0.95)
    network = replace(THREE[0], evaluation=replace(THREE[0].evaluation, exported=exported))
    expected = shown(Rate(2000, 1900, 0.95, wilson_interval(1900, 2000)))
    assert rows([network])["MNIST test images"] == [expected]


def test_only_a_network_that_may_refuse_has_shares_refused() -> None:
    table = rows(THREE)
    refused = [name for name in table if name.endswith("refused")]
    assert len(refused) == 5
    for name in refused:
        assert table[name][:2] == ["–", "–"]
        assert table[name][2] != "–"
    assert not [name for name in rows(THREE[:2]) if name.endswith("refused")]
    assert table["Letters refused"][2] == shown(THREE[2].handwriting.letters.refused.refused)


def test_empty_cells_are_explained_where_there_are_any() -> None:
    for name, table in side_by_side(THREE).items():
        assert "–: the network always names a digit." in table.caption, name
    for networks in (THREE[:2], THREE[2:]):
        assert "–:" not in benchmark(networks).caption
        assert not [name for name, cells in rows(networks).items() if "–" in cells]


def test_the_published_test_is_shown_where_it_was_at_hand() -> None:
    name = "Drawn digits of the published test"
    assert name not in rows(THREE)
    rate = Rate(3498, 3400, 3400 / 3498, wilson_interval(3400, 3498))
    scored = replace(THREE[1], handwriting=replace(THREE[1].handwriting, published=rate))
    assert rows([THREE[0], scored])[name] == ["not run", shown(rate)]


def test_confident_is_what_the_measurement_calls_confident() -> None:
    name = f"Letters called a digit with > {100 * SURE:.0f}\u202f%"
    assert rows(THREE)[name][0] == shown(THREE[0].handwriting.letters.confident)


def test_thresholds_are_those_that_the_page_applies() -> None:
    table = {name: cells for name, *cells in side_by_side(THREE)["networks-table"].rows}
    assert table["No digit from"] == ["–", "–", "41.00\u202f%"]
    assert table["Unsure below"] == ["–", "–", "62.00\u202f%"]
    assert table["Answers"] == ["10", "10", "11"]
    assert table["Size in bytes, as shipped"] == ["12,000"] * 3

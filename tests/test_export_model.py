"""What is shipped, and what is not; the conversion itself is tested with the pipeline."""

from __future__ import annotations

import pytest

from mnist.config import BASELINE
from mnist.export import ExportError
from mnist.records import ExportedScore
from scripts.export_model import accept, input_card, network
from scripts.workspace import Workspace


def exported(correct: int, agreement: float) -> ExportedScore:
    return ExportedScore("tfjs", 10_000, correct, correct / 10_000, 0.005, agreement, 0.01)


def test_a_faithful_export_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    accept(BASELINE, exported(9_900, 0.999), accuracy=0.9904)
    assert "same class as Keras on 99.90%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("correct", "agreement", "named"),
    [(9_900, 0.9989, "99.89%"), (9_890, 1.0, "0.10%"), (9_910, 1.0, "0.10%")],
)
def test_an_export_that_reads_otherwise_is_refused(
    correct: int, agreement: float, named: str
) -> None:
    with pytest.raises(ExportError, match=named):
        accept(BASELINE, exported(correct, agreement), accuracy=0.99)


def test_the_card_carries_the_constants_of_the_configuration() -> None:
    card = input_card(BASELINE.input)
    assert card.shape == [28, 28, 1]
    assert (card.size, card.box, card.pen_width, card.centre) == (28, 20, 2.5, (14.0, 14.0))


def test_names_in_a_graph_do_not_tell_what_was_exported_before() -> None:
    alone, later = (network(BASELINE, Workspace("full")) for _ in range(2))
    assert alone is not later
    assert [each.path for each in later.weights] == [each.path for each in alone.weights]
    assert [each.name for each in later.layers] == [each.name for each in alone.layers]
    assert [each.name for each in later.inputs] == [each.name for each in alone.inputs]

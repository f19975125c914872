"""Tables of the networks side by side: a row a question, a column a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mnist.evaluate import wilson_interval
from mnist.records import OtherDrawings, Rate, Reading, Refusal
from scripts.formats import percent, thousands
from scripts.markdown import NONE, Align, Table
from scripts.networks import Network

Answer = Callable[[Network], str]

NOT_RUN = "not run"


def side_by_side(networks: list[Network]) -> dict[str, Table]:
    """Every one by its name on a page."""
    return {name: make(networks) for name, make in TABLES.items()}


def benchmark(networks: list[Network]) -> Table:
    """How people's own writing is read, and what is refused."""
    return _table(
        networks,
        {
            "MNIST test images": lambda each: rate(_shipped(each)),
            "Drawn digits": lambda each: interval(
                each.handwriting.drawn.accuracy.share, each.handwriting.drawn.writers_interval
            ),
            "The writer read worst": lambda each: rate(_worst_writer(each)),
            "Drawn digits, canvas shrunk": lambda each: rate(each.handwriting.drawn.raw_squash),
            "Scanned digits from elsewhere": lambda each: rate(each.handwriting.outside),
            "Drawn digits of the published test": lambda each: _if_any(each.handwriting.published),
            "Letters refused": lambda each: _refused(each, each.handwriting.letters.refused),
            "Letters like digits refused": lambda each: _refused(
                each, each.handwriting.letters_like_digits.refused
            ),
            "Scribbles refused": lambda each: _refused(each, each.handwriting.scribbles.refused),
            "Drawn digits refused": lambda each: _refused(each, each.handwriting.drawn.refused),
            "MNIST test images refused": lambda each: _refused(each, each.handwriting.mnist),
            f"Letters called a digit with > {percent(0.9, 0)}": lambda each: rate(
                each.handwriting.letters.confident
            ),
            f"Scribbles called a digit with > {percent(0.9, 0)}": lambda each: rate(
                each.handwriting.scribbles.confident
            ),
            "Letters told from digits (AUROC)": lambda each: _auroc(each.handwriting.letters),
            "Scribbles told from digits (AUROC)": lambda each: _auroc(each.handwriting.scribbles),
        },
        f"{_best(networks)} Below each share its {percent(0.95, 0)} interval: for drawn digits by "
        f"resampling writers, otherwise Wilson's.{_nothing(networks)}",
    )


def architecture(networks: list[Network]) -> Table:
    """What each network is and what it weighs."""
    return _table(
        networks,
        {
            "Parameters": lambda each: thousands(each.evaluation.parameters),
            "Multiply-adds an image": lambda each: thousands(each.evaluation.multiply_adds),
            "Size in bytes, as shipped": lambda each: thousands(
                sum(file.bytes for file in each.card.files.values())
            ),
            "Images learned from": lambda each: thousands(each.training.training_size),
            "Answers": lambda each: str(len(each.card.classes)),
            "No digit from": lambda each: _threshold(each, lambda reading: reading.not_a_digit),
            "Unsure below": lambda each: _threshold(each, lambda reading: reading.unsure),
        },
        f"{_lightest(networks)}A multiply-add is a product added to a sum. Answers: the ten digits "
        f"and, where there is one more, that there is none.{_nothing(networks)}",
    )


def metrics(networks: list[Network]) -> Table:
    """What was measured of each network, in short."""
    return _table(
        networks,
        {
            "MNIST test images, Keras": lambda each: interval(
                each.evaluation.test.accuracy, each.evaluation.test.interval
            ),
            "MNIST test images, as shipped": lambda each: rate(_shipped(each)),
            "Same digit in both": lambda each: percent(each.evaluation.exported.agreement),
            "Expected calibration error": lambda each: percent(each.evaluation.exported.ece),
            "Drawn digits": lambda each: interval(
                each.handwriting.drawn.accuracy.share, each.handwriting.drawn.writers_interval
            ),
            "The writer read worst": lambda each: rate(_worst_writer(each)),
            "Letters refused": lambda each: _refused(each, each.handwriting.letters.refused),
            "Drawn digits refused": lambda each: _refused(each, each.handwriting.drawn.refused),
        },
        f"{_best(networks)} Below each share of drawings its {percent(0.95, 0)} interval: for "
        f"drawn digits by resampling writers, otherwise Wilson's.{_nothing(networks)}",
    )


def interval(share: float, ends: tuple[float, float]) -> str:
    """A share with its interval on a line of its own."""
    low, high = (f"{100 * end:.2f}" for end in ends)
    return f"{percent(share)}<br><small>{low}–{high}</small>"


def rate(found: Rate) -> str:
    """A rate with its interval."""
    return interval(found.share, found.interval)


def _table(networks: list[Network], rows: dict[str, Answer], caption: str) -> Table:
    """A row a question, those aside that no network has an answer to."""
    answers = {name: [answer(each) for each in networks] for name, answer in rows.items()}
    columns: dict[str, Align] = {"Measure": "left"}
    for network in networks:
        columns[network.title] = "right"
    return Table(
        columns=columns,
        rows=[[name, *cells] for name, cells in answers.items() if {*cells} - {NONE, NOT_RUN}],
        caption=caption,
    )


def _best(networks: list[Network]) -> str:
    """Which network reads most of what people drew."""
    best = max(networks, key=lambda each: each.handwriting.drawn.accuracy.share)
    share = percent(best.handwriting.drawn.accuracy.share)
    return f"Most of the drawn digits are read by the {best.name} network: {share}."


def _lightest(networks: list[Network]) -> str:
    """Which network is the smallest, where there is another one."""
    least, *others = sorted(networks, key=lambda each: each.evaluation.parameters)
    if not others:
        return ""
    ratio = least.evaluation.parameters / others[0].evaluation.parameters
    return (
        f"The {least.name} network has {percent(ratio, 0)} of the parameters that the "
        f"{others[0].name} network has. "
    )


def _nothing(networks: list[Network]) -> str:
    """What an empty cell means, where there is one."""
    if len({each.refuses for each in networks}) < 2:
        return ""
    return f" {NONE}: the network always names a digit."


def _shipped(network: Network) -> Rate:
    found = network.evaluation.exported
    return Rate(
        found.count, found.correct, found.accuracy, wilson_interval(found.correct, found.count)
    )


def _worst_writer(network: Network) -> Rate:
    by_writer = network.handwriting.drawn.by_writer
    return min((each.read for each in by_writer), key=lambda read: read.share)


def _if_any(found: Rate | None) -> str:
    return rate(found) if found else NOT_RUN


def _refused(network: Network, refusal: Refusal) -> str:
    return rate(refusal.refused) if network.refuses else NONE


def _auroc(others: OtherDrawings) -> str:
    return f"{others.auroc:.4f}"


def _threshold(network: Network, take: Callable[[Reading], float]) -> str:
    return percent(take(network.card.reading)) if network.card.reading else NONE


TABLES: Final[dict[str, Callable[[list[Network]], Table]]] = {
    "handwriting-table": benchmark,
    "networks-table": architecture,
    "metrics-table": metrics,
}
"""By its name on a page, what makes each."""

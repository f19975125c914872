"""What rendered parts were made from: the runs of the results that a function looked at.

Nobody has to write down which table shows which artefact, and nobody can forget it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, TypeVar, cast

from mnist.records import Draft, Run
from scripts import trust
from scripts.artefact_fields import NO_RUN, short
from scripts.demo_benchmark import artefact as demo_benchmark
from scripts.networks import Network
from scripts.results import DRAFT, Results, StageRun
from scripts.stages import STAGES
from scripts.training_benchmark import artefact as training_benchmark

T = TypeVar("T")

_ARTEFACTS = {each.name: each.artefact for each in STAGES} | {
    "demo_benchmark": demo_benchmark.ARTEFACT,
    training_benchmark.STAGE: training_benchmark.ARTEFACT,
    trust.STAGE: trust.ARTEFACT,
}
_OPENING = re.compile(r"<(?:div|figure)\b")

# An artefact, by path under the artefacts' folder, and the key of a run that left something in it.
Origin = tuple[str, str]


class Traced:
    """Results, or a part of them, that tell what of them is looked at.

    Args:
        whole: a dataclass.
        seen: called with each origin.
    """

    def __init__(self, whole: Any, seen: Callable[[Origin], None]) -> None:
        self._whole = whole
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        whole = self.__dict__["_whole"]
        own = getattr(type(whole), name, None)
        # What a property looks at counts too.
        if isinstance(own, property) and own.fget is not None:
            return own.fget(self)
        return self._wrapped(getattr(whole, name))

    def _wrapped(self, value: Any) -> Any:
        # A run that is only told of has measured nothing of what is shown.
        if isinstance(value, StageRun):
            return value
        if isinstance(run := getattr(value, "run", None), Run):
            self._seen(origin(run))
        elif isinstance(value, Draft):
            self._seen((DRAFT.as_posix(), NO_RUN))
        elif isinstance(value, list):
            return [self._wrapped(each) for each in value]
        elif isinstance(value, dict):
            return {name: self._wrapped(each) for name, each in value.items()}
        elif dataclasses.is_dataclass(value):
            return Traced(value, self._seen)
        return value


def origin(run: Run, artefact: str = "") -> Origin:
    """The artefact of a run's stage, unless another is named, and the run's key."""
    return artefact or _ARTEFACTS[run.stage], short(run.key)


def traced(results: Results) -> tuple[Results, Callable[[], tuple[Origin, ...]]]:
    """Results that are looked at in place of these, and what will have been seen of them."""
    found: dict[Origin, None] = {}
    shown = Traced(results, lambda each: found.setdefault(each))
    return cast("Results", shown), lambda: tuple(found)


def of_networks(
    parts: Mapping[str, Callable[[list[Network]], T]],
) -> Iterator[Callable[[Results], dict[str, T]]]:
    """Parts that are made from the networks, each by itself: no two look at the same of them."""
    for name, make in parts.items():
        yield functools.partial(_of_networks, name, make)


def _of_networks(name: str, make: Callable[[list[Network]], T], results: Results) -> dict[str, T]:
    return {name: make(results.networks)}


def stamped(text: str, name: str, origins: Iterable[Origin]) -> str:
    """A rendered table, figure or paragraph that says what it was made from.

    Args:
        text: the fragment; a paragraph is one line.
        name: of the fragment.
        origins: what it was made from, at least one.
    """
    files, runs = zip(*origins, strict=True)
    told = (
        f'data-rendered="{name}" data-artefact="{escape(" ".join(files))}" '
        f'data-run="{" ".join(runs)}"'
    )
    opening = _OPENING.match(text)
    if opening is not None:
        return f"{opening[0]} {told}{text[opening.end() :]}"
    return f"<span {told}>{text.strip()}</span>\n"

"""What is where in an artefact's JSON: its entries, their runs, and every number by its field.

A field is written as templates reach it: ``demo.exported.accuracy``, ``baseline.folds[0].loss``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from scripts.measured import Source

RUN: Final = "run"
# Of a run's key, as much as tells it from all others.
KEY: Final = 12
# For the key of what no run measured.
NO_RUN: Final = "-"

_INDEX: Final = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Entry:
    """What one run left in an artefact.

    Attributes:
        field: where it is; empty for the whole artefact.
        content: with its ``run``.
    """

    field: str
    content: Mapping[str, Any]

    @property
    def run(self) -> Mapping[str, Any]:
        """How it was made."""
        found: Mapping[str, Any] = self.content[RUN]
        return found

    @property
    def key(self) -> str:
        """The key of its run."""
        return str(self.run["key"])


def has_run(content: Any) -> bool:
    """Whether it is what a run left."""
    return (
        isinstance(content, dict) and isinstance(content.get(RUN), dict) and "key" in content[RUN]
    )


def within(place: Source, content: Mapping[str, Any]) -> Source:
    """A place in an artefact with the run that it belongs to, if one begins there."""
    return replace(place, run=content[RUN]["key"]) if has_run(content) else place


def entries(content: Any, field: str = "") -> Iterator[Entry]:
    """What runs left in an artefact, in its order."""
    if not isinstance(content, dict):
        return
    if has_run(content):
        yield Entry(field, content)
        return
    for name, value in content.items():
        yield from entries(value, _joined(field, name))


def numbers(content: Any, field: str = "") -> Iterator[tuple[str, int | float]]:
    """Every number with its field; none of what says how they were made."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name != RUN:
                yield from numbers(value, _joined(field, name))
    elif isinstance(content, list):
        for index, value in enumerate(content):
            yield from numbers(value, f"{field}[{index}]")
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield field, content


def resolve(content: Any, field: str) -> tuple[Any, str | None]:
    """What is at a field, and the key of the run that left it, if one did.

    Raises:
        LookupError: there is nothing.
    """
    found = _resolve(content, field, None)
    if found is None:
        raise LookupError(f"expected a field {field}, found none")
    return found


def _resolve(content: Any, field: str, run: str | None) -> tuple[Any, str | None] | None:
    if has_run(content):
        run = str(content[RUN]["key"])
    if not field:
        return content, run
    if isinstance(content, list):
        index = _INDEX.match(field)
        if index is None or int(index[1]) >= len(content):
            return None
        return _resolve(content[int(index[1])], field[index.end() :].removeprefix("."), run)
    # A name may have dots of its own, such as that of a file.
    for name in content if isinstance(content, dict) else ():
        rest = field.removeprefix(name)
        if field.startswith(name) and (not rest or rest[0] in ".["):
            found = _resolve(content[name], rest.removeprefix("."), run)
            if found is not None:
                return found
    return None


def short(run: str | None) -> str:
    """The key of a run as pages have it."""
    return run[:KEY] if run else NO_RUN


def _joined(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name

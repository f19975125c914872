"""Measured values for the pages: artefacts by name, and how their numbers are written."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from jinja2 import UndefinedError
from mkdocs.exceptions import PluginError

from scripts import formats, site_measured
from scripts.artefact_fields import RUN, within
from scripts.limits import limit
from scripts.measured import Computed, Source, measured


class Entry(dict[str, Any]):
    """An object of an artefact, which says what it has when asked for what it has not.

    Its numbers know where they are from.

    Args:
        path: how a template gets here, such as ``evaluation.baseline``.
        fields: the JSON object.
        place: where it is in which artefact, and what run measured it; ``None`` for settings,
            which were chosen and not measured.
    """

    def __init__(self, path: str, fields: dict[str, Any], place: Source | None = None) -> None:
        if place is not None:
            place = within(place, fields)
        super().__init__(
            {
                name: _wrap(
                    f"{path}.{name}", value, None if name == RUN else _inner(place, f".{name}")
                )
                for name, value in fields.items()
            }
        )
        self._path = path
        self._place = place

    def counted(self) -> int:
        """How many fields it has."""
        return _counted(len(self), self._place)

    def __missing__(self, name: str) -> Any:
        # Jinja takes a KeyError for a value that may yet turn out not to be needed.
        has = ", ".join(self) or "nothing"
        raise UndefinedError(f"{self._path} has no '{name}'; it has {has}")


class Items(list[Any]):
    """A list of an artefact.

    Args:
        items: with their own places.
        place: as of an `Entry`.
    """

    def __init__(self, items: Iterable[Any], place: Source | None) -> None:
        super().__init__(items)
        self._place = place

    def counted(self) -> int:
        """How many there are."""
        return _counted(len(self), self._place)


def _counted(number: int, place: Source | None) -> int:
    """The number, which was measured if what it counts was."""
    if place is None or not place.field:
        return number
    return cast("int", measured(number, Computed("len", (place,))))


def _wrap(path: str, value: Any, place: Source | None) -> Any:
    if isinstance(value, dict):
        return Entry(path, value, place)
    if isinstance(value, list):
        items = (
            _wrap(f"{path}[{index}]", item, _inner(place, f"[{index}]"))
            for index, item in enumerate(value)
        )
        return Items(items, place)
    if place is None or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return measured(value, place)


def _inner(place: Source | None, step: str) -> Source | None:
    return place and replace(place, field=f"{place.field}{step}".removeprefix("."))


def length(value: Any) -> int:
    """How many there are; of what was measured it is a measured number too."""
    return value.counted() if isinstance(value, Entry | Items) else len(value)


def project_folder(source: str, docs: Path) -> Path | None:
    """The folder of the project that a page belongs to, if it belongs to one.

    Args:
        source: the page's path under the docs folder, with forward slashes.
        docs: the docs folder.
    """
    parts = source.split("/")
    if parts[0] != "projects" or len(parts) < 3:
        return None
    return docs / "projects" / parts[1]


def artefacts(project: Path) -> dict[str, Any]:
    """What was measured for a project, by artefact name.

    ``artefacts/evaluation.json`` is ``evaluation`` and ``artefacts/model/model-card.json`` is
    ``model_card``; deeper files are not values but parts of a model.

    Raises:
        PluginError: two artefacts have one name, or a file is not a JSON object.
    """
    folder = project / "artefacts"
    values: dict[str, Any] = {}
    for path in sorted([*folder.glob("*.json"), *folder.glob("*/*.json")]):
        name = path.stem.replace("-", "_")
        if name in values:
            raise PluginError(f"{path}: a second artefact called '{name}'; rename one of them")
        shown = f"projects/{project.name}/{path.relative_to(project).as_posix()}"
        values[name] = _read(path, shown, path.stat().st_mtime_ns)
    return values


@functools.lru_cache(maxsize=64)
def _read(path: Path, shown: str, _changed: int) -> Entry:
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise PluginError(f"{path}: expected a JSON object, found {type(content).__name__}")
    return Entry(path.stem.replace("-", "_"), content, Source(shown, "", None))


def at(project: Path, place: str) -> Any:
    """What was measured for a project at a dotted place such as ``evaluation.folds.0.loss``.

    Raises:
        LookupError: there is nothing; says how far the place leads, and what is there.
    """
    value: Any = artefacts(project)
    before = "the project"
    for step in place.split("."):
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            has = ", ".join(map(str, _inside(value))) or "nothing"
            raise LookupError(f"{place}: {before} has no '{step}'; it has {has}")
        before = step if before == "the project" else f"{before}.{step}"
    return value


def _inside(value: Any) -> Iterable[object]:
    if isinstance(value, list):
        return range(len(value))
    return value if isinstance(value, dict) else ()


def fragment(project: Path, name: str) -> str:
    """Text of a rendered figure, table or paragraph of a project.

    Raises:
        PluginError: nothing was rendered under that name.
    """
    path = project / "generated" / f"{name}.md"
    if not path.is_file():
        raise PluginError(
            f"rendered('{name}'): expected {path}, found no such file; "
            "run python -m scripts.render, or mend the name"
        )
    return path.read_text(encoding="utf-8").strip()


# --- how numbers are written --------------------------------------------------------------


def points(difference: float, digits: int = 2) -> str:
    """A difference of two shares of 0 to 1, in percentage points: 0.022 gives ``2.20``."""
    return decimals(100 * difference, digits)


def thousands(number: float) -> str:
    """A number rounded to a whole one, with separators: 60000 gives ``60,000``."""
    return formats.thousands(round(number))


def decimals(number: float, digits: int = 2) -> str:
    """A number with so many digits after the point."""
    text = f"{number:,.{digits}f}"
    # A rounded -0.001 is no less than nothing.
    negative = text.strip("-0.,") and number < 0
    return ("\N{MINUS SIGN}" if negative else "") + text.removeprefix("-")


def kib(size: float) -> str:
    """Bytes as kibibytes: 231424 gives ``226 KiB``."""
    return f"{formats.thousands(round(size / 1024))}{formats.THIN}KiB"


_OF_ONE_NUMBER: dict[str, Callable[..., str]] = {
    each.__name__: each for each in (formats.percent, points, thousands, decimals, kib)
}
FILTERS: tuple[Callable[..., str], ...] = (
    *map(site_measured.of_pages, _OF_ONE_NUMBER.values()),
    limit,
)
# In the place of Jinja's own.
COUNTING: tuple[Callable[[Any], int], ...] = (length,)
_FILTER = re.compile(r"(\w+)(?:\((\d+)\))?")


def written(number: object, filter_name: str) -> str:
    """A measured number as a filter of one number writes it.

    Args:
        number: a number.
        filter_name: such as ``percent``, or ``percent(1)`` where it takes the digits.

    Raises:
        ValueError: there is no such filter, or what is to be written is no number.
    """
    named = _FILTER.fullmatch(filter_name)
    if named is None or named[1] not in _OF_ONE_NUMBER:
        raise ValueError(f"expected one of {', '.join(_OF_ONE_NUMBER)}, found {filter_name!r}")
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"expected a number for {filter_name}, found {type(number).__name__}")
    try:
        return _OF_ONE_NUMBER[named[1]](number, *([int(named[2])] if named[2] else []))
    except TypeError as error:
        raise ValueError(f"expected {named[1]} without digits, found {filter_name!r}") from error

"""Patterns in the navigation, such as ``notes/*.md``, and the pages that stand in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any


def expand(nav: Any, docs: Path) -> Any:
    """The navigation with the pages that match its patterns, by path.

    A page that it names itself stays where it is and is not repeated.

    Args:
        nav: as the settings have it.
        docs: the pages' folder.
    """
    return _expand(nav, docs, set(_named(nav)))


def _named(item: Any) -> Iterator[str]:
    """Every page that the navigation names, wherever it does."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for each in item.values() if isinstance(item, dict) else item:
            yield from _named(each)


def _expand(item: Any, docs: Path, named: set[str]) -> Any:
    if isinstance(item, dict):
        return {title: _expand(value, docs, named) for title, value in item.items()}
    if not isinstance(item, list):
        return item
    entries: list[Any] = []
    for each in item:
        if isinstance(each, str) and "*" in each:
            found = (path.relative_to(docs).as_posix() for path in sorted(docs.glob(each)))
            entries.extend(path for path in found if path not in named)
        else:
            entries.append(_expand(each, docs, named))
    return entries

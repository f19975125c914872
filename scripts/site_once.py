"""What is found among a site's files once a build, however many pages ask for it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from mkdocs.structure.files import Files

P = ParamSpec("P")
T = TypeVar("T")


def once_a_build(find: Callable[Concatenate[Files, P], T]) -> Callable[Concatenate[Files, P], T]:
    """The function, which remembers its answers for as long as the files are there.

    Every build has files of its own, so that what was edited while the site is served is found.
    What else it is asked with must be hashable.
    """
    kept: WeakKeyDictionary[Files, dict[Hashable, T]] = WeakKeyDictionary()

    @functools.wraps(find)
    def once(files: Files, /, *args: P.args, **options: P.kwargs) -> T:
        answers = kept.setdefault(files, {})
        asked = (args, tuple(sorted(options.items())))
        if asked not in answers:
            answers[asked] = find(files, *args, **options)
        return answers[asked]

    return once

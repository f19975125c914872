"""Projects, and the cards that show them."""

from __future__ import annotations

import datetime
import functools
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils.meta import get_data

_PAGE = re.compile(r"projects/[^/]+/index\.md")

_FIELDS: dict[str, tuple[type[Any], str]] = {
    "title": (str, "text"),
    "summary": (str, "text"),
    "date": (datetime.date, "a date such as 2025-01-31"),
    "tags": (list, "a list of words"),
    "status": (str, "text"),
}


@dataclass(frozen=True)
class Project:
    """A project as the front matter of its page describes it.

    Attributes:
        source: path of its page under the docs folder.
        title: its name.
        summary: one or two sentences.
        date: when it was last worked on.
        tags: words that group projects.
        status: where it stands, in a word or two.
        figure: name of a figure of the project for its card, or ``None``.
    """

    source: str
    title: str
    summary: str
    date: datetime.date
    tags: tuple[str, ...]
    status: str
    figure: str | None = None


def collect(files: Files) -> list[Project]:
    """The projects among a site's files, newest first.

    Raises:
        PluginError: a field of the front matter is missing or of the wrong type.
    """
    projects = [
        _parse(file.src_uri, file.content_string)
        for file in files.documentation_pages()
        if _PAGE.fullmatch(file.src_uri)
    ]
    return sorted(projects, key=lambda project: project.date, reverse=True)


@functools.lru_cache(maxsize=256)
def _parse(source: str, text: str) -> Project:
    meta = get_data(text)[1]
    for name, (kind, description) in _FIELDS.items():
        if not isinstance(meta.get(name), kind) or not meta[name]:
            raise PluginError(
                f"{source}: expected the field '{name}' in its front matter, {description}, "
                f"found {meta.get(name)!r}; add it so that the project can be listed"
            )
    fields = {name: meta[name] for name in _FIELDS} | {"tags": tuple(meta["tags"])}
    return Project(source, **fields, figure=meta.get("figure"))


def cards(projects: Iterable[Project], page: str) -> str:
    """The projects as cards, Markdown for a page at that path."""
    items = "\n\n".join(_card(project, page) for project in projects)
    return f'<div class="cards" markdown>\n\n{items}\n\n</div>'


def _card(project: Project, page: str) -> str:
    target = posixpath.relpath(project.source, posixpath.dirname(page))
    folder = posixpath.dirname(target)
    when = f"{project.date:%B} {project.date.year}"
    about = " · ".join([project.status, when, *project.tags])
    parts = [
        f'<div class="card" markdown>\n\n{_picture(project.figure, folder)}',
        f"### [{project.title}]({target})",
        project.summary,
        f"{about}\n{{ .card-about }}",
        "</div>",
    ]
    return "\n\n".join(parts)


def _picture(figure: str | None, folder: str) -> str:
    """The figure for both palettes; it only adorns, so it has no text of its own."""
    if figure is None:
        return ""
    images = [
        f"![]({folder}/figures/{figure}.{mode}.svg#only-{mode}){{ loading=lazy }}"
        for mode in ("light", "dark")
    ]
    return "\n".join([*images, "{ .card-picture }"])

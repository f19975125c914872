"""Projects as cards, and their headline numbers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html import escape

from scripts.site_projects import Fact, Project


def cards(projects: Iterable[Project], page: str) -> str:
    """The projects as cards, Markdown for a page at that path."""
    items = "\n\n".join(_card(project, page) for project in projects)
    return f'<div class="cards" markdown>\n\n{items}\n\n</div>'


def fact_list(facts: Iterable[Fact]) -> str:
    """Headline numbers at a glance, as HTML; nothing where there are none."""
    items = "".join(
        f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.text)}{fact.mark}</dd></div>\n"
        for fact in facts
    )
    return f'<dl class="facts">\n{items}</dl>' if items else ""


def _card(project: Project, page: str) -> str:
    about = project.about
    target = posixpath.relpath(project.source, posixpath.dirname(page))
    shown = picture(about.cover, posixpath.dirname(target), "card-picture")
    when = f"{about.date:%B} {about.date.year}"
    parts = [
        f'<div class="card" markdown>\n\n{shown}',
        f"## [{about.title}]({target})",
        about.summary,
        fact_list(project.facts),
        f"{' · '.join([about.status, when, *about.tags])}\n{{ .card-about }}",
        "</div>",
    ]
    return "\n\n".join(parts)


def picture(cover: str | None, folder: str, name: str) -> str:
    """A project's figure for both palettes, as a paragraph of a class by that name.

    It only adorns, so it has no text of its own.
    """
    if cover is None:
        return ""
    images = [
        f"![]({folder}/figures/{cover}.{mode}.svg#only-{mode}){{ loading=lazy }}"
        for mode in ("light", "dark")
    ]
    return "\n".join([*images, f"{{ .{name} }}"])

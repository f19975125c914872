"""The featured project as the home page shows it, with its demo right there."""

from __future__ import annotations

import posixpath
from html import escape

from scripts.site_cards import fact_list, picture
from scripts.site_projects import Demo, Project

_NO_SCRIPT = "The demo runs in your browser and needs JavaScript."


def section(project: Project | None, page: str) -> str:
    """A project's summary, headline numbers and demo, Markdown for a page at that path."""
    if project is None:
        return ""
    about = project.about
    target = posixpath.relpath(project.source, posixpath.dirname(page))
    links = [f"[Read the report]({target}){{ .button .button--strong }}"]
    links += [f"[{each.title}]({each.url}){{ .button }}" for each in about.links]
    parts = [
        '<div class="featured" markdown>',
        f"## [{about.title}]({target}) {{ #featured }}",
        f"{about.summary}\n{{ .featured-summary }}",
        fact_list(project.facts),
        _demo(about.demo) if about.demo else "",
        "\n".join(links),
        "</div>",
    ]
    return "\n\n".join(filter(None, parts))


def cover(project: Project | None, page: str) -> str:
    """A project's picture, Markdown for the head of a page at that path."""
    if project is None:
        return ""
    folder = posixpath.relpath(project.folder, posixpath.dirname(page))
    return picture(project.about.cover, folder, "hero-picture")


def _demo(demo: Demo) -> str:
    """The demo's element, told to fetch what is heavy when someone touches it."""
    attributes = demo.attributes | {"load": "touch"}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return (
        f'<div class="demo">\n<{demo.element} {written}></{demo.element}>\n'
        f"<noscript><p>{_NO_SCRIPT}</p></noscript>\n</div>"
    )

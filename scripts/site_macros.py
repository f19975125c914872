"""What a page may write between double braces.

The artefacts of the page's own project by name (``{{ evaluation.baseline.test.accuracy }}``),
those of any other through ``project("name")``, the filters of `scripts.site_values`, and the
macros below. An unknown name fails the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from mkdocs.exceptions import PluginError

from scripts import (
    site_cards,
    site_featured,
    site_licences,
    site_measured,
    site_notes,
    site_projects,
    site_runs,
    site_values,
)


class Environment(Protocol):
    """What mkdocs-macros hands to `define_env` and to the functions called around a page."""

    variables: dict[str, Any]
    conf: Any
    page: Any
    env: Any
    markdown: str

    def macro(self, function: Callable[..., Any], name: str = "") -> Any:
        """Make a function callable from pages."""

    def filter(self, function: Callable[..., Any], name: str = "") -> Any:
        """Make a function a filter."""


def define_env(env: Environment) -> None:
    """Register filters and macros; called once a build."""
    for macro in (*_measured(env), *_listed(env)):
        env.macro(macro)
    filters: tuple[Callable[..., Any], ...] = (*site_values.FILTERS, *site_values.COUNTING)
    for each in filters:
        env.filter(each)


def _measured(env: Environment) -> Iterator[Callable[..., Any]]:
    """What gives a page something that was measured."""

    def rendered(name: str) -> str:
        """A figure, table or paragraph that was rendered for the page's project."""
        folder = _project(env)
        if folder is None:
            raise PluginError(f"rendered('{name}'): {env.page.file.src_uri} is in no project")
        return site_values.fragment(folder, name)

    def project(name: str) -> dict[str, Any]:
        """The artefacts of a project, for a page outside it."""
        folder = _docs(env) / "projects" / name
        if not folder.is_dir():
            raise PluginError(f"project('{name}'): expected a folder {folder}, found none")
        return site_values.Entry(f"project('{name}')", site_values.artefacts(folder))

    yield from (rendered, project)


def _listed(env: Environment) -> Iterator[Callable[..., Any]]:
    """What tells a page of others."""

    def project_cards() -> str:
        """All projects, newest first."""
        projects = site_projects.collect(env.variables["files"])
        return site_cards.cards(projects, env.page.file.src_uri)

    def featured_project() -> str:
        """The project that the home page is about, with its demo."""
        projects = site_projects.collect(env.variables["files"])
        return site_featured.section(site_projects.featured(projects), env.page.file.src_uri)

    def featured_cover() -> str:
        """The picture of the project that the home page is about."""
        projects = site_projects.collect(env.variables["files"])
        return site_featured.cover(site_projects.featured(projects), env.page.file.src_uri)

    def note_list() -> str:
        """All notes, each with a line about it."""
        return site_notes.as_list(site_notes.collect(env.variables["files"]), env.page.file.src_uri)

    def run_list() -> str:
        """Every run of every project."""
        return site_runs.as_list(_docs(env), env.page.url)

    def licences_of_served() -> str:
        """What the site serves of others."""
        return site_licences.table(site_licences.served(_docs(env)), "served")

    def licences_of_handwriting() -> str:
        """The typefaces whose letters networks are trained and scored with."""
        return site_licences.table(site_licences.handwriting(), "handwriting-typefaces")

    def licence_text(package: str) -> str:
        """The text of an installed package's licence, as a block of code."""
        return f"```text\n{site_licences.notice(package)}\n```"

    yield from (project_cards, featured_project, featured_cover, note_list, run_list)
    yield from (licences_of_served, licences_of_handwriting, licence_text)


def on_pre_page_macros(env: Environment) -> None:
    """Give a page the artefacts of its project, and none of another's."""
    env.env.finalize = site_measured.as_it_is
    for name in env.variables.pop("_artefacts", ()):
        del env.variables[name]
    folder = _project(env)
    values = site_values.artefacts(folder) if folder else {}
    taken = values.keys() & env.variables.keys()
    if taken:
        raise PluginError(f"{folder}: these artefacts need other names: {', '.join(sorted(taken))}")
    for name, value in values.items():
        env.variables[name] = value
    env.variables["_artefacts"] = tuple(values)


def on_post_page_macros(env: Environment) -> None:
    """Leave plain numbers in headings."""
    env.markdown = site_measured.plain_headings(env.markdown)


def _docs(env: Environment) -> Path:
    return Path(env.conf["docs_dir"])


def _project(env: Environment) -> Path | None:
    return site_values.project_folder(env.page.file.src_uri, _docs(env))

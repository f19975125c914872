"""Projects, as the front matter of their pages describes them."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data
from pydantic import ConfigDict, Field, Strict, StrictBool
from pydantic.dataclasses import dataclass

from scripts import site_measured, site_values
from scripts.site_fields import Address, Text, checked, refuse_aliases
from scripts.site_once import once_a_build

_PAGE = re.compile(r"projects/[^/]+/index\.md")
# Those of a project that are for the theme and its plugins.
_THEME = {"description", "hide", "icon", "search", "subtitle", "template"}

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class Link:
    """Something of the project that is elsewhere: its code, a paper."""

    title: Text
    url: Address


@dataclass(frozen=True, config=_STRICT)
class Metric:
    """A headline number, named by its place in an artefact.

    Attributes:
        label: what it is of.
        value: artefact and fields, such as ``evaluation.baseline.test.accuracy``.
        format: the filter that writes it, such as ``percent``.
    """

    label: Text
    value: Annotated[Text, Field(description="a place in an artefact, such as evaluation.accuracy")]
    format: Annotated[Text, Field(description="the name of a filter, such as percent")]


@dataclass(frozen=True, config=_STRICT)
class Demo:
    """A custom element that lets visitors try the project.

    Attributes:
        element: its name; the site's scripts define it.
        attributes: those it has; addresses in them must hold on every page.
    """

    element: Annotated[
        str,
        Field(
            pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$",
            description="the name of a custom element, such as digit-demo",
        ),
    ]
    attributes: dict[Annotated[str, Field(pattern="^[a-z][a-z-]*$")], str] = dataclasses.field(
        default_factory=dict
    )


@dataclass(frozen=True, config=_STRICT)
class About:
    """The fields of a project's front matter.

    Attributes:
        title: its name.
        summary: one or two sentences.
        date: when it was last worked on.
        tags: words that group projects.
        status: where it stands, in a word or two.
        cover: name of one of its figures, for its card and the home page.
        links: to what is elsewhere.
        metrics: its headline numbers.
        featured: whether the home page shows it; of several the newest, of none the newest of all.
        demo: what the home page lets visitors try.
        preview: place of small grey images in an artefact, for the picture that stands for the
            project where it is shared.
    """

    title: Text
    summary: Text
    date: Annotated[
        datetime.date, Strict(), Field(description="a date such as 2025-01-31, without quotes")
    ]
    tags: Annotated[tuple[Text, ...], Field(min_length=1, description="a list of words")]
    status: Text
    cover: Annotated[str | None, Field(description="the name of one of its figures")] = None
    links: Annotated[
        tuple[Link, ...], Field(description="a list of links, each with title and url")
    ] = ()
    metrics: Annotated[
        tuple[Metric, ...], Field(description="a list of numbers, each with label, value, format")
    ] = ()
    featured: Annotated[StrictBool, Field(description="true or false")] = False
    demo: Annotated[Demo | None, Field(description="an element, and its attributes")] = None
    preview: Annotated[
        str | None, Field(description="a place in an artefact, such as dataset.mean_images")
    ] = None


@dataclasses.dataclass(frozen=True)
class Fact:
    """A headline number as it is written, and what it is of.

    Attributes:
        mark: where it comes from, to be written behind it on a page; see `site_measured`.
    """

    label: str
    text: str
    mark: str = dataclasses.field(default="", repr=False, compare=False)


@dataclasses.dataclass(frozen=True)
class Project:
    """A project of the site.

    Attributes:
        source: path of its page under the docs folder.
        about: its front matter.
        facts: its headline numbers.
    """

    source: str
    about: About
    facts: tuple[Fact, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its page, under the docs folder."""
        return posixpath.dirname(self.source)


@once_a_build
def collect(files: Files) -> tuple[Project, ...]:
    """The projects among a site's files, newest first.

    Raises:
        PluginError: a field of the front matter is missing, unknown or not what it should be, or
            names a figure or a number that there is not.
    """
    projects = [
        _project(file, files)
        for file in files.documentation_pages()
        if _PAGE.fullmatch(file.src_uri)
    ]
    return tuple(
        sorted(projects, key=lambda each: (each.about.date, each.about.title), reverse=True)
    )


@once_a_build
def by_source(files: Files) -> dict[str, Project]:
    """The same by the paths of their first pages."""
    return {each.source: each for each in collect(files)}


def featured(projects: Sequence[Project]) -> Project | None:
    """The one that the home page shows, of projects newest first."""
    return next((each for each in projects if each.about.featured), next(iter(projects), None))


def _project(file: File, files: Files) -> Project:
    about = parse(file.src_uri, file.content_string)
    project = Project(file.src_uri, about)
    if about.cover is not None:
        drawing = f"{project.folder}/figures/{about.cover}.light.svg"
        if files.get_file_from_path(drawing) is None:
            raise PluginError(
                f"{file.src_uri}: expected the field 'cover' to name a figure, found "
                f"{about.cover!r} and no file {drawing}; render it or mend the name"
            )
    folder = Path(file.abs_src_path or file.src_uri).parent
    return dataclasses.replace(project, facts=facts(about, folder, file.src_uri))


@functools.lru_cache(maxsize=4096)
def parse(source: str, text: str) -> About:
    """The front matter of a project's page.

    Args:
        source: the page's path, for errors.
        text: the whole page.

    Raises:
        PluginError: a field is missing, unknown or not what it should be; or the front matter
            repeats a part of itself.
    """
    refuse_aliases(source, text)
    meta: dict[str, Any] = get_data(text)[1]
    fields = {name: value for name, value in meta.items() if name not in _THEME}
    return checked(About, fields, source)


def facts(about: About, folder: Path, source: str) -> tuple[Fact, ...]:
    """A project's headline numbers, from the artefacts in its folder.

    Raises:
        PluginError: a metric names what was not measured, or an unknown filter.
    """
    return tuple(
        _fact(metric, folder, f"{source}: the field 'metrics.{place}")
        for place, metric in enumerate(about.metrics)
    )


def _fact(metric: Metric, folder: Path, place: str) -> Fact:
    try:
        number = site_values.at(folder, metric.value)
    except LookupError as error:
        raise PluginError(f"{place}.value': {error.args[0]}") from error
    try:
        text = site_values.written(number, metric.format)
    except ValueError as error:
        raise PluginError(f"{place}.format': {error}") from error
    return Fact(metric.label, text, site_measured.mark(number, text, metric.format))

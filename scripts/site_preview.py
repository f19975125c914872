"""The pictures that stand for pages where links to them are shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from mnist.artefacts import ArtefactError, decode
from mnist.records import Array
from scripts import site_values
from scripts.figures.social import HEIGHT, WIDTH, Card, draw
from scripts.site_projects import Project, featured

SIZE = (WIDTH, HEIGHT)
NAME = "social.png"
OF_SITE = f"assets/{NAME}"

# What was drawn for the same card stays, while pages are served and built again and again.
_drawn: dict[str, tuple[str, bytes]] = {}


def of_project(project: Project) -> str:
    """Where a project's picture is on the site."""
    return f"{project.folder}/{NAME}"


def add(files: Files, config: MkDocsConfig, projects: Sequence[Project]) -> None:
    """Draw a picture for every project and one for all other pages, and put them on the site.

    Raises:
        PluginError: a project's field 'preview' names no images.
    """
    for place, card in _cards(config, projects):
        files.append(File.generated(config, place, content=_draw(place, card)))


def _cards(config: MkDocsConfig, projects: Sequence[Project]) -> Iterator[tuple[str, Card]]:
    owner, name = config.extra["owner"].name, config.site_name
    cards = {
        each.source: Card(
            site=owner or name,
            title=each.about.title,
            summary=each.about.summary,
            facts=[(fact.label, fact.text) for fact in each.facts],
            images=images_of(each, Path(config.docs_dir)),
        )
        for each in projects
    }
    for each in projects:
        yield of_project(each), cards[each.source]
    shown = featured(projects)
    of_site = cards[shown.source] if shown else Card("", "", "")
    yield (
        OF_SITE,
        replace(
            of_site,
            site=name if owner else "",
            title=owner or name,
            summary=config.site_description or "",
        ),
    )


def images_of(project: Project, docs: Path) -> NDArray[np.uint8] | None:
    """The images that a project shows of itself, uint8 [n, height, width].

    Raises:
        PluginError: its field 'preview' names something else.
    """
    place = project.about.preview
    if place is None:
        return None
    try:
        found = site_values.at(docs / project.folder, place)
        images = decode(TypeAdapter(Array).validate_python(found))
        if images.dtype != np.uint8 or images.ndim != 3 or images.size == 0:
            raise ArtefactError(f"found {images.dtype} {list(images.shape)}")
    except (LookupError, ValidationError, ArtefactError) as error:
        said = "found something else" if isinstance(error, ValidationError) else error.args[0]
        raise PluginError(
            f"{project.source}: expected the field 'preview' to name grey images in an artefact, "
            f"uint8 [n, height, width]: {said}"
        ) from error
    return images


def _draw(place: str, card: Card) -> bytes:
    images = b"" if card.images is None else card.images.tobytes()
    state = repr((card.site, card.title, card.summary, list(card.facts), images))
    if _drawn.get(place, ("", b""))[0] != state:
        _drawn[place] = (state, draw(card))
    return _drawn[place][1]

"""The pictures that stand for pages where links to them are shared."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from mnist.artefacts import ArtefactError, decode
from mnist.records import Array
from scripts import faces, site_values
from scripts.palette import DARK
from scripts.site_kept import kept
from scripts.site_projects import Project, featured
from scripts.social_card import HEIGHT, WIDTH, Card
from scripts.workspace import ROOT

# What draws.
_CODE = tuple(f"scripts/{name}.py" for name in ("social", "contours", "faces"))
_LIBRARIES = ("pillow", "contourpy")

SIZE = (WIDTH, HEIGHT)
NAME = "social.png"
OF_SITE = f"assets/{NAME}"


def of_project(project: Project) -> str:
    """Where a project's picture is on the site."""
    return f"{project.folder}/{NAME}"


def add(files: Files, config: MkDocsConfig, projects: Sequence[Project]) -> None:
    """Draw a picture for every project and one for all other pages, and put them on the site.

    Raises:
        PluginError: a project's field 'preview' names no images.
    """
    for place, card in _cards(config, projects):
        files.append(File.generated(config, place, content=_picture(card)))


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


def _picture(card: Card) -> bytes:
    def draw() -> bytes:
        # To load what draws takes longer than to find that it was drawn before.
        from scripts import social

        return social.draw(card)

    return kept(_drawer() + _told(card), draw)


@functools.cache
def _drawer() -> bytes:
    """Digests of all that draws: the code, the colours, the faces and the libraries."""
    code = (ROOT / name for name in _CODE)
    files = (*code, *faces.files(), *faces.files(bold=True))
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return repr((digests, DARK, [version(name) for name in _LIBRARIES])).encode()


def _told(card: Card) -> bytes:
    images = None if card.images is None else (card.images.shape, card.images.tobytes())
    return repr((card.site, card.title, card.summary, list(card.facts), images)).encode()

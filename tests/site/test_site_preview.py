"""The pictures that stand for pages where links to them are shared."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from mkdocs.exceptions import PluginError
from PIL import Image

from mnist.artefacts import encode
from scripts.site_preview import OF_SITE, images_of
from scripts.site_projects import Project
from scripts.workspace import PROJECT
from tests.site.test_site_cards import ABOUT
from tests.site.test_site_head import ALL, Head


def test_pages_name_a_picture_that_is_on_the_site(site_dir: Path, site_url: str) -> None:
    for name in ALL:
        head = Head(site_dir / name)
        (address,) = head.content("og:image")
        assert address.startswith(site_url)
        image = Image.open(site_dir / address.removeprefix(site_url))
        sizes = [int(head.content(f"og:image:{side}")[0]) for side in ("width", "height")]
        assert list(image.size) == sizes == [1200, 630]
    assert (site_dir / OF_SITE).read_bytes() != (site_dir / PROJECT / "social.png").read_bytes()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    images = encode(np.zeros((2, 3, 3), np.uint8))
    path = tmp_path / "projects/digits/artefacts/dataset.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"means": vars(images), "count": 3}))
    return tmp_path


def project(preview: str | None) -> Project:
    return Project("projects/digits/index.md", dataclasses.replace(ABOUT, preview=preview))


def test_images_come_from_the_artefact_that_the_page_names(docs: Path) -> None:
    images = images_of(project("dataset.means"), docs)
    assert images is not None
    assert images.shape == (2, 3, 3)
    assert images_of(project(None), docs) is None


@pytest.mark.parametrize("place", ["dataset.count", "dataset.medians", "other.means"])
def test_preview_that_names_no_images_is_refused(docs: Path, place: str) -> None:
    with pytest.raises(
        PluginError, match=r"projects/digits/index\.md: expected the field 'preview'"
    ):
        images_of(project(place), docs)

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_jupyter.convert import nb2html

from scripts.notebook import NOTEBOOK
from scripts.site_notebook import tidy
from scripts.workspace import Workspace


@pytest.fixture(scope="module")
def converted() -> str:
    html = nb2html(str(Workspace("full").docs / NOTEBOOK), custom_mathjax_url="")
    assert isinstance(html, str)
    return html


def test_only_the_cells_are_left(converted: str) -> None:
    html = tidy(converted, "explore.ipynb")
    assert "<script" in converted
    assert "<script" not in html
    assert "<style" not in html
    assert len(html) < len(converted) / 4


def test_code_text_and_pictures_survive(converted: str) -> None:
    html = tidy(converted, "explore.ipynb")
    assert 'class="highlight"' in html
    assert 'id="classes"' in html
    assert "training images (60000, 28, 28) uint8" in html
    assert html.count("data:image/png;base64,") == 3


def test_what_is_no_notebook_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an element of class jp-Notebook"):
        tidy("<p>Nothing</p>", "a.ipynb")


def test_page_offers_the_file_that_it_was_made_from(site_dir: Path) -> None:
    page = Path(NOTEBOOK).with_suffix("")
    html = (site_dir / page / "index.html").read_text(encoding="utf-8")
    assert '<a class="button" href="explore.ipynb" download>' in html
    offered = (site_dir / page / "explore.ipynb").read_bytes()
    assert offered == (Workspace("full").docs / NOTEBOOK).read_bytes()

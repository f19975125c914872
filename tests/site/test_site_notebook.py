from __future__ import annotations

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
    html = tidy(converted)
    assert "<script" in converted
    assert "<script" not in html
    assert "<style" not in html
    assert len(html) < len(converted) / 4


def test_code_text_and_pictures_survive(converted: str) -> None:
    html = tidy(converted)
    assert 'class="highlight"' in html
    assert 'id="classes"' in html
    assert "training images (60000, 28, 28) uint8" in html
    assert html.count("data:image/png;base64,") == 3


def test_what_is_no_notebook_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an element of class jp-Notebook"):
        tidy("<p>Nothing</p>")

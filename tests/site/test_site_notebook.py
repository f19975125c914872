from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs_jupyter.convert import nb2html

from scripts.notebook import NOTEBOOK
from scripts.site_notebook import keep, tidy
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


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    path = tmp_path / "a.ipynb"
    path.write_text("cells")
    return path


def rendered(notebook: Path, content: str, **settings: object) -> SimpleNamespace:
    """The page of a notebook of which the plugin makes that content."""
    page: Any = SimpleNamespace(file=SimpleNamespace(abs_src_path=str(notebook)), title="A")
    config: Any = SimpleNamespace(plugins={"mkdocs-jupyter": SimpleNamespace(config=settings)})

    def convert(config: object, files: object) -> None:
        below = AnchorLink("Digits & more", "digits", 2)
        above = AnchorLink("A notebook", "top", 1)
        above.children.append(below)
        page.title, page.content, page.toc = "A notebook", content, TableOfContents([above])

    page.render = convert
    keep(page, config, notebook.parent / "kept")
    page.render(config, None)
    assert isinstance(page, SimpleNamespace)
    return page


def test_a_notebook_is_converted_once(notebook: Path) -> None:
    first = rendered(notebook, "first")
    again = rendered(notebook, "second")
    assert (again.title, again.content) == ("A notebook", "first")
    assert str(again.toc) == str(first.toc)
    assert [(each.title, each.url) for each in again.toc.items[0].children] == [
        ("Digits & more", "#digits")
    ]


def test_another_notebook_or_setting_is_converted_anew(notebook: Path) -> None:
    rendered(notebook, "first")
    assert rendered(notebook, "second", theme="dark").content == "second"
    notebook.write_text("other cells")
    assert rendered(notebook, "third").content == "third"


def test_what_was_kept_by_half_is_converted_anew(notebook: Path) -> None:
    rendered(notebook, "first")
    (file,) = (notebook.parent / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert rendered(notebook, "second").content == "second"

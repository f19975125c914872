"""A notebook as HTML: kept, and cut down to what a page of this site needs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from scripts.site_kept import FOLDER, kept

_PLUGIN = "mkdocs-jupyter"
# What converts.
_LIBRARIES = (_PLUGIN, "nbconvert", "jupytext", "mistune", "pygments", "markdown")

# The converter embeds a style sheet of half a megabyte, scripts that would load MathJax and
# Mermaid from other hosts, and a copy button that only works with a further script.
_BAGGAGE = ("script", "style")
_BAGGAGE_CLASSES = (
    "zeroclipboard-container",
    "clipboard-copy-txt",
    "jp-InputPrompt",
    "jp-OutputPrompt",
    "jp-Collapser",
    "anchor-link",
)


def keep(page: Page, config: MkDocsConfig, folder: Path = FOLDER) -> None:
    """Have a notebook's page converted only where it was not before.

    Args:
        page: which mkdocs-jupyter is to convert.
        config: of the site, with the plugin's.
        folder: where what was converted is kept.
    """
    convert = page.render
    settings = dict(config.plugins[_PLUGIN].config)
    told = repr((settings, [version(each) for each in _LIBRARIES]))
    made_from = told.encode() + Path(page.file.abs_src_path).read_bytes()

    def render(config: MkDocsConfig, files: Files) -> None:
        def make() -> bytes:
            convert(config, files)
            return json.dumps([page.title, page.content, _tokens(page.toc)]).encode()

        page.title, page.content, tokens = json.loads(kept(made_from, make, folder))
        page.toc = get_toc(tokens)

    page.render = render


def _tokens(links: Iterable[AnchorLink]) -> list[dict[str, Any]]:
    """A table of contents as it is made from."""
    return [
        {"name": each.title, "id": each.id, "level": each.level, "children": _tokens(each.children)}
        for each in links
    ]


def tidy(html: str, name: str) -> str:
    """The cells alone, with code marked up as everywhere else on the site, and the file itself.

    Args:
        html: what mkdocs-jupyter made of a notebook.
        name: the notebook's file, which lies beside its page.

    Raises:
        ValueError: there is no notebook in it.
    """
    soup = BeautifulSoup(html, "html.parser")
    notebook = soup.find(class_="jp-Notebook")
    if notebook is None:
        raise ValueError("expected an element of class jp-Notebook, found none")
    baggage = notebook.find_all(_BAGGAGE) + notebook.find_all(class_=_BAGGAGE_CLASSES)
    for element in baggage:
        element.decompose()
    for code in notebook.find_all(class_="highlight-ipynb"):
        code["class"] = "highlight"
    for pre in notebook.find_all("pre"):
        # It scrolls where it is wide, by keyboard too.
        pre["tabindex"] = "0"
    for image in notebook.find_all("img"):
        heading = image.find_previous(["h1", "h2", "h3"])
        title = heading.get_text(strip=True).removesuffix("\u00b6") if heading else "Notebook"
        image["alt"] = f"{title}: the picture that the code above makes"
    file = f'<a class="button" href="{escape(name)}" download>Download this notebook</a>'
    return f'<div class="notebook">{notebook.decode_contents()}</div>\n<p>{file}</p>'

"""A notebook as HTML, cut down to what a page of this site needs."""

from __future__ import annotations

from bs4 import BeautifulSoup

# The converter embeds a style sheet of half a megabyte, scripts that would load MathJax and
# Mermaid from other hosts, and a copy button that only works with a further script.
_BAGGAGE = (
    "script",
    "style",
    ".zeroclipboard-container",
    ".clipboard-copy-txt",
    ".jp-InputPrompt",
    ".jp-OutputPrompt",
    ".jp-Collapser",
    ".anchor-link",
)


def tidy(html: str) -> str:
    """The cells alone, with code marked up as everywhere else on the site.

    Args:
        html: what mkdocs-jupyter made of a notebook.

    Raises:
        ValueError: there is no notebook in it.
    """
    soup = BeautifulSoup(html, "html.parser")
    notebook = soup.select_one(".jp-Notebook")
    if notebook is None:
        raise ValueError("expected an element of class jp-Notebook, found none")
    for element in notebook.select(", ".join(_BAGGAGE)):
        element.decompose()
    for code in notebook.select(".highlight-ipynb"):
        code["class"] = "highlight"
    return f'<div class="notebook">{notebook.decode_contents()}</div>'

"""A notebook as HTML, cut down to what a page of this site needs."""

from __future__ import annotations

from html import escape

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


def tidy(html: str, name: str) -> str:
    """The cells alone, with code marked up as everywhere else on the site, and the file itself.

    Args:
        html: what mkdocs-jupyter made of a notebook.
        name: the notebook's file, which lies beside its page.

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
    for pre in notebook.select("pre"):
        # It scrolls where it is wide, by keyboard too.
        pre["tabindex"] = "0"
    for image in notebook.select("img"):
        heading = image.find_previous(["h1", "h2", "h3"])
        title = heading.get_text(strip=True).removesuffix("\u00b6") if heading else "Notebook"
        image["alt"] = f"{title}: the picture that the code above makes"
    file = f'<a class="button" href="{escape(name)}" download>Download this notebook</a>'
    return f'<div class="notebook">{notebook.decode_contents()}</div>\n<p>{file}</p>'

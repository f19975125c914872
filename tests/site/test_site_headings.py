"""Headings are found with the ids that they get from the site's own extensions."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown, markdown
from markdown.extensions.toc import slugify_unicode
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from scripts.site_headings import Heading, find, headings
from scripts.workspace import ROOT

TEXT = """
# Title

## A `code` and *emphasis*

## It's "quoted"

## Example

### Example

## Named { #mine }

## Größe & 3 × 3

## A {{ template }}

## With [a link](x.md) in it

``` python
## no heading
```
"""


@pytest.fixture(scope="module")
def converter() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def to_html(converter: Markdown, text: str) -> str:
    return str(converter.reset().convert(text))


def test_headings_have_the_text_that_is_read_and_the_ids_of_the_page(converter: Markdown) -> None:
    assert headings(TEXT, lambda text: to_html(converter, text)) == [
        Heading("Title", "title"),
        Heading("A code and emphasis", "a-code-and-emphasis"),
        Heading("It\u2019s \u201cquoted\u201d", "its-quoted"),
        Heading("Example", "example"),
        Heading("Example", "example_1"),
        Heading("Named", "mine"),
        Heading("Größe & 3 × 3", "groe-3-3"),
        Heading("With a link in it", "with-a-link-in-it"),
    ]


@pytest.mark.parametrize(
    ("wanted", "id"),
    [
        ("a CODE and emphasis", "a-code-and-emphasis"),
        ("A `code` and *emphasis*", "a-code-and-emphasis"),
        ('It\'s "quoted"', "its-quoted"),
        ("It\u2019s \u201cquoted\u201d", "its-quoted"),
        ("named", "mine"),
        ("mine", "mine"),
        ("example_1", "example_1"),
        ("Größe  & 3 × 3", "groe-3-3"),
        ("title", "title"),
    ],
)
def test_heading_is_found_by_its_text_or_id(converter: Markdown, wanted: str, id: str) -> None:
    assert find(wanted, TEXT, lambda text: to_html(converter, text), "about.md:1").id == id


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ("no heading", 'about.md:1: expected a heading of that text, found none; .* "Title", "A c'),
        ("A template", "found none"),
        ("A {{ template }}", "found none"),
        ("Example", "about.md:1: expected one heading of that text, found 2: #example, #example_1"),
    ],
)
def test_heading_that_is_not_one_is_refused(
    converter: Markdown, wanted: str, complaint: str
) -> None:
    with pytest.raises(PluginError, match=re.compile(complaint)):
        find(wanted, TEXT, lambda text: to_html(converter, text), "about.md:1")


def test_page_without_headings_says_so() -> None:
    with pytest.raises(PluginError, match="headings are: none; mend"):
        find("X", "Text.", lambda text: f"<p>{text}</p>", "about.md:1")


def test_ids_are_those_of_another_slugify_where_one_is_configured() -> None:
    settings = {"toc": {"slugify": slugify_unicode, "separator": "_"}}

    def convert(text: str) -> str:
        return markdown(text, extensions=["toc"], extension_configs=settings)

    assert headings("## Größe der Bilder", convert) == [
        Heading("Größe der Bilder", "größe_der_bilder")
    ]

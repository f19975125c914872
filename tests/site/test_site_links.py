from __future__ import annotations

import pytest
from markdown import markdown as convert
from mkdocs.exceptions import PluginError

from scripts.site_links import linked, resolve
from scripts.site_notes import Note

RELU = Note(
    "notes/relu.md",
    "ReLU",
    "Stops the rest.",
    frozenset({"relu", "rectified linear unit"}),
    "# ReLU\n\n## Its slope\n\n## Example\n\n## Example\n\n## What [[max pooling]] makes of it\n",
)
MAX_POOLING = Note("notes/max-pooling.md", "Max pooling", "Shrinks.", frozenset({"max pooling"}))
NOTES = [RELU, MAX_POOLING]


def to_html(text: str) -> str:
    return convert(text, extensions=["toc"])


def resolved(markdown: str, source: str = "index.md") -> str:
    return resolve(markdown, source, NOTES, to_html)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[ReLU]]", "[ReLU](notes/relu.md)"),
        ("[[relu]]", "[relu](notes/relu.md)"),
        ("[[rectified  linear\tunit]]", "[rectified  linear\tunit](notes/relu.md)"),
        ("[[Max pooling|pooling layers]]", "[pooling layers](notes/max-pooling.md)"),
        (
            "a [[relu]], a [[max pooling]].",
            "a [relu](notes/relu.md), a [max pooling](notes/max-pooling.md).",
        ),
        ("**[[relu]]**", "**[relu](notes/relu.md)**"),
        ("> [[relu]]", "> [relu](notes/relu.md)"),
        ("## On [[relu]]", "## On [relu](notes/relu.md)"),
        ("[[ReLU#Its slope]]", "[ReLU: Its slope](notes/relu.md#its-slope)"),
        ("[[relu # ITS  slope]]", "[relu: ITS  slope](notes/relu.md#its-slope)"),
        ("[[ReLU#its slope|slope]]", "[slope](notes/relu.md#its-slope)"),
        ("[[ReLU#example_1|again]]", "[again](notes/relu.md#example_1)"),
        (
            "[[ReLU#What max pooling makes of it|pooled]]",
            "[pooled](notes/relu.md#what-max-pooling-makes-of-it)",
        ),
        ("# A\n\n## B c\n\n[[#b C]]", "# A\n\n## B c\n\n[b C](#b-c)"),
        ("# A\n\n## B\n\n[[#B|there]]", "# A\n\n## B\n\n[there](#b)"),
    ],
)
def test_wikilink_becomes_a_link_to_the_note(written: str, expected: str) -> None:
    assert resolved(written) == expected


def test_links_are_relative_to_the_page() -> None:
    assert resolved("[[relu]]", "projects/digits/index.md") == "[relu](../../notes/relu.md)"
    assert resolved("[[relu]]", "notes/max-pooling.md") == "[relu](relu.md)"


@pytest.mark.parametrize(
    "code",
    [
        "`[[nothing]]`",
        "``a ` [[nothing]]``",
        "```\n[[nothing]]\n```",
        "~~~ python\nx = a[[nothing]]\n~~~",
        "- item\n\n    ```\n    [[nothing]]\n    ```",
        "````\n```\n[[nothing]]\n````",
        "```\n[[nothing]] in a fence that never ends",
        "<pre>[[nothing]]</pre>",
        "<code>[[nothing]]</code>",
        "<!-- [[nothing]] -->",
        "{{ values[[nothing]] }}",
        "{% if values[[nothing]] %}",
        r"\[[nothing]]",
    ],
)
def test_code_comments_and_templates_are_left_alone(code: str) -> None:
    assert resolved(f"{code}\n") == f"{code}\n"


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_links_after_code_are_resolved(fence: str) -> None:
    text = f"{fence} sh\nmake\n{fence}\n\nSee `x` and [[relu]].\n"
    assert "[relu](notes/relu.md)" in resolved(text)


def test_unknown_note_is_refused_with_file_and_line() -> None:
    with pytest.raises(PluginError, match=r"about\.md:3: \[\[Relo\]\]: expected a note"):
        resolved("# About\n\n[[Relo]]", "about.md")


def test_line_counts_from_where_the_text_begins() -> None:
    with pytest.raises(PluginError, match=r"about\.md:12: "):
        resolve("\n[[Relo]]", "about.md", NOTES, to_html, first_line=11)


def test_ambiguous_name_is_refused_and_names_the_notes() -> None:
    other = Note("notes/other.md", "Other", "Also.", frozenset({"relu"}))
    with pytest.raises(PluginError, match=r"found notes/relu\.md, notes/other\.md"):
        resolve("[[ReLU]]", "about.md", [*NOTES, other], to_html)


def test_mark_at_the_end_belongs_to_the_name() -> None:
    sharp = Note("notes/c-sharp.md", "C#", "A language.", frozenset({"c#"}))
    assert resolve("[[C#]]", "index.md", [sharp], to_html) == "[C#](notes/c-sharp.md)"


def test_unknown_heading_is_refused_with_file_and_line_and_what_there_is() -> None:
    complaint = (
        r"about\.md:3: \[\[ReLU#Nope\]\]: expected a heading .*found none; the page's headings "
        r'are: "ReLU", "Its slope", "Example", "Example", "What max pooling makes of it"; mend'
    )
    with pytest.raises(PluginError, match=complaint):
        resolved("# About\n\n[[ReLU#Nope]]", "about.md")


def test_heading_that_occurs_twice_is_refused_and_its_ids_are_named() -> None:
    complaint = r"about\.md:1: \[\[ReLU#example\]\]: .* found 2: #example, #example_1; link"
    with pytest.raises(PluginError, match=complaint):
        resolved("[[ReLU#example]]", "about.md")


def test_unknown_heading_of_the_page_itself_is_refused() -> None:
    with pytest.raises(PluginError, match=r'about\.md:3: \[\[#C\]\]: .*headings are: "A"; mend'):
        resolved("# A\n\n[[#C]]", "about.md")


def test_heading_of_an_unknown_note_is_refused_for_the_note() -> None:
    with pytest.raises(PluginError, match=r"\[\[Relo#Its slope\]\]: expected a note"):
        resolved("[[Relo#Its slope]]")


def test_linked_notes_are_told_once_whatever_the_link() -> None:
    text = "# A\n\n[[relu]], [[ReLU#Its slope|slope]], [[#A]], `[[max pooling]]`"
    assert linked(text, "index.md", NOTES) == {"notes/relu.md"}

from __future__ import annotations

import pytest
from mkdocs.exceptions import PluginError

from scripts.site_notes import Note, as_list, resolve

RELU = Note(
    "notes/relu.md", "ReLU", "Stops the rest.", frozenset({"relu", "rectified linear unit"})
)
MAX_POOLING = Note("notes/max-pooling.md", "Max pooling", "Shrinks.", frozenset({"max pooling"}))
NOTES = [RELU, MAX_POOLING]


def linked(markdown: str, source: str = "index.md") -> str:
    return resolve(markdown, source, NOTES)


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
    ],
)
def test_wikilink_becomes_a_link_to_the_note(written: str, expected: str) -> None:
    assert linked(written) == expected


def test_links_are_relative_to_the_page() -> None:
    assert linked("[[relu]]", "projects/digits/index.md") == "[relu](../../notes/relu.md)"
    assert linked("[[relu]]", "notes/max-pooling.md") == "[relu](relu.md)"


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
    assert linked(f"{code}\n") == f"{code}\n"


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_links_after_code_are_resolved(fence: str) -> None:
    text = f"{fence} sh\nmake\n{fence}\n\nSee `x` and [[relu]].\n"
    assert "[relu](notes/relu.md)" in linked(text)


def test_unknown_note_is_refused_with_file_and_line() -> None:
    with pytest.raises(PluginError, match=r"about\.md:3: \[\[Relo\]\]: expected a note"):
        linked("# About\n\n[[Relo]]", "about.md")


def test_line_counts_from_where_the_text_begins() -> None:
    with pytest.raises(PluginError, match=r"about\.md:12: "):
        resolve("\n[[Relo]]", "about.md", NOTES, first_line=11)


def test_ambiguous_name_is_refused_and_names_the_notes() -> None:
    other = Note("notes/other.md", "Other", "Also.", frozenset({"relu"}))
    with pytest.raises(PluginError, match=r"found notes/relu\.md, notes/other\.md"):
        resolve("[[ReLU]]", "about.md", [*NOTES, other])


def test_list_links_every_note() -> None:
    assert as_list(NOTES, "notes/index.md") == (
        "- [ReLU](relu.md): Stops the rest.\n- [Max pooling](max-pooling.md): Shrinks."
    )

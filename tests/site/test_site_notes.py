from __future__ import annotations

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from scripts.site_notes import Note, as_list, collect, find

RELU = Note("notes/relu.md", "ReLU", "Stops the rest.", frozenset({"relu", "rectifier"}))
MAX_POOLING = Note("notes/max-pooling.md", "Max pooling", "Shrinks.", frozenset({"max pooling"}))
NOTES = [RELU, MAX_POOLING]


def collected(**texts: str) -> list[Note]:
    files = Files([])
    for name, text in texts.items():
        file = File(name, "docs", "site", use_directory_urls=True)
        file.content_string = text
        files.append(file)
    return collect(files)


def test_notes_are_collected_by_title_with_all_their_names() -> None:
    notes = collected(
        **{
            "notes/max-pooling.md": "---\nsummary: Shrinks.\n---\n\n# Max Pooling\n\nText.\n",
            "notes/cnn.md": (
                "---\nsummary: Layers.\naliases: [CNNs]\n---\n\n# Convolutional  network { #x }\n"
            ),
            "notes/index.md": "# Notes\n",
            "about.md": "# About\n",
        }
    )
    assert [note.title for note in notes] == ["Convolutional  network", "Max Pooling"]
    assert notes[0].names == {"convolutional network", "cnn", "cnns"}
    assert notes[1].names == {"max pooling", "max-pooling"}
    assert notes[1].summary == "Shrinks."
    assert notes[1].text.strip() == "# Max Pooling\n\nText."


@pytest.mark.parametrize("name", ["ReLU", "relu", "RECTIFIER", " relu "])
def test_note_is_found_by_any_of_its_names(name: str) -> None:
    assert find(name, NOTES, "about.md:1") is RELU


def test_unknown_name_is_refused() -> None:
    with pytest.raises(PluginError, match=r"^about\.md:1: expected a note of that title"):
        find("pooling", NOTES, "about.md:1")


def test_name_of_two_notes_is_refused_and_they_are_named() -> None:
    other = Note("notes/other.md", "Other", "Also.", frozenset({"relu"}))
    with pytest.raises(PluginError, match=r"found notes/relu\.md, notes/other\.md"):
        find("relu", [*NOTES, other], "about.md:1")


def test_list_links_every_note() -> None:
    assert as_list(NOTES, "notes/index.md") == (
        "- [ReLU](relu.md): Stops the rest.\n- [Max pooling](max-pooling.md): Shrinks."
    )

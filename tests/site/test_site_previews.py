from __future__ import annotations

from bs4 import BeautifulSoup

from scripts.site_previews import Preview, add

RELU = Preview("notes/relu.md", "ReLU", 'Lets "x > 0" through & stops <the rest>.', "notes/relu/")
DROPOUT = Preview("notes/dropout.md", "Dropout", "Switches off.", "notes/dropout/")
HTML = (
    '<p>A <a href="notes/relu/">unit</a>, <a class="b" href="notes/relu/#slope">its slope</a>.</p>'
)


def test_links_are_described_by_the_summary_of_their_note() -> None:
    soup = BeautifulSoup(add(HTML, "", [RELU]), "html.parser")
    for link in soup.select("p > a[href]"):
        summary = soup.find(id=link["aria-describedby"])
        assert summary is not None
        assert summary.get_text() == RELU.summary
    assert [link.get("class") for link in soup.select("p > a")] == [None, ["b"]]


def test_a_note_has_one_card_which_is_hidden_and_not_searched() -> None:
    soup = BeautifulSoup(add(HTML, "", [RELU]), "html.parser")
    cards = soup.select("[data-search-exclude] > .note-preview[role=tooltip]")
    assert len(cards) == 1
    assert cards[0].has_attr("hidden")
    assert cards[0].get_text() == f"{RELU.title} {RELU.summary}"


def test_notes_without_a_link_get_no_card() -> None:
    assert add(HTML, "", [DROPOUT]) == HTML
    assert "Switches off" not in add(HTML, "", [RELU, DROPOUT])


def test_notes_of_one_name_in_two_folders_are_told_apart() -> None:
    other = Preview("notes/old/relu.md", "ReLU", "Older.", "notes/old/relu/")
    html = '<p><a href="notes/relu/">new</a> <a href="notes/old/relu/">old</a></p>'
    soup = BeautifulSoup(add(html, "", [RELU, other]), "html.parser")
    described = [soup.find(id=link["aria-describedby"]) for link in soup.select("a")]
    assert [each and each.get_text() for each in described] == [RELU.summary, "Older."]

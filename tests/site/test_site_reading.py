from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.site_owner import Owner
from scripts.site_projects import About
from scripts.site_reading import WORDS_A_MINUTE, add, minutes
from scripts.workspace import PROJECT

ABOUT = About(
    title="Sorting", summary="S.", date=datetime.date(2026, 1, 9), tags=("a",), status="Done"
)


def line(html: str, owner: Owner | None = None) -> str:
    found = BeautifulSoup(add(html, ABOUT, owner or Owner()), "html.parser").select_one(".reading")
    assert found is not None
    return found.get_text()


def test_a_page_takes_as_long_as_it_has_words() -> None:
    assert minutes("<p>word</p>") == 1
    assert minutes("<p>word</p>" * WORDS_A_MINUTE) == 1
    assert minutes("<p>word</p>" * (WORDS_A_MINUTE + 1)) == 2


def test_code_tables_and_what_is_hidden_are_not_read() -> None:
    unread = "".join(
        f"<{tag}>{'word ' * WORDS_A_MINUTE}</{tag.split()[0]}>"
        for tag in ("pre", "table", "script", "noscript", "p hidden")
    )
    assert minutes(f"<p>word</p>{unread}") == 1
    assert minutes("<p>don\u2019t 99.02</p>" * (WORDS_A_MINUTE // 2)) == 1


MANY = "word " * (2 * WORDS_A_MINUTE)


@pytest.mark.parametrize(
    "unread",
    [
        f"<div hidden><div>{MANY}</div>{MANY}</div>",
        f'<a class="one headerlink" href="#a">{MANY}</a>',
        f"<PRE><span>{MANY}</span></PRE>",
        f"<table><tr><td><table></table>{MANY}</td></tr></table>",
        f"<script>if (a < 1) '</p><p>{MANY}</p>'</script><style>a > b {{ {MANY} }}</style>",
        f"<!-- <p>{MANY}</p> -->",
        f'<img alt="a > b, {MANY}">',
    ],
)
def test_words_that_nobody_reads_are_not_counted(unread: str) -> None:
    assert minutes(f"<p>word</p>{unread}<p>word</p>") == 1
    assert minutes(f"{unread}<p>{MANY}word</p>") == 3


@pytest.mark.parametrize(
    "read",
    [
        f'<p title="hidden"><img alt="The hidden layer">{MANY}word</p>',
        f'<p data-hidden="a" class="headerlinks">{MANY}word</p>',
        f"<p>1 < 2 &lt;pre&gt; {MANY}</p>",
        f"<hr hidden><br/>{MANY}word",
        f"<pre></pre></pre>{MANY}word",
        "word<br>" * (2 * WORDS_A_MINUTE + 1),
        "it&rsquo;s " * (2 * WORDS_A_MINUTE + 1),
    ],
)
def test_words_that_are_read_are_counted(read: str) -> None:
    assert minutes(read) == 3


def test_the_line_stands_below_the_title_with_day_and_length() -> None:
    html = add('<h1 id="t">Sorting</h1><p>It is short.</p>', ABOUT, Owner())
    soup = BeautifulSoup(html, "html.parser")
    title = soup.h1
    assert title is not None
    below = title.find_next_sibling()
    assert below is not None
    assert below["class"] == ["reading"]
    assert below.get_text() == "9 January 2026 · 1 min read"
    assert soup.select_one("time[datetime='2026-01-09']") is not None


def test_an_owner_is_named_where_there_is_one() -> None:
    assert line("<p>x</p>", Owner(name="A & B")) == "A & B · 9 January 2026 · 1 min read"


def test_without_a_title_of_its_own_the_line_comes_first() -> None:
    assert add("<p>x</p>", ABOUT, Owner()).strip().startswith('<p class="reading"')


@pytest.mark.parametrize("page", ["", "handwriting", "explore", "model-card"])
def test_every_page_of_the_project_has_the_line_once(site_dir: Path, page: str) -> None:
    html = (site_dir / PROJECT / page / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    assert len(soup.select("article .reading time[datetime]")) == 1


def test_notes_have_no_such_line(site_dir: Path) -> None:
    assert 'class="reading"' not in (site_dir / "notes/dropout/index.html").read_text()

"""Every table scrolls in a box of its own, and the theme finds none to put into another."""

from __future__ import annotations

from scripts.site_tables import boxed

TABLE = "<table><tr><td>1</td></tr></table>"
GRID = '<table class="table-grid"><tr><td>1</td></tr></table>'


def test_a_table_in_a_box_stays_in_it_alone() -> None:
    box = '<div class="table-scroll" data-label="Folds, a table">\n{}\n</div>'
    assert boxed(box.format(TABLE)) == box.format(GRID)


def test_a_bare_table_gets_a_box_with_a_name() -> None:
    found = boxed(f"<p>before</p>{TABLE}<p>after</p>")
    assert found == (
        '<p>before</p><div class="table"><div class="table-scroll" data-label="A table">'
        f"{GRID}</div></div><p>after</p>"
    )


def test_each_of_several_is_boxed() -> None:
    assert boxed(TABLE * 2).count('class="table-scroll"') == 2


def test_a_table_with_a_class_is_left_to_whoever_gave_it() -> None:
    assert boxed('<table class="dataframe"></table>') == '<table class="dataframe"></table>'

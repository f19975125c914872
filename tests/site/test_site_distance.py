"""What no window shows at first may wait; what one may show does not."""

from __future__ import annotations

from scripts.site_distance import FAR, mark

NEAR = f"<p>{'a' * (FAR // 2)}</p>\n"
FIRST, SECOND, THIRD = (f'<h2 id="{name}">Section</h2>\n' for name in ("one", "two", "three"))
MARKED = '<h2 class="far" id="two">Section</h2>\n'


def test_the_first_section_after_much_text_is_far() -> None:
    html = NEAR + FIRST + NEAR + NEAR + SECOND + THIRD
    assert mark(html) == NEAR + FIRST + NEAR + NEAR + MARKED + THIRD


def test_a_short_page_has_none() -> None:
    html = FIRST + NEAR + SECOND
    assert mark(html) == html


def test_tags_are_no_text() -> None:
    html = f'<p title="{"a" * 2 * FAR}"></p>\n{FIRST}'
    assert mark(html) == html

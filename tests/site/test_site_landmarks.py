from __future__ import annotations

from scripts.site_landmarks import named


def test_a_section_of_the_navigation_is_named_by_its_title() -> None:
    html = """<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label" hidden>
      <label class="md-nav__title" for="__nav_2"><span></span> Projects
      </label></nav>"""
    named_html = named(html)
    assert 'data-md-level="1" aria-label="Projects" hidden>' in named_html
    assert "aria-labelledby" not in named_html


def test_search_and_topics_are_named() -> None:
    html = '<div data-md-component="search" role="dialog"></div><nav class="md-tags"></nav>'
    assert named(html) == (
        '<div data-md-component="search" role="dialog" aria-label="Search"></div>'
        '<nav class="md-tags" aria-label="Topics"></nav>'
    )


def test_what_has_a_name_stays_as_it_is() -> None:
    html = '<nav class="md-nav md-nav--primary" aria-label="Navigation"></nav><p>Text</p>'
    assert named(html) == html

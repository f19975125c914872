from __future__ import annotations

from scripts.site_elsewhere import mark

SITE = "https://example.org/portfolio/"


def test_links_to_other_sites_are_marked_and_no_others() -> None:
    html = (
        '<a href="https://arxiv.org/abs/1">p</a><a class="x" href="http://a.example">q</a>'
        f'<a href="../notes/">n</a><a href="{SITE}notes/">o</a><a href="#here">h</a>'
        '<a href="mailto:a@example.org">m</a>'
    )
    marked = mark(html, SITE)
    assert marked.count('rel="external"') == 2
    assert '<a rel="external" href="https://arxiv.org/abs/1">' in marked
    assert '<a rel="external" class="x" href="http://a.example">' in marked


def test_a_site_without_an_address_has_no_links_of_its_own_in_full() -> None:
    assert "external" in mark('<a href="https://a.example/">a</a>', "")


def test_what_a_link_says_of_itself_already_stays() -> None:
    html = '<a rel="license" href="https://a.example/">a</a>'
    assert mark(html, SITE) == html

from __future__ import annotations

from bs4 import BeautifulSoup

from scripts.links import Link, ids, of_css, of_html, of_sitemap


def found(html: str) -> list[tuple[int, str, bool]]:
    links = of_html("a.html", BeautifulSoup(html, "html.parser"))
    return [(each.line, each.address, each.loaded) for each in links]


def test_what_a_visitor_may_follow_is_told_from_what_is_fetched() -> None:
    html = '<a href="b/">B</a>\n<img src="c.svg">\n<object data="d.svg"></object>'
    assert found(html) == [(1, "b/", False), (2, "c.svg", True), (3, "d.svg", True)]


def test_a_link_element_is_fetched_unless_it_only_tells_of_the_page() -> None:
    html = (
        '<link rel="canonical" href="x"><link rel="prev" href="y">'
        '<link rel="modulepreload" href="z"><link rel="preload stylesheet" href="w">'
    )
    assert [loaded for _, _, loaded in found(html)] == [False, False, True, True]


def test_every_candidate_of_a_srcset_counts() -> None:
    html = '<source srcset="a.png 1x,\n b.png 2x"><img src="c.png" srcset="d.png">'
    assert [address for _, address, _ in found(html)] == ["a.png", "b.png", "c.png", "d.png"]


def test_styles_on_a_page_are_read() -> None:
    html = "<style>p { background: url('a.png') }</style>\n<p style='cursor: url(b.cur)'>"
    assert found(html) == [(1, "a.png", True), (2, "b.cur", True)]


def test_pictures_in_metadata_are_addresses() -> None:
    html = (
        '<meta property="og:image" content="https://example.org/a.png"><meta name="x" content="y">'
    )
    assert found(html) == [(1, "https://example.org/a.png", False)]


def test_addresses_of_a_stylesheet_have_their_lines() -> None:
    text = (
        '@import "a.css";\n/* url(gone.png) */\n@font-face { src: url(b.woff2) format("woff2"),\n'
    )
    text += "url( 'c d.woff' ) }"
    assert list(of_css("s.css", text)) == [
        Link("s.css", 1, "a.css", True),
        Link("s.css", 3, "b.woff2", True),
        Link("s.css", 4, "c d.woff", True),
    ]


def test_pages_of_a_sitemap_are_links() -> None:
    text = "<urlset>\n<url><loc>https://example.org/a/</loc></url></urlset>"
    assert list(of_sitemap("s.xml", text)) == [Link("s.xml", 2, "https://example.org/a/", False)]


def test_ids_and_named_anchors_can_be_linked_to() -> None:
    assert ids(BeautifulSoup('<p id="a"><a name="b"></a></p>', "html.parser")) == {"a", "b"}

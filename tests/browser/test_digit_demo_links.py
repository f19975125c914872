"""A drawing in a link: made, opened, refused, and not in the way of other links."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open
from tests.browser.demo_page import PATH, DemoPage
from tests.browser.test_digit_demo_page import map_site_to

pytestmark = pytest.mark.browser

ONE = [[[0, 0], [0, 90]]]
SEVEN = [[[20, 0], [80, 0], [45, 90]]]
SEVENTEEN = [*ONE, [[50, 0], [110, 0], [75, 90]]]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
REFUSED = """Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });"""

NewPage = Callable[..., Page]


@pytest.fixture
def sharing(open_demo: Open) -> DemoPage:
    """A demo whose page may use the clipboard."""
    demo = open_demo(**CLIPBOARD)
    demo.wait_for("blank")
    return demo


def shared(demo: DemoPage) -> str:
    """The link to what is on the canvas."""
    demo.press("share")
    told(demo, "is copied").wait_for()
    link: str = demo.page.evaluate("navigator.clipboard.readText()")
    return link


def told(demo: DemoPage, text: str) -> Locator:
    """What is said below the tools, if it is that."""
    return demo.demo.locator(".dd-message", has_text=text)


def heard(demo: DemoPage) -> str:
    return str(demo.demo.get_by_role("status").text_content())


def follow(demo: DemoPage, link: str) -> None:
    """Open a link in the same document, as its address bar does."""
    demo.page.evaluate("(hash) => { location.hash = hash; }", fragment(link))


def fragment(link: str) -> str:
    return link.partition("#")[2]


@pytest.mark.parametrize(("strokes", "value"), [(SEVEN, "7"), (SEVENTEEN, "17")])
def test_a_link_opens_the_same_drawing(sharing, open_demo, site_url, strokes, value):
    sharing.draw(strokes)
    seen = sharing.seen()
    link = shared(sharing)
    assert re.fullmatch(re.escape(site_url + PATH) + r"#ink=1[\w-]+", link)
    assert "copied" in heard(sharing)
    assert sharing.page.url == site_url + PATH
    demo = open_demo()
    demo.page.goto("about:blank")
    demo.page.goto(link)
    demo.page.wait_for_selector(f"digit-demo[data-value='{value}']")
    assert demo.has_ink()
    assert np.abs(demo.seen().astype(int) - seen).max() <= 24
    told(demo, "came with the link").wait_for()
    assert f"Read as {value}" in heard(demo)
    assert not demo.demo.locator(".dd-hint").is_visible()


def test_what_is_opened_lies_where_it_was_drawn(sharing):
    sharing.draw([[[5, 5], [20, 30]], [[90, 90], [95, 95]]])
    ink = """(canvas) => {
      const { data, width } = canvas.getContext('2d').getImageData(
        0, 0, canvas.width, canvas.height);
      const at = [...data.keys()].filter((index) => index % 4 === 3 && data[index]);
      const [x, y] = [(index) => ((index - 3) / 4) % width, (index) => (index - 3) / 4 / width];
      return [x, y].flatMap((axis) => [Math.min, Math.max].map(
        (most) => at.reduce((found, index) => most(found, axis(index)), axis(at[0])))); }"""
    before = sharing.ink.evaluate(ink)
    link = shared(sharing)
    sharing.press("clear")
    assert not sharing.has_ink()
    follow(sharing, link)
    sharing.next_frame()
    assert sharing.ink.evaluate(ink) == pytest.approx(before, abs=2)


def test_a_link_that_is_opened_in_the_same_page_replaces_the_drawing(sharing):
    sharing.draw(SEVEN)
    link = shared(sharing)
    sharing.press("clear")
    sharing.draw(ONE)
    follow(sharing, link)
    sharing.page.wait_for_selector("digit-demo[data-value='7']")
    sharing.press("undo")
    assert sharing.data("state") == "blank"


def test_a_link_takes_the_place_of_a_test_digit(sharing):
    sharing.draw(SEVEN)
    link = shared(sharing)
    sharing.press("sample")
    note = sharing.demo.get_by_text("of MNIST")
    note.wait_for()
    follow(sharing, link)
    sharing.page.wait_for_selector("digit-demo[data-value='7']")
    assert not note.is_visible()


def test_what_is_drawn_afterwards_is_not_what_the_address_says(sharing):
    sharing.draw(SEVEN)
    link = shared(sharing)
    sharing.press("clear")
    sharing.wait_for("blank")
    message = told(sharing, "came with the link")
    for _ in range(2):  # the same link can be opened again
        follow(sharing, link)
        sharing.page.wait_for_selector("digit-demo[data-value='7']")
        message.wait_for()
        assert "#ink=" in sharing.page.url
        sharing.press("clear")
        sharing.wait_for("blank")
        assert not message.is_visible()
        assert "#" not in sharing.page.url
    sharing.page.reload()
    sharing.wait_for("blank")
    assert not sharing.has_ink()


def test_a_phone_shows_the_drawing_that_was_sent(sharing, open_demo):
    sharing.draw(SEVEN)
    link = shared(sharing)
    demo = open_demo(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    demo.page.goto("about:blank")
    demo.page.goto(link)
    demo.wait_for("digit")
    demo.next_frame()
    box = demo.ink.bounding_box()
    header = demo.page.locator(".md-header").bounding_box()
    assert box["y"] >= header["y"] + header["height"] - 1
    assert box["y"] + box["height"] <= 700


@pytest.mark.parametrize("clipboard", [NO_CLIPBOARD, REFUSED], ids=["missing", "refusing"])
def test_without_a_clipboard_the_link_can_be_selected(open_demo, clipboard):
    demo = open_demo()
    demo.page.add_init_script(clipboard)
    demo.page.reload()
    demo.wait_for("blank")
    demo.draw(SEVEN)
    demo.press("share")
    field = demo.demo.get_by_role("textbox", name="Link to this drawing")
    field.wait_for()
    link = field.input_value()
    selected = demo.page.evaluate(
        """() => { const field = document.activeElement;
          return field.value.slice(field.selectionStart, field.selectionEnd); }"""
    )
    assert selected == link
    assert "Copy this link" in heard(demo)
    demo.page.keyboard.type("x")
    assert field.input_value() == link
    demo.press("clear")
    assert not field.is_visible()
    follow(demo, link)
    demo.page.wait_for_selector("digit-demo[data-value='7']")


def test_there_is_no_link_to_what_is_not_drawn(sharing):
    sharing.press("share")
    nothing = told(sharing, "draw something first")
    nothing.wait_for()
    assert "draw something first" in heard(sharing)
    sharing.press("sample")
    sharing.demo.get_by_text("of MNIST").wait_for()
    assert not nothing.is_visible()
    sharing.press("share")
    nothing.wait_for()


MALFORMED = {
    "nothing": ("ink=", "cut off or was changed"),
    "nonsense": ("ink=1%F0%9F%92%A9%ZZ<script>", "cut off or was changed"),
    "a later version": ("ink=2AAAAAA", "another version"),
    "far too much": (f"ink=1{'A' * 100_000}aaaaaa", "too long"),
    "a wrong checksum": ("ink=1BAAaaaaaa", "cut off or was changed"),
}


@pytest.mark.parametrize(("link", "why"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_link_that_is_no_drawing_is_explained(open_demo, site_url, link, why):
    demo = open_demo()
    demo.wait_for("blank")
    demo.draw(ONE)
    follow(demo, f"#{link}")
    message = told(demo, why)
    message.wait_for()
    assert why in heard(demo)
    demo.page.wait_for_selector("digit-demo[data-value='1']")  # what was drawn is left alone
    demo.page.goto("about:blank")
    demo.page.goto(f"{site_url}{PATH}#{link}")
    demo.wait_for("blank")
    message.wait_for()
    assert not demo.has_ink()
    demo.draw(ONE)
    assert demo.data("value") == "1"
    assert not message.is_visible()


def test_a_link_is_refused_wherever_it_is_cut_off(sharing):
    sharing.draw(SEVENTEEN)
    link = fragment(shared(sharing))
    for end in range(len("ink="), len(link), 3):
        follow(sharing, f"#{link[:end]}")
        told(sharing, "cut off").wait_for()
        sharing.page.wait_for_selector("digit-demo[data-value='17']")
        sharing.page.evaluate("location.hash = ''")


def test_links_to_headings_are_left_alone(sharing, site_url):
    page = sharing.page
    page.goto(f"{site_url}{PATH}#introduction")
    sharing.wait_for("blank")
    top = page.locator("#introduction").bounding_box()["y"]
    assert 0 <= top < 200
    sharing.draw(SEVEN)
    assert page.url.endswith("#introduction")
    page.locator("#try-it .headerlink").evaluate("(link) => link.click()")
    page.wait_for_url("**/#try-it")
    assert sharing.data("value") == "7"
    assert not told(sharing, "").is_visible()
    assert fragment(shared(sharing)).startswith("ink=1")


def insert_link(page: Page, link: str, text: str) -> None:
    page.locator("article").evaluate(
        """(article, [link, text]) => {
          const anchor = document.createElement('a');
          anchor.href = link;
          anchor.textContent = text;
          article.prepend(anchor); }""",
        [link, text],
    )


def test_a_link_on_a_page_is_opened_by_instant_navigation(sharing, site_url):
    page = sharing.page
    sharing.draw(SEVEN)
    link = shared(sharing)
    map_site_to(page, site_url)
    with page.expect_response("**/sitemap.xml"):
        page.goto(site_url)
    page.evaluate("globalThis.sameDocument = true")
    insert_link(page, link, "Somebody drew this")
    page.get_by_text("Somebody drew this").click()
    page.wait_for_selector("digit-demo[data-value='7']")
    assert page.evaluate("globalThis.sameDocument") is True


def test_of_two_demos_the_first_opens_the_link(sharing):
    page = sharing.page
    sharing.draw(SEVEN)
    link = shared(sharing)
    sharing.press("clear")
    page.evaluate(
        """() => { const first = document.querySelector('digit-demo');
          first.after(first.cloneNode(false)); }"""
    )
    second = page.locator("digit-demo").nth(1)
    second.evaluate("(element, strokes) => element.read(strokes)", ONE)
    page.evaluate("(hash) => { location.hash = hash; }", fragment(link))
    page.wait_for_selector("digit-demo[data-value='7']")
    assert second.get_attribute("data-value") == "1"


def test_a_drawing_is_shown_before_the_network_is_there(sharing):
    sharing.draw(SEVEN)
    link = shared(sharing)
    sharing.page.goto("about:blank")
    held = []
    sharing.page.route("**/*.bin", lambda route: held.append(route))
    with sharing.page.expect_request("**/*.bin"):
        sharing.page.goto(link)
    told(sharing, "came with the link").wait_for()
    assert (sharing.data("state"), sharing.has_ink()) == ("loading", True)
    (weights,) = held
    weights.continue_()
    sharing.page.wait_for_selector("digit-demo[data-value='7']")
    assert "Read as 7" in heard(sharing)

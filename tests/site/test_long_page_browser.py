"""A long page in Chromium: what is far down waits, and is found, reached and shown all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.waiting import until

pytestmark = pytest.mark.browser

REPORT = "projects/handwritten-digits/"
TABLE = "#cross-validation-table"
# Nothing of a box that is left for later can be seen.
IS_LEFT = "(box) => !box.firstElementChild.checkVisibility({ contentVisibilityAuto: true })"
FOCUS = "(element) => { element.focus(); return document.activeElement === element; }"


@pytest.fixture
def phone(chromium: Browser, site_url: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site_url + REPORT, wait_until="networkidle")
    yield page
    context.close()


def test_what_is_far_down_is_laid_out_when_a_reader_comes_near(phone: Page) -> None:
    table = phone.locator(TABLE)
    assert table.evaluate(IS_LEFT)
    table.evaluate("(box) => box.scrollIntoView()")
    until(phone, f"() => !({IS_LEFT})(document.querySelector('{TABLE}'))")


def test_what_is_at_the_top_is_there_at_once(phone: Page) -> None:
    assert phone.evaluate(
        """() => [...document.querySelectorAll('article > :not(.far, .far ~ *)')]
          .every((each) => getComputedStyle(each).contentVisibility === 'visible')"""
    )


def test_what_nobody_has_seen_can_be_scrolled_by_keyboard(phone: Page) -> None:
    until(
        phone,
        """() => [...document.querySelectorAll('.table-scroll, pre > code')].every(
          (box) => box.scrollWidth <= box.clientWidth || box.tabIndex === 0)""",
    )
    reached = phone.locator(f"{TABLE} .table-scroll")
    assert (
        reached.get_attribute("aria-label") == "Cross validation, a table, can be scrolled sideways"
    )
    assert phone.evaluate("scrollY") == 0


def test_after_the_window_has_changed_its_size_they_are_asked_again(phone: Page) -> None:
    box = f"document.querySelector('{TABLE} .table-scroll')"
    until(phone, f"() => {box}.hasAttribute('tabindex')")
    phone.set_viewport_size({"width": 1440, "height": 900})
    until(phone, f"() => !{box}.hasAttribute('tabindex')")


@pytest.mark.parametrize("name", ["challenges-and-insights", "k-fold-cross-validation"])
def test_a_link_leads_to_where_it_says_and_the_page_stays_there(phone: Page, name: str) -> None:
    phone.evaluate("(name) => { location.hash = name; }", name)
    at = f"document.getElementById('{name}').getBoundingClientRect().top"
    until(phone, f"() => {at} >= 0 && {at} < innerHeight / 3")
    phone.wait_for_timeout(500)
    assert 0 <= phone.evaluate(at) < 740 / 3


def test_a_drawer_that_is_closed_keeps_the_keyboard_out(phone: Page) -> None:
    link = phone.locator(".md-sidebar--primary .md-nav__link[href]").last
    assert not link.evaluate(FOCUS)
    phone.locator("label.md-header__button[for='__drawer']").click()
    until(phone, "() => document.getElementById('__drawer').checked")
    assert link.evaluate(FOCUS)


def test_what_the_browser_draws_is_in_the_colours_that_were_chosen(phone: Page) -> None:
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert phone.evaluate(scheme) == "light"
    phone.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert phone.evaluate(scheme) == "dark"

"""Tables in Chromium: sorted by their headers, scrolled in their own box, and never late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.workspace import PROJECT

pytestmark = pytest.mark.browser

REPORT = f"{PROJECT.as_posix()}/"

SHIFTS = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(total), 500);
})"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 320, "height": 568})
    yield context.new_page()
    context.close()


def header(table: Locator, name: str) -> Locator:
    return table.locator("th", has_text=name).first


def column(table: Locator, place: int) -> list[str]:
    """What stands there, laid out or not."""
    cells = table.locator(f"tbody td:nth-child({place})")
    return [text.strip() for text in cells.all_text_contents()]


def test_header_sorts_up_then_down_then_as_it_was_and_totals_stay(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + REPORT, wait_until="networkidle")
    table = page.locator("#class-distribution-table table")
    before = column(table, 2)
    images = header(table, "Training images")
    numbers = sorted(before[:-1], key=lambda text: int(text.replace(",", "")))
    for wanted, direction in ((numbers, "ascending"), (numbers[::-1], "descending")):
        images.locator("button").click()
        expect(images).to_have_attribute("aria-sort", direction)
        assert column(table, 2) == [*wanted, before[-1]]
    images.locator("button").click()
    assert images.get_attribute("aria-sort") is None
    assert column(table, 2) == before


def test_keyboard_sorts_and_one_column_holds_at_a_time(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT, wait_until="networkidle")
    table = page.locator("#cross-validation-table table")
    header(table, "Accuracy").locator("button").focus()
    page.keyboard.press("Enter")
    assert [float(text) for text in column(table, 4)[:6]] == sorted(
        float(text) for text in column(table, 4)[:6]
    )
    header(table, "Loss").locator("button").press("Space")
    expect(table.locator("[aria-sort]")).to_have_count(1)
    assert column(table, 1)[6:] == ["Mean", "Standard deviation"]


def test_durations_are_sorted_as_times(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT, wait_until="networkidle")
    table = page.locator("#runs-table table")
    header(table, "Duration").locator("button").click()
    parts = [text.split(":") for text in column(table, 5)]
    seconds = [60 * int(minutes) + int(rest) for minutes, rest in parts]
    assert seconds == sorted(seconds)


def test_tables_of_measures_are_not_sorted(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{REPORT}model-card/", wait_until="networkidle")
    assert page.locator("#metrics-table td").count() > 4
    assert page.locator("#metrics-table button").count() == 0


def test_tables_sort_on_a_page_that_came_without_a_reload(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})  # where the navigation is beside it
    page.goto(f"{site_url}{REPORT}model-card/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator("nav a:visible", has_text="Handwritten digits").first.click()
    table = page.locator("#class-scores-table table")
    header(table, "Recall").locator("button").click()
    expect(header(table, "Recall")).to_have_attribute("aria-sort", "ascending")
    assert page.evaluate("window.stayed") is True


def test_a_wide_table_scrolls_in_its_own_box_by_keyboard_and_keeps_its_first_column(
    narrow: Page, site_url: str
) -> None:
    narrow.goto(f"{site_url}{REPORT}demo-benchmark/", wait_until="networkidle")
    box = narrow.get_by_role("region", name="Demo time, a table, can be scrolled sideways")
    expect(box).to_have_attribute("tabindex", "0")
    first = box.locator("tbody td").first
    before = first.bounding_box()
    box.evaluate("it => { it.scrollLeft = it.scrollWidth; }")
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert box.evaluate("it => it.scrollLeft") > 0
    assert after["x"] == pytest.approx(before["x"], abs=1)
    assert after["width"] < 0.5 * 320


def test_a_table_that_fits_is_no_stop_for_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{REPORT}demo-benchmark/", wait_until="networkidle")
    boxes = page.locator(".table-scroll")
    assert boxes.count() == 3
    for box in boxes.all():
        assert box.get_attribute("tabindex") is None
        assert box.evaluate("it => it.scrollWidth - it.clientWidth") == 0


@pytest.mark.parametrize("path", [REPORT, f"{REPORT}handwriting/", f"{REPORT}model-card/"])
def test_nothing_moves_while_a_page_comes(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path, wait_until="networkidle")
    assert page.evaluate(SHIFTS) == 0

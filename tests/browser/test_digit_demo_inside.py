"""The panel below the demo: what the network sees, why it answers so, and what its layers make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from mnist.config import CompactConfig, InputConfig
from mnist.strokes import render, squash
from tests.browser.demo_page import DemoPage
from tests.browser.inside_page import InsidePage, pixels_of
from tests.browser.made_up_networks import (
    FILTERS,
    Network,
    answering,
    committed,
    convolving,
    linear,
    serve,
)
from tests.waiting import until

pytestmark = pytest.mark.browser

CONFIG = InputConfig()
SEVEN = [[[20, 15], [80, 15], [45, 95]]]
# In shares of the drawing area's side: a small four, in its upper left corner.
SMALL = [[[0.09, 0.05], [0.05, 0.15], [0.16, 0.15]], [[0.13, 0.08], [0.13, 0.24]]]
PARTS = {"insight.js", "insight.css"}

OpenInside = Callable[..., InsidePage]


@pytest.fixture
def open_inside(new_page: Callable[..., Page], site_url: str, site_dir: Path) -> OpenInside:
    """Opens the demo's page, its panel closed; with the baseline, or networks by name."""

    def open_(networks: Mapping[str, Network] | None = None, **options: object) -> InsidePage:
        demo = DemoPage(new_page(**options), site_url)
        serve(demo.page, site_url, networks or {"baseline": committed(site_dir, "baseline")})
        demo.open()
        demo.wait_for("blank")
        return InsidePage(demo)

    return open_


@pytest.fixture
def inside(open_inside: OpenInside) -> InsidePage:
    return open_inside()


def count_work(inside: InsidePage) -> Callable[[], dict[str, int]]:
    """Counts what the baseline is asked for from now on."""
    inside.page.evaluate(
        """async () => {
          const { openModel } = await import(new URL('bundle/demo.js', location.href));
          const card = new URL('artefacts/model/model-card.json', location.href);
          const model = await openModel(card, 'baseline');
          globalThis.work = { predict: 0, maps: 0, results: 0 };
          for (const name of ['predict', 'maps']) {
            const asked = model[name].bind(model);
            model[name] = (...given) => { globalThis.work[name] += 1; return asked(...given); };
          }
          document.addEventListener('digit-demo:result', ({ detail }) => {
            globalThis.work.results += detail.state === 'blank' ? 0 : 1; }); }"""
    )
    return lambda: inside.page.evaluate("globalThis.work")


def test_nothing_of_the_panel_is_fetched_before_it_is_opened(open_inside: OpenInside) -> None:
    inside = open_inside()
    inside.page.reload()
    asked: list[str] = []
    inside.page.on("request", lambda request: asked.append(request.url))
    inside.page.reload()
    inside.demo.wait_for("blank")
    inside.demo.draw(SEVEN)

    def fetched() -> set[str]:
        names = {url.rsplit("/", 1)[-1] for url in asked}
        return names & PARTS

    assert fetched() == set()
    inside.open()
    assert fetched() == PARTS


def test_a_closed_panel_computes_nothing(inside: InsidePage) -> None:
    work = count_work(inside)
    inside.demo.draw(SEVEN)
    closed = work()
    assert closed["results"] > 0
    assert (closed["predict"], closed["maps"]) == (closed["results"], 0)
    inside.open()
    inside.settle()
    opened = work()
    assert opened["maps"] == 1
    assert opened["predict"] > closed["predict"] + 20  # a digit touches more patches than that
    inside.close()
    before = work()
    inside.demo.press("clear")
    inside.demo.draw(SEVEN)
    after = work()
    assert after["predict"] - before["predict"] == after["results"] - before["results"] > 0
    assert after["maps"] == before["maps"]


def test_what_a_visitor_no_longer_looks_at_is_given_up(inside: InsidePage) -> None:
    """Evidence is weighed in pieces: of a drawing that goes on, none is weighed to its end."""
    inside.page.add_init_script(
        """globalThis.requestIdleCallback = (work, options) => {
          if (!options) return 0; // the page's own, which waits for as long as it takes
          globalThis.piece = () => work({ didTimeout: false, timeRemaining: () => 0 });
          return 1; };
        globalThis.cancelIdleCallback = () => { globalThis.piece = null; };"""
    )
    inside.page.reload()
    inside.demo.wait_for("blank")
    work = count_work(inside)
    inside.open()
    inside.demo.draw(SEVEN)
    until(inside.page, "() => Boolean(globalThis.piece)")
    before = work()["predict"]
    for _ in range(3):
        inside.page.evaluate("() => globalThis.piece()")
    assert work()["predict"] == before + 3
    assert inside.section("evidence").get_attribute("aria-busy") == "true"
    inside.demo.draw([[[0, 0], [90, 90]]])
    assert inside.page.evaluate("() => globalThis.piece") is None


def test_the_steps_are_what_python_makes_of_the_drawing(inside: InsidePage) -> None:
    inside.open()
    drawn = inside.draw_at(SMALL)
    points = np.concatenate(drawn)
    low, high = points.min(axis=0), points.max(axis=0)
    share = (high - low).max() + CONFIG.pen_width / CONFIG.size
    across, down = ((low + high) / 2 - 0.5) * CONFIG.size
    whole = squash(drawn, CONFIG, share=share, offset=(across, down))
    assert np.abs(inside.step(0) - whole * 255).max() <= 1
    assert np.abs(inside.step(2) - render(drawn, CONFIG) * 255).max() <= 1
    assert np.array_equal(inside.step(2), inside.demo.seen())
    assert 17 <= np.ptp(np.nonzero(inside.step(1).max(axis=1))) <= 20
    inside.switch.check()
    inside.demo.next_frame()
    assert np.array_equal(inside.demo.seen(), inside.step(0))


def test_steps_are_told_by_the_keyboard(inside: InsidePage) -> None:
    """Every step, the switch and the way out, without a mouse."""
    page = inside.page
    inside.draw_at(SMALL)
    inside.summary.focus()
    page.keyboard.press("Enter")
    inside.section("steps").wait_for()
    page.keyboard.press("Tab")
    heard = []
    for _ in range(3):
        described = page.evaluate(
            """() => { const { activeElement: radio } = document;
              const caption = document.getElementById(radio.getAttribute('aria-describedby'));
              return `${radio.parentElement.textContent}: ${caption.textContent}`; }"""
        )
        heard.append(described)
        page.keyboard.press("ArrowUp")
    assert re.match(
        r"3\. Centred: .*its centre of mass .* This is what the network reads", heard[0]
    )
    assert re.match(r"2\. Fitted: Scaled by \d\.\d\d.* 20 pixels\.$", heard[1])
    assert re.match(r"1\. As drawn: The whole canvas in 28\s×\s28 pixels", heard[2])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    inside.demo.next_frame()
    assert inside.demo.data("input") == "squashed"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    inside.section("steps").wait_for(state="hidden")


def test_both_readings_stand_side_by_side(inside: InsidePage) -> None:
    """Each is what the demo says when the switch is there, whichever way it is at the moment."""
    inside.open()
    inside.draw_at(SMALL)
    shown = []
    for squashes in (False, True):
        inside.switch.set_checked(squashes)
        inside.demo.next_frame()
        answer = inside.demo.demo.locator("output").inner_text()
        summary = inside.demo.demo.locator(".dd-summary").inner_text()
        shown.append(f"{answer} {summary}")
        assert inside.cells.nth(int(squashes)).get_attribute("class") == "dd-given"
        assert not inside.cells.nth(int(not squashes)).get_attribute("class")
    assert inside.cells.all_text_contents() == shown
    assert shown[0].startswith("4 ")
    assert shown[0] != shown[1]
    status = str(inside.demo.demo.get_by_role("status").text_content())
    assert status.endswith(", from the squashed canvas")


def test_closing_the_panel_puts_the_switch_back(inside: InsidePage) -> None:
    inside.open()
    inside.draw_at(SMALL)
    prepared = inside.demo.seen()
    inside.switch.check()
    inside.demo.next_frame()
    assert inside.demo.data("input") == "squashed"
    inside.close()
    assert inside.demo.data("input") == "normalised"
    assert np.array_equal(inside.demo.seen(), prepared)
    assert inside.demo.data("value") == "4"
    inside.open()
    assert not inside.switch.is_checked()


def looking() -> Network:
    """Ink at the upper right speaks for a 7, ink at the bottom against it."""
    weights = np.zeros((28, 28, 10))
    weights[:12, 17:, 7] = 0.3
    weights[22:, :, 7] = -0.1
    return linear("looking", weights.reshape(-1, 10), np.zeros(10), None)


def test_the_evidence_lies_where_the_network_looks(open_inside: OpenInside) -> None:
    inside = open_inside({"baseline": looking()})
    inside.open()
    assert inside.caption("evidence") == "Draw a digit to see what speaks for it."
    inside.demo.draw(SEVEN)
    inside.settle()
    assert inside.demo.data("value") == "7"
    caption = inside.caption("evidence")
    assert "The strongest evidence for 7 lies in the upper right" in caption
    assert re.search(r"The lower (left|middle) speaks against it", caption)
    ink = inside.demo.seen() > 127
    colours = pixels_of(inside.section("evidence").locator("canvas")).astype(int)
    red_less_blue = colours[..., 0] - colours[..., 2]
    rows, columns = np.indices(ink.shape)
    places = {
        "upper right": ink & (rows < 12) & (columns > 18),
        "bottom": ink & (rows >= 24),
        "upper left": ink & (rows < 12) & (columns < 10),
    }
    assert all(place.any() for place in places.values())
    assert (red_less_blue[places["upper right"]] > 40).all()
    assert (red_less_blue[places["bottom"]] < -10).all()
    assert (red_less_blue[places["upper left"]] == 0).all()
    assert not colours[..., :3][inside.demo.seen() == 0].any()  # evidence is of ink alone


def test_an_answer_that_is_no_digit_is_explained_too(open_inside: OpenInside) -> None:
    certain = np.full(11, 0.01)
    certain[10] = 0.9
    reading = {"not_a_digit": 0.5, "unsure": 0.6}
    inside = open_inside({"baseline": answering("none", list(certain), reading)})
    inside.open()
    inside.demo.draw(SEVEN)
    inside.settle()
    assert inside.demo.data("state") == "not-a-digit"
    assert "No part decides alone" in inside.caption("evidence")
    assert "“not a digit”" in inside.caption("evidence")
    assert inside.caption("maps") == "This network has no convolutions."


def maps_of(inside: InsidePage) -> list[str]:
    return [
        re.sub(r"\s", " ", text)
        for text in inside.section("maps").locator("figcaption").all_text_contents()
    ]


def test_both_blocks_of_the_baseline_show_their_maps(inside: InsidePage) -> None:
    inside.open()
    assert inside.caption("maps") == "Draw a digit to see its maps."
    inside.demo.draw(SEVEN)
    inside.settle()
    first, second = maps_of(inside)
    assert "32 maps, 26 × 26 points each. A point looks at 3 × 3 pixels" in first
    assert "the first 32 of 64 maps, 11 × 11 points each. A point looks at 8 × 8 pixels" in second
    canvases = inside.section("maps").get_by_role("img").all()
    before = [pixels_of(canvas) for canvas in canvases]
    assert [image.max(axis=(0, 1)).tolist() for image in before] == [[255] * 4] * 2
    inside.demo.draw([[[0, 60], [90, 60]]])
    inside.settle()
    after = [pixels_of(canvas) for canvas in inside.section("maps").get_by_role("img").all()]
    for was, now in zip(before, after, strict=True):
        assert was.shape == now.shape
        assert not np.array_equal(was, now)


def test_a_network_of_strides_shows_its_maps(open_inside: OpenInside) -> None:
    config = CompactConfig()
    inside = open_inside({"baseline": convolving("strides", config.kernels, config.strides)})
    inside.open()
    inside.demo.draw(SEVEN)
    inside.settle()
    sides, views = (14, 7, 7, 4), (5, 9, 17, 25)
    assert maps_of(inside) == [
        f"Convolution {at + 1}: {FILTERS} maps, {side} × {side} points each. "
        f"A point looks at {view} × {view} pixels of what the network sees."
        for at, (side, view) in enumerate(zip(sides, views, strict=True))
    ]


def test_the_maps_lead_to_the_argument_that_they_illustrate(inside: InsidePage) -> None:
    inside.open()
    link = inside.section("maps").get_by_role("link")
    link.click()
    fragment = inside.page.evaluate("location.hash")
    target = inside.page.locator(fragment)
    assert target.count() == 1
    after = target.evaluate(
        """(heading) => { let text = '';
          for (let next = heading.nextElementSibling; next && next.tagName > 'H3';
               next = next.nextElementSibling) text += next.textContent;
          return text; }"""
    )
    assert "spatial hierarchy" in after


def test_a_cleared_drawing_has_nothing_inside(inside: InsidePage) -> None:
    inside.open()
    inside.demo.draw(SEVEN)
    inside.settle()
    inside.demo.press("clear")
    inside.settle()
    assert inside.caption("evidence") == "Draw a digit to see what speaks for it."
    assert inside.caption("maps") == "Draw a digit to see its maps."
    assert not inside.section("evidence").locator("canvas").is_visible()
    assert all("Nothing drawn yet" in text for text in inside.cells.all_text_contents())


def test_a_test_digit_is_looked_into_as_well(inside: InsidePage) -> None:
    inside.open()
    inside.demo.press("sample")
    inside.demo.demo.get_by_text("Test image").wait_for()
    inside.settle()
    assert np.array_equal(inside.step(0), inside.demo.seen())  # MNIST is prepared already
    assert np.array_equal(inside.step(2), inside.demo.seen())
    assert len(maps_of(inside)) == 2


def test_what_cannot_be_fetched_is_said_and_tried_again(inside: InsidePage) -> None:
    inside.page.route("**/insight.js", lambda route: route.fulfill(status=503))
    inside.summary.click()
    inside.panel.get_by_text("could not be loaded").wait_for()
    inside.page.unroute_all()
    inside.summary.click()
    inside.open()
    inside.demo.draw(SEVEN)
    inside.settle()
    assert inside.cells.first.text_content()
    assert inside.panel.get_by_text("could not be loaded").count() == 0


def test_panels_of_two_demos_do_not_meddle(inside: InsidePage) -> None:
    inside.demo.demo.evaluate("(element) => element.after(element.cloneNode())")
    inside.open()
    inside.draw_at(SMALL)
    other = DemoPage(inside.page, inside.demo.site_url)
    other.demo = inside.page.locator("digit-demo").nth(1)
    second = InsidePage(other)
    second.open()
    second.panel.get_by_role("radio", name="1. As drawn").check()
    second.switch.check()
    assert inside.panel.get_by_role("radio", name="3. Centred").is_checked()
    assert (inside.demo.data("input"), other.data("input")) == ("normalised", "squashed")
    ids = inside.page.locator("digit-demo [id]").evaluate_all("(all) => all.map(({ id }) => id)")
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("width", [320, 820])
def test_the_open_panel_fits_its_page(open_inside: OpenInside, width: int) -> None:
    inside = open_inside(viewport={"width": width, "height": 900})
    inside.open()
    inside.demo.draw(SEVEN)
    inside.settle()
    assert inside.page.evaluate("document.documentElement.scrollWidth") <= width
    edge = inside.panel.evaluate("(panel) => panel.getBoundingClientRect().right")
    over = inside.panel.locator("*").evaluate_all(
        """(all, edge) => all.filter((part) => part.getBoundingClientRect().right > edge + 1)
          .map((part) => part.outerHTML.slice(0, 80))""",
        edge,
    )
    assert over == []

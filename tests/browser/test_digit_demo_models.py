"""What the demo says when it names no digit, and the switch between its networks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.demo_page import DemoPage
from tests.browser.made_up_networks import CLASSES, Network, answering, committed, serve

pytestmark = pytest.mark.browser

ONE = [[[50, 10], [50, 90]]]
BOX = [[[0, 0], [0, 100], [100, 100], [100, 0], [0, 0]]]
READING = {"not_a_digit": 0.5, "unsure": 0.6}
PEOPLE, BASELINE = "Trained on what people draw", "Baseline"

OpenWith = Callable[..., DemoPage]


def eleven(probabilities: Mapping[int, float]) -> list[float]:
    """Probabilities of eleven classes, what is left shared by those not named."""
    rest = (1 - sum(probabilities.values())) / (len(CLASSES) - len(probabilities))
    return [probabilities.get(place, rest) for place in range(len(CLASSES))]


NONE = answering("none", eleven({10: 0.75, 3: 0.125}), READING)
UNSURE = answering("unsure", eleven({9: 0.5, 4: 0.25}), READING)
SURE = answering("sure", eleven({9: 0.75, 4: 0.125}), READING)


@pytest.fixture
def open_with(new_page: Callable[..., Page], site_url: str) -> OpenWith:
    """Opens the demo's page with a card of these networks, and listens to its readings."""

    def open_(networks: Mapping[str, Network], **options: object) -> DemoPage:
        demo = DemoPage(new_page(**options), site_url)
        serve(demo.page, site_url, networks)
        demo.page.add_init_script(
            """globalThis.results = [];
            document.addEventListener('digit-demo:result', (event) => {
              globalThis.results.push(event.detail); });"""
        )
        demo.open()
        demo.wait_for("blank")
        return demo

    return open_


@pytest.fixture
def both(site_dir: Path) -> dict[str, Network]:
    """A network that is unsure whatever is drawn, and the site's baseline."""
    return {"baseline": committed(site_dir, "baseline"), "demo": UNSURE}


@pytest.fixture
def switched(open_with: OpenWith, both: dict[str, Network]) -> DemoPage:
    """A demo of both, nothing drawn."""
    return open_with(both)


@pytest.fixture
def held(switched: DemoPage) -> Iterator[list[Route]]:
    """Requests for the baseline's weights, which wait until somebody answers them."""
    routes: list[Route] = []
    switched.page.route("**/baseline/*.bin", lambda route: routes.append(route))
    yield routes
    switched.page.unroute_all()


def choose(demo: DemoPage, name: str) -> None:
    demo.demo.get_by_role("radio", name=name).check()
    demo.next_frame()


def chosen(demo: DemoPage) -> list[str]:
    radios = demo.demo.get_by_role("radio").all()
    return [str(radio.get_attribute("value")) for radio in radios if radio.is_checked()]


def headline(demo: DemoPage) -> str:
    return demo.demo.locator("output").inner_text()


def heard(demo: DemoPage) -> str:
    return str(demo.demo.get_by_role("status").text_content())


def marked(demo: DemoPage) -> list[str]:
    """The classes whose bars stand out."""
    return demo.demo.locator("tr.dd-chosen th").all_inner_texts()


def last_result(demo: DemoPage) -> dict[str, object]:
    detail: dict[str, object] = demo.page.evaluate("globalThis.results.at(-1)")
    return detail


def wait_for_network(demo: DemoPage, experiment: str) -> None:
    """Until a network that the page has asked for is there, whoever it is for."""
    demo.page.evaluate(
        """async (experiment) => {
          const model = await import(new URL('bundle/demo.js', location.href));
          const card = new URL('artefacts/model/model-card.json', location.href);
          await model.openModel(card, experiment); }""",
        experiment,
    )
    demo.next_frame()


def test_what_is_no_digit_is_called_so(open_with: OpenWith) -> None:
    demo = open_with({"demo": NONE})
    demo.draw(ONE)
    assert (demo.data("state"), demo.data("value")) == ("not-a-digit", None)
    assert float(str(demo.data("confidence"))) == pytest.approx(0.75, abs=1e-3)
    assert headline(demo) == "Not a digit"
    assert "Not a digit, 75.0" in heard(demo)
    assert marked(demo) == ["not a digit"]
    assert demo.demo.get_by_role("row").count() == 12  # eleven classes and their heading
    detail = last_result(demo)
    assert (detail["state"], detail["value"]) == ("not-a-digit", None)
    assert detail["probabilities"] == pytest.approx(eleven({10: 0.75, 3: 0.125}), abs=1e-3)
    assert "candidates" not in detail


def test_what_may_be_two_digits_is_asked_about(open_with: OpenWith) -> None:
    demo = open_with({"demo": UNSURE})
    detail = demo.read(ONE)
    assert (demo.data("state"), demo.data("value")) == ("unsure", None)
    assert float(str(demo.data("confidence"))) == pytest.approx(0.5, abs=1e-3)
    assert headline(demo) == "9 or 4?"
    assert re.search(r"Unsure: 9 or 4\? 50\.0.% for 9, 25\.0.% for 4", heard(demo))
    assert marked(demo) == ["4", "9"]
    assert (detail["state"], detail["value"]) == ("unsure", None)
    assert detail["candidates"] == ["9", "4"]


def test_a_digit_is_read_beside_the_class_that_is_none(open_with: OpenWith) -> None:
    demo = open_with({"demo": SURE})
    detail = demo.read(ONE)
    assert (demo.data("state"), demo.data("value"), headline(demo)) == ("digit", "9", "9")
    assert marked(demo) == ["9"]
    assert len(detail["probabilities"]) == 11
    assert "candidates" not in detail


def test_a_committed_network_can_be_asked_to_be_surer(open_with: OpenWith, site_dir: Path) -> None:
    known = committed(site_dir, "baseline")
    doubting = Network(known.entry | {"reading": {"not_a_digit": 1, "unsure": 0.999}}, {})
    demo = open_with({"baseline": doubting})
    assert demo.read(ONE)["value"] == "1"
    detail = demo.read(BOX)
    best = sorted(range(10), key=lambda digit: -detail["probabilities"][digit])[:2]
    assert detail["state"] == "unsure"
    assert detail["candidates"] == [str(digit) for digit in best]
    assert detail["confidence"] == max(detail["probabilities"])
    assert len(detail["probabilities"]) == 10
    assert demo.demo.get_by_role("row").count() == 11


def test_thresholds_that_cannot_be_are_named(open_with: OpenWith, site_url: str) -> None:
    demo = open_with({"demo": SURE})
    malformed = Network(SURE.entry | {"reading": {"not_a_digit": 0.5, "unsure": 60}}, SURE.files)
    serve(demo.page, site_url, {"demo": malformed})
    demo.page.reload()
    demo.wait_for("error")
    message = "the model card's 'demo' should have reading.unsure from 0 to 1, it has 60"
    assert message in demo.demo.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("network", [NONE, UNSURE], ids=["none", "unsure"])
def test_words_and_switch_fit_a_small_screen(
    open_with: OpenWith, both: dict[str, Network], network: Network, scheme: str
) -> None:
    demo = open_with(
        both | {"demo": network}, viewport={"width": 320, "height": 700}, color_scheme=scheme
    )
    demo.read(ONE)
    page = demo.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    words = demo.demo.locator("output").evaluate(
        """(output) => { const range = document.createRange();
          range.selectNodeContents(output);
          return range.getBoundingClientRect().right; }"""
    )
    seen = demo.demo.locator(".dd-seen").bounding_box()
    assert seen is not None
    assert words <= seen["x"]
    for label in demo.demo.locator(".dd-choice").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 43
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


def test_the_answer_takes_no_more_room_than_a_digit_does(open_with: OpenWith) -> None:
    heights = []
    for network in (SURE, UNSURE, NONE):
        demo = open_with({"demo": network}, viewport={"width": 320, "height": 700})
        demo.read(ONE)
        box = demo.demo.locator("output").bounding_box()
        assert box is not None
        heights.append(box["height"])
    assert heights == pytest.approx([heights[0]] * 3, abs=1)


def test_a_switch_reads_the_same_drawing_again(switched: DemoPage) -> None:
    switched.draw(ONE)
    seen = switched.seen()
    assert (switched.data("state"), chosen(switched)) == ("unsure", ["demo"])
    switched.page.evaluate("globalThis.results = []")
    choose(switched, BASELINE)
    switched.wait_for("digit")
    assert switched.data("value") == "1"
    assert (switched.seen() == seen).all()
    assert "Read as 1" in heard(switched)
    assert switched.demo.get_by_role("row").count() == 11
    assert [each["value"] for each in switched.page.evaluate("globalThis.results")] == ["1"]
    choose(switched, PEOPLE)
    switched.wait_for("unsure")
    assert (switched.data("value"), headline(switched)) == (None, "9 or 4?")
    assert switched.demo.get_by_role("row").count() == 12
    assert last_result(switched)["state"] == "unsure"


def test_a_switch_reads_the_same_test_digit_again(switched: DemoPage) -> None:
    switched.press("sample")
    note = switched.demo.get_by_text("of MNIST: a 7")
    note.wait_for()
    assert switched.data("state") == "unsure"
    choose(switched, BASELINE)
    switched.wait_for("digit")
    assert switched.data("value") == "7"
    assert note.is_visible()


def test_a_switch_before_anything_is_drawn_leaves_it_blank(switched: DemoPage) -> None:
    choose(switched, BASELINE)
    switched.wait_for("blank")
    switched.draw(ONE)
    assert switched.data("value") == "1"


def test_another_network_is_fetched_only_when_it_is_chosen(
    open_with: OpenWith, both: dict[str, Network]
) -> None:
    demo = open_with(both)
    asked: list[str] = []
    demo.page.on("request", lambda request: asked.append(request.url))
    demo.page.reload()
    demo.wait_for("blank")
    assert [url for url in asked if "/unsure/" in url]
    assert not [url for url in asked if "/baseline/" in url]
    for name in (BASELINE, PEOPLE, BASELINE):
        choose(demo, name)
        demo.wait_for("blank")
    assert len([url for url in asked if url.endswith(".bin")]) == 2


def test_the_switch_is_a_group_that_the_keyboard_reaches(switched: DemoPage) -> None:
    group = switched.demo.get_by_role("group", name="Model")
    radios = group.get_by_role("radio")
    assert [radio.is_checked() for radio in radios.all()] == [True, False]
    names = [group.get_by_role("radio", name=name) for name in (PEOPLE, BASELINE)]
    assert all(radio.is_visible() for radio in names)
    switched.draw(ONE)
    switched.demo.locator("button[data-action='share']").focus()
    switched.page.keyboard.press("Tab")
    assert switched.page.evaluate("document.activeElement.value") == "demo"
    switched.page.keyboard.press("ArrowRight")
    switched.wait_for("digit")
    assert (switched.data("value"), chosen(switched)) == ("1", ["baseline"])
    assert switched.page.evaluate("document.activeElement.value") == "baseline"


def test_a_finger_switches(open_with: OpenWith, both: dict[str, Network]) -> None:
    demo = open_with(both, viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    demo.read(ONE)
    demo.demo.get_by_text(BASELINE, exact=True).tap()
    demo.wait_for("digit")
    assert demo.data("value") == "1"


@pytest.mark.parametrize("experiment", ["demo", "baseline"])
def test_of_one_network_there_is_no_switch(
    open_with: OpenWith, both: dict[str, Network], experiment: str
) -> None:
    demo = open_with({experiment: both[experiment]})
    assert demo.demo.get_by_role("radio").count() == 0
    assert not demo.demo.locator(".dd-models").is_visible()


def test_experiment_names_the_one_that_reads_first(switched: DemoPage) -> None:
    switched.demo.evaluate(
        """(element) => {
          element.setAttribute('experiment', 'baseline');
          element.replaceWith(element.cloneNode(false)); }"""
    )
    switched.wait_for("blank")
    assert switched.read(ONE)["value"] == "1"
    assert chosen(switched) == ["baseline"]
    assert switched.demo.get_by_role("radio").count() == 2


def test_two_demos_switch_each_for_itself(switched: DemoPage) -> None:
    page = switched.page
    page.evaluate(
        """() => { const first = document.querySelector('digit-demo');
          first.after(first.cloneNode(false)); }"""
    )
    second = page.locator("digit-demo").nth(1)
    second.evaluate("(element, strokes) => element.read(strokes)", ONE)
    second.get_by_role("radio", name=BASELINE).check()
    page.wait_for_selector("digit-demo[data-value='1']")
    assert chosen(switched) == ["demo"]
    assert switched.read(ONE)["state"] == "unsure"
    assert second.get_attribute("data-value") == "1"


def test_until_another_network_is_there_nothing_is_claimed(
    switched: DemoPage, held: list[Route]
) -> None:
    switched.draw(ONE)
    choose(switched, BASELINE)
    assert (switched.data("state"), switched.data("confidence")) == ("loading", None)
    assert switched.demo.get_by_text("Loading the network").first.is_visible()
    switched.press("clear")
    switched.draw([[[10, 10], [90, 10]]])
    switched.press("undo")
    switched.draw(ONE)
    assert switched.data("state") == "loading"
    (weights,) = held
    weights.continue_()
    switched.wait_for("digit")
    assert switched.data("value") == "1"


def test_a_network_that_comes_too_late_does_not_take_over(
    switched: DemoPage, held: list[Route]
) -> None:
    switched.draw(ONE)
    choose(switched, BASELINE)
    choose(switched, PEOPLE)
    switched.wait_for("unsure")
    count = switched.page.evaluate("globalThis.results.length")
    (weights,) = held
    weights.continue_()
    wait_for_network(switched, "baseline")
    assert (switched.data("state"), chosen(switched)) == ("unsure", ["demo"])
    assert switched.page.evaluate("globalThis.results.length") == count
    assert switched.read(ONE)["candidates"] == ["9", "4"]


def test_a_network_that_is_corrupt_leaves_the_other_to_choose(switched: DemoPage) -> None:
    switched.page.route("**/baseline/*.bin", lambda route: route.fulfill(body=b"none of it"))
    switched.draw(ONE)
    choose(switched, BASELINE)
    switched.wait_for("error")
    assert "has 10 bytes, expected" in switched.demo.inner_text()
    assert switched.data("value") is None
    choose(switched, PEOPLE)
    switched.wait_for("unsure")
    assert not switched.demo.locator("button[data-action='retry']").is_visible()


def test_another_try_may_have_the_network_that_was_chosen(switched: DemoPage) -> None:
    switched.page.route("**/baseline/*.bin", lambda route: route.fulfill(status=503))
    switched.draw(ONE)
    choose(switched, BASELINE)
    switched.wait_for("error")
    switched.page.unroute("**/baseline/*.bin")
    switched.press("retry")
    switched.wait_for("digit")
    assert (switched.data("value"), chosen(switched)) == ("1", ["baseline"])


def test_a_reading_asked_for_meanwhile_is_that_of_the_network_chosen(
    switched: DemoPage, held: list[Route]
) -> None:
    choose(switched, BASELINE)
    switched.page.evaluate(
        """(strokes) => {
          globalThis.asked = document.querySelector('digit-demo').read(strokes); }""",
        ONE,
    )
    choose(switched, PEOPLE)
    assert switched.page.evaluate("globalThis.asked")["state"] == "unsure"
    assert len(held) == 1

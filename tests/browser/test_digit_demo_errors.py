"""What the demo says when a part of it cannot be had, and that another try then succeeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route

from tests.browser.conftest import Open
from tests.browser.demo_page import PATH, DemoPage
from tests.browser.demo_states import UNSURE
from tests.browser.made_up_networks import CLASSES, Network, committed, serve

pytestmark = pytest.mark.browser

ONE = [[[50, 10], [50, 90]]]
NewPage = Callable[..., Page]
Change = Callable[[bytes], bytes]

# By what is wrong: which files, what comes instead of them, and what is said.
BROKEN: dict[str, tuple[str, Change, str]] = {
    "the card is no JSON": (
        *("**/model-card.json", lambda _: b"<!doctype html>"),
        "model-card.json is not valid JSON",
    ),
    "the card is empty": (
        *("**/model-card.json", lambda _: b"null"),
        "model-card.json should hold networks by name, found null",
    ),
    "the graph is no JSON": (
        *("**/model/*/model.json", lambda whole: b"<" + whole[1:]),
        "model.json is not the file that the model card describes",
    ),
    "the weights are cut off": ("**/*.bin", lambda whole: whole[:-100], ".bin has "),
    "the weights are others": (
        *("**/*.bin", lambda whole: whole[:-1] + bytes([whole[-1] ^ 1])),
        ".bin is not the file that the model card describes (SHA-256)",
    ),
    "the runtime is no WebAssembly": (
        *("**/*.wasm", lambda _: b"<!doctype html>"),
        "the network runs on WebAssembly, which was refused",
    ),
}
MISSING = {
    "**/model-card.json": "model-card.json: the server said 404",
    "**/model/*/model.json": "model.json: the server said 404",
    "**/*.bin": ".bin: the server said 404",
    "**/tfjs*.wasm": ".wasm: the server said 404",
    "**/tfjs.js*": "TensorFlow.js could not be loaded: is the connection up?",
}


def assert_refused(demo: DemoPage, message: str) -> None:
    """It says why, to those who look and to those who listen, and reads nothing."""
    demo.wait_for("error")
    assert message in demo.demo.inner_text()
    assert message in str(demo.demo.get_by_role("status").text_content())
    demo.draw(ONE)
    assert (demo.data("state"), demo.data("value")) == ("error", None)
    with pytest.raises(Error):
        demo.read(ONE)
    demo.wait_for("error")


def assert_retried(demo: DemoPage, state: str = "digit") -> None:
    """Another try reads what was drawn meanwhile."""
    demo.press("retry")
    demo.wait_for(state)
    assert demo.data("value") == ("1" if state == "digit" else None)


def broken(
    new_page: NewPage, site_url: str, pattern: str, answer: Callable[[Route], None]
) -> DemoPage:
    demo = DemoPage(new_page(), site_url)
    demo.page.route(pattern, answer)
    demo.open()
    return demo


@pytest.mark.parametrize(("pattern", "change", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_as_it_should_be_is_not_read_with(
    new_page: NewPage, site_url: str, pattern: str, change: Change, message: str
) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    demo = broken(new_page, site_url, pattern, answer)
    assert_refused(demo, message)
    demo.page.unroute(pattern)
    assert_retried(demo)


@pytest.mark.parametrize(("pattern", "message"), MISSING.items())
def test_what_is_missing_is_asked_for_again(
    new_page: NewPage, site_url: str, pattern: str, message: str
) -> None:
    demo = broken(new_page, site_url, pattern, lambda route: route.fulfill(status=404))
    assert_refused(demo, message)
    demo.page.unroute(pattern)
    assert_retried(demo)


def of_shape(size: int, shape: list[int]) -> Network:
    fed = UNSURE.entry["input"] | {"size": size, "shape": shape}
    return Network(UNSURE.entry | {"input": fed}, UNSURE.files)


MISFITS = {
    "fewer classes": (
        Network(UNSURE.entry | {"classes": CLASSES[:10]}, UNSURE.files),
        "it gives 11 numbers, expected 10, one for each class",
    ),
    "an image that is not square": (
        of_shape(28, [14, 56, 1]),
        "should take images of 28 by 28 by 1, it takes 14 by 56 by 1",
    ),
    "an image that the graph does not take": (
        of_shape(20, [20, 20, 1]),
        "the network does not read an image of 20 by 20 by 1 as its model card says",
    ),
}


@pytest.mark.parametrize(("network", "message"), MISFITS.values(), ids=MISFITS.keys())
def test_a_network_of_another_shape_is_refused(
    new_page: NewPage, site_url: str, site_dir: Path, network: Network, message: str
) -> None:
    demo = DemoPage(new_page(), site_url)
    serve(demo.page, site_url, {"demo": network})
    demo.open()
    assert_refused(demo, message)
    serve(demo.page, site_url, {"demo": committed(site_dir, "baseline")})
    assert_retried(demo)


def test_without_a_connection_it_says_so(new_page: NewPage, site_url: str) -> None:
    page = new_page(viewport={"width": 800, "height": 600})
    page.goto(site_url + "about/")
    page.evaluate(
        """(card) => {
          const space = document.createElement('div');
          space.style.height = '6000px';
          const demo = document.createElement('digit-demo');
          demo.setAttribute('card', card);
          document.body.append(space, demo); }""",
        f"{site_url}{PATH}artefacts/model/model-card.json",
    )
    demo = DemoPage(page, site_url)
    demo.ink.wait_for(state="attached")
    page.context.set_offline(True)
    demo.demo.scroll_into_view_if_needed()
    assert_refused(demo, "is the connection up?")
    demo.press("retry")
    demo.wait_for("error")
    page.context.set_offline(False)
    assert_retried(demo)


def test_a_browser_without_webassembly_is_told_so(open_demo: Open) -> None:
    demo = open_demo()
    demo.page.add_init_script("globalThis.kept = WebAssembly; delete globalThis.WebAssembly;")
    demo.page.reload()
    assert_refused(demo, "runs on WebAssembly, which this browser has not or forbids")
    demo.page.evaluate("globalThis.WebAssembly = globalThis.kept")
    assert_retried(demo)


def test_a_page_that_forbids_webassembly_is_told_so(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.route(
        f"{site_url}strict.html",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "script-src 'self'"},
            body=f"""<!doctype html><html lang="en"><title>Strict</title>
              <script type="module" src="{PATH}bundle/digit-demo.js"></script>
              <digit-demo></digit-demo>""",
        ),
    )
    page.goto(f"{site_url}strict.html")
    demo = DemoPage(page, site_url)
    for _ in range(2):
        assert_refused(demo, "the network runs on WebAssembly, which was refused")
        demo.press("retry")
    demo.wait_for("error")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"status": 404}, "samples.json: the server said 404"),
        ({"body": "{"}, "samples.json is not valid JSON"),
    ],
)
def test_missing_test_digits_leave_the_drawing_alone(
    demo: DemoPage, answer: dict[str, object], why: str
) -> None:
    demo.draw(ONE)
    demo.page.route("**/samples.json", lambda route: route.fulfill(**answer))  # type: ignore[arg-type]
    demo.press("sample")
    message = demo.demo.get_by_text(f"The test digit could not be loaded: {why}", exact=False)
    message.first.wait_for()
    assert (demo.data("state"), demo.data("value")) == ("digit", "1")
    demo.page.unroute("**/samples.json")
    demo.press("sample")
    demo.demo.get_by_text("of MNIST").wait_for()
    assert not message.first.is_visible()


def test_a_demo_of_which_nothing_is_there_offers_the_page_again(
    new_page: NewPage, site_url: str
) -> None:
    demo = broken(new_page, site_url, "**/bundle/demo.js", lambda route: route.abort())
    demo.wait_for("error")
    assert "The demo could not be loaded" in demo.demo.get_by_role("alert").inner_text()
    demo.page.unroute("**/bundle/demo.js")
    demo.demo.get_by_role("button", name="Load the page again").click()
    demo.wait_for("blank")

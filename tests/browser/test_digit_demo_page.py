"""The demo and its page: loading, navigation, other demos and other people's rules."""

import re

import pytest

from tests.browser.demo_page import PATH

pytestmark = pytest.mark.browser

ONE = [[[50, 10], [50, 90]]]


def test_an_unknown_experiment_is_named(demo):
    demo.demo.evaluate(
        """(element) => {
          element.setAttribute('experiment', 'enormous');
          element.replaceWith(element);
          const parent = element.parentNode;
          parent.replaceChild(element, parent.appendChild(document.createElement('i'))); }"""
    )
    demo.wait_for("error")
    assert "no 'enormous', only" in demo.demo.inner_text()


def test_nothing_is_fetched_from_elsewhere(open_demo, site_url):
    demo = open_demo()
    asked = []
    demo.page.on("request", lambda request: asked.append(request.url))
    demo.page.reload()
    demo.wait_for("blank")
    demo.draw(ONE)
    demo.press("sample")
    assert any(url.endswith("samples.json") for url in asked)
    assert [url for url in asked if not url.startswith((site_url, "data:", "blob:"))] == []


def test_the_runtime_is_fetched_only_when_a_demo_comes_near(new_page, site_url):
    page = new_page(viewport={"width": 800, "height": 600})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "about/")
    page.evaluate(
        """(card) => {
          const space = document.createElement('div');
          space.style.height = '6000px';
          const demo = document.createElement('digit-demo');
          demo.setAttribute('card', card);
          document.body.append(space, demo); }""",
        site_url + PATH + "artefacts/model/model-card.json",
    )
    page.locator("digit-demo canvas.ink").wait_for(state="attached")
    demo = page.locator("digit-demo")
    page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    assert not [url for url in asked if "assets/tfjs" in url]
    with page.expect_response("**/tfjs.js"):
        demo.scroll_into_view_if_needed()
    page.wait_for_selector("digit-demo[data-state='blank']")


@pytest.mark.parametrize("sign", ["key", "wheel", "pointer"])
def test_nothing_is_fetched_for_nobody(new_page, site_url, sign):
    page = new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + PATH, wait_until="networkidle")
    page.locator("digit-demo canvas.ink").wait_for()
    assert page.locator("digit-demo").get_attribute("data-state") == "blank"
    assert not [url for url in asked if "assets/tfjs" in url or url.endswith(".bin")]
    with page.expect_response("**/tfjs.js"):
        if sign == "key":
            page.keyboard.press("ArrowDown")
        elif sign == "wheel":
            page.mouse.wheel(0, 40)
        else:
            page.mouse.move(200, 300)
    page.wait_for_selector("digit-demo[data-state='loading']", state="detached")
    assert page.locator("digit-demo").get_attribute("data-state") == "blank"


def test_who_came_before_the_demo_was_there_is_waited_on_at_once(new_page, site_url):
    page = new_page()
    held = []
    page.route("**/bundle/demo.js", lambda route: held.append(route))
    page.goto(site_url + PATH)
    page.keyboard.press("Shift")
    with page.expect_response("**/tfjs.js"):
        held[0].continue_()
    page.wait_for_selector("digit-demo[data-state='blank']")


def map_site_to(page, site_url: str) -> None:
    """The theme navigates instantly to what the site map lists; say there where the site is."""

    def fulfill(route) -> None:
        text = route.fetch().text()
        home = re.search("<loc>(.+?)</loc>", text)[1]
        route.fulfill(body=text.replace(home, site_url), content_type="application/xml")

    page.route("**/sitemap.xml", fulfill)


def test_it_works_after_an_instant_navigation_and_back(demo, site_url):
    page = demo.page
    map_site_to(page, site_url)
    with page.expect_response("**/sitemap.xml"):
        page.reload()
    demo.wait_for("blank")
    page.evaluate("globalThis.sameDocument = true")
    demo.draw(ONE)
    page.locator("a.md-tabs__link", has_text="About").click()
    page.wait_for_url(site_url + "about/")
    page.wait_for_selector("digit-demo", state="detached")
    page.go_back()
    demo.wait_for("blank")
    demo.draw(ONE)
    assert demo.data("value") == "1"
    assert page.evaluate("globalThis.sameDocument") is True


def test_a_drawing_stays_when_its_page_is_put_in_anew(demo, site_url):
    page = demo.page
    map_site_to(page, site_url)
    with page.expect_response("**/sitemap.xml"):
        page.reload()
    demo.wait_for("blank")
    demo.draw(ONE)
    demo.demo.evaluate("(element) => { element.dataset.before = ''; }")
    own = page.locator("a.md-nav__link--active", has_text="Handwritten digits")
    own.first.evaluate("(link) => link.click()")
    page.wait_for_selector("digit-demo:not([data-before])[data-value='1']")


def test_two_demos_on_a_page_are_two(demo):
    page = demo.page
    page.evaluate(
        """() => { const first = document.querySelector('digit-demo');
          first.after(first.cloneNode(false)); }"""
    )
    second = page.locator("digit-demo").nth(1)
    detail = second.evaluate("(element, strokes) => element.read(strokes)", ONE)
    assert detail["value"] == "1"
    assert second.get_attribute("data-value") == "1"
    assert demo.data("state") == "blank"


def test_a_strict_content_security_policy_is_kept(new_page, site_url):
    page = new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.route(
        site_url + "strict.html",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={
                "Content-Security-Policy": (
                    "default-src 'none'; connect-src 'self'; style-src 'self'; img-src data:; "
                    "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'"
                )
            },
            body=f"""<!doctype html><html lang="en"><title>Strict</title>
              <link rel="icon" href="data:,">
              <script type="module" src="{PATH}bundle/digit-demo.js"></script>
              <digit-demo></digit-demo>""",
        ),
    )
    page.goto(site_url + "strict.html")
    page.keyboard.press("Shift")
    page.wait_for_selector("digit-demo[data-state='blank']")
    detail = page.locator("digit-demo").evaluate("(e, strokes) => e.read(strokes)", ONE)
    assert detail["value"] == "1"
    assert [text for text in refused if "Content Security" in text] == []


def test_bars_do_not_move_for_those_who_asked_for_less_motion(open_demo):
    durations = []
    for wish in ("no-preference", "reduce"):
        demo = open_demo(reduced_motion=wish)
        demo.wait_for("blank")
        bar = demo.demo.locator(".dd-fill").first
        durations.append(bar.evaluate("(bar) => getComputedStyle(bar).transitionDuration"))
    moving, still = (float(duration.removesuffix("s")) for duration in durations)
    assert moving > 0.05
    assert still < 0.001

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Browser, Page

from scripts import site_after
from scripts.site_policy import Policy, inline_scripts, policy
from scripts.workspace import PROJECT
from tests.waiting import until

HEAD = '<html><head><meta charset="utf-8">{}</head><body></body></html>'

# What the browser refused, kept beyond a page's life by the test.
WATCH = """addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  refused(`${effectiveDirective} ${blockedURI} on ${location}`));"""


ATTACKS = {
    "script": """() => { const script = document.createElement('script');
      script.textContent = 'globalThis.hit = true'; document.body.append(script);
      setTimeout(() => { globalThis.tried = true; }, 100); }""",
    "handler": """() => { document.body.insertAdjacentHTML('beforeend',
      '<img src="data:," alt="" onerror="globalThis.hit = true">');
      setTimeout(() => { globalThis.tried = true; }, 500); }""",
    "eval": """() => { const button = document.createElement('button');
      button.onclick = () => { try { new Function('globalThis.hit = true')(); } catch {}
        globalThis.tried = true; };
      document.body.append(button); setTimeout(() => button.click()); }""",
    "elsewhere": """() => { const script = document.createElement('script');
      script.src = 'https://elsewhere.example/hit.js';
      script.onerror = () => { globalThis.tried = true; }; document.body.append(script); }""",
}


def test_scripts_that_run_are_told_from_data_and_from_files() -> None:
    html = b"""<script>one()</script><script src="a.js"></script>
      <script type="application/json">{"two": 2}</script><script type=module>three()</script>
      <script type="application/ld+json">{}</script><SCRIPT TYPE="text/javascript">four()</SCRIPT>
      <code>&lt;script>five()&lt;/script></code>"""
    assert inline_scripts(html) == [b"one()", b"three()", b"four()"]


def test_a_policy_allows_scripts_by_their_hash_alone() -> None:
    digest = base64.b64encode(hashlib.sha256("grüße()".encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in policy({"grüße()".encode()}).split("; "))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{digest}'"
    assert rules["default-src"] == "'self'"


def test_every_page_allows_the_scripts_of_all(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for name, script in {"index.html": "one()", "notes/index.html": "two()"}.items():
        (tmp_path / name).write_text(HEAD.format(f"<script>{script}</script>"))
    site_after.apply(tmp_path, [Policy(tmp_path)])
    texts = [page.read_text() for page in tmp_path.rglob("*.html")]
    assert texts[0].split("<script>")[0] == texts[1].split("<script>")[0]
    assert texts[0].count("'sha256-") == 2
    assert texts[0].index("Content-Security-Policy") < texts[0].index("<script>")


def test_a_script_is_allowed_as_a_browser_takes_its_lines_to_end(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(HEAD.format("<script>one();\r\ntwo()</script>").encode())
    site_after.apply(tmp_path, [Policy(tmp_path)])
    digest = base64.b64encode(hashlib.sha256(b"one();\ntwo()").digest()).decode()
    assert f"'sha256-{digest}'" in page.read_text()


def test_a_page_that_does_not_tell_its_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><head></head></html>")
    with pytest.raises(PluginError, match=r"page\.html: expected <meta charset"):
        site_after.apply(tmp_path, [Policy(tmp_path)])


@pytest.fixture
def refused() -> list[str]:
    return []


@pytest.fixture
def page(chromium: Browser, refused: list[str]) -> Iterator[Page]:
    context = chromium.new_context()
    context.expose_function("refused", lambda violation: refused.append(violation))
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_no_page_loads_or_runs_what_its_policy_forbids(
    page: Page, site_dir: Path, site_url: str, refused: list[str]
) -> None:
    for path in sorted(site_dir.rglob("*.html")):
        page.goto(site_url + path.relative_to(site_dir).as_posix(), wait_until="load")
    page.wait_for_load_state("networkidle")
    assert refused == []


@pytest.mark.browser
@pytest.mark.parametrize("attack", ["script", "handler", "eval", "elsewhere"])
def test_a_page_runs_nothing_that_it_was_not_built_with(
    page: Page, site_url: str, refused: list[str], attack: str
) -> None:
    page.goto(site_url, wait_until="networkidle")
    page.evaluate(ATTACKS[attack])
    until(page, "() => globalThis.tried")
    assert page.evaluate("globalThis.hit") is None
    assert len(refused) == 1


@pytest.mark.browser
def test_the_site_works_under_its_policy(page: Page, site_url: str, refused: list[str]) -> None:
    page.goto(site_url, wait_until="networkidle")
    page.evaluate("globalThis.stayed = true")
    switch_colours(page)
    find_note(page)
    page.locator("nav a", has_text="Projects").first.click()
    page.locator("article a", has_text="Handwritten").first.click()
    page.wait_for_selector("digit-demo[data-state='blank']")
    assert page.url == f"{site_url}{PROJECT.as_posix()}/"
    result = page.locator("digit-demo").evaluate("demo => demo.read([[[9, 1], [5, 20]]])")
    assert result["value"] == "1"
    assert page.evaluate("globalThis.stayed") is True
    assert refused == []


def switch_colours(page: Page) -> None:
    before = page.locator("body").get_attribute("data-md-color-media")
    page.locator("label.md-header__button[for^='__palette']:visible").click()
    until(page, "before => document.body.dataset.mdColorMedia !== before", before)


def find_note(page: Page) -> None:
    page.keyboard.press("s")
    page.locator("input.md-search__input").press_sequentially("dropout")
    page.locator(".md-search-result__link", has_text="Dropout").first.click()
    page.locator("article h1#dropout").wait_for()

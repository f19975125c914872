"""Every side in turn, again and again, in a real browser: what it took, and what it read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from mnist.records import BrowserScore
from scripts.demo_benchmark.artefact import SITE
from scripts.demo_benchmark.host import Host
from scripts.demo_benchmark.settings import SIDES, Settings
from scripts.demo_benchmark.trials import Trials
from scripts.progress import say
from scripts.site_demo import modules
from scripts.workspace import PROJECT

Begin = Literal["start", "click"]


def measure(browser: Browser, host: Host, experiment: str, settings: Settings) -> dict[str, Trials]:
    """All sides by name.

    They take turns, another one first each round, so that what else the machine does falls on
    all alike. A round before the others counts for nothing but the files that it requests: the
    host compresses them in it, and the browser starts its processes.
    """
    trials = {side: Trials() for side in SIDES}
    for side in SIDES:
        trials[side] = _first_trial(browser, host, side, experiment)
    for number in range(settings.rounds):
        turn = number % len(SIDES)
        for side in SIDES[turn:] + SIDES[:turn]:
            _one_round(browser, host, side, experiment, number, settings, trials[side])
        say(f"demo benchmark: round {number + 1}/{settings.rounds}")
    return trials


def _first_trial(browser: Browser, host: Host, side: str, experiment: str) -> Trials:
    host.take()
    with opened(browser, host, side, experiment, "start") as page:
        _first_reading(page)
        sent = host.take()
        about: dict[str, str] = page.evaluate("() => benchmark.about()")
        page.evaluate("() => benchmark.readings(0, 1, 0)")
    return Trials(about=about, sent=sent)


def _one_round(
    browser: Browser,
    host: Host,
    side: str,
    experiment: str,
    number: int,
    settings: Settings,
    trials: Trials,
) -> None:
    with opened(browser, host, side, experiment, "start") as page:
        trials.from_start.append(_first_reading(page))
        count = settings.readings
        found = page.evaluate(
            "(given) => benchmark.readings(...given)",
            [number * count, count, settings.warm_up],
        )
        trials.readings += found["milliseconds"]
        trials.probabilities += found["probabilities"]
        trials.drawings += page.evaluate("(count) => benchmark.drawings(count)", count)
    with opened(browser, host, side, experiment, "click") as page:
        page.wait_for_selector("body[data-ready]")
        page.wait_for_load_state("networkidle")
        page.click("#read")
        trials.from_click.append(_first_reading(page))


def _first_reading(page: Page) -> float:
    return float(page.evaluate("() => benchmark.first()"))


def score(browser: Browser, host: Host, experiment: str, labels: NDArray[np.uint8]) -> BrowserScore:
    """Let the shipped demo read all images, one by one, and count what is right."""
    with opened(browser, host, SIDES[0], experiment, "start") as page:
        _first_reading(page)
        digits = np.array(page.evaluate("() => benchmark.readAll()"))
    correct = int((digits == labels).sum())
    return BrowserScore(len(labels), correct, correct / len(labels))


@contextmanager
def opened(
    browser: Browser, host: Host, side: str, experiment: str, begin: Begin
) -> Iterator[Page]:
    """The page of a side in a context of its own: nothing is in its cache."""
    query = {"side": side, "from": begin, "experiment": experiment, "module": _named(host)}
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{host.url}/page/index.html?{urlencode(query, doseq=True)}")
        yield page
    finally:
        context.close()


def _named(host: Host) -> list[str]:
    """The modules that the site's pages with a demo name before they are asked for."""
    docs = host.folders[SITE]
    files = (file.relative_to(docs).as_posix() for file in (docs / PROJECT).rglob("*.js"))
    return [f"{SITE}{address}" for address in modules(files)]

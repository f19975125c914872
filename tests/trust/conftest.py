"""What the tests of this folder tried, for the artefact that `make trust` writes."""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from tests.trust.fuzzing import hanging_noticed

Tally = Callable[..., None]


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Tells what a test tried: its part and name, how often, and what came of it.

    It is written where the environment's TRUST_TALLY says, a line of JSON each, once the test has
    passed; and nowhere without it.
    """
    started = time.monotonic()
    told: list[dict[str, object]] = []

    def tell(part: str, name: str, tried: int, **outcomes: int) -> None:
        told.append({"part": part, "name": name, "tried": tried, "outcomes": outcomes})

    yield tell
    target = os.environ.get("TRUST_TALLY")
    report = getattr(request.node, "called", None)
    if not target or report is None or not report.passed:
        return
    seconds = round((time.monotonic() - started) / max(1, len(told)), 1)
    with open(target, "a", encoding="utf-8") as lines:  # noqa: PTH123 - appended to in one piece
        for each in told:
            lines.write(json.dumps(each | {"seconds": seconds}) + "\n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.when == "call":
        item.called = report  # type: ignore[attr-defined]
    return report


@pytest.fixture
def bounded() -> Iterator[None]:
    """Fails a test that takes more memory than a bomb's own bytes are worth, or does not end."""
    with hanging_noticed():
        tracemalloc.start()
        try:
            yield
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < MOST_MEMORY


MOST_MEMORY = 128 << 20

"""The benchmark of the demo in a real Chromium, with few rounds; no duration is judged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from mnist.abstention import DIGITS
from mnist.dataset import Mnist
from mnist.records import DemoBenchmark
from mnist.train import Labelled
from scripts.bench_demo import folders, measure_sides
from scripts.demo_benchmark import record
from scripts.demo_benchmark.host import serve
from scripts.demo_benchmark.measure import opened, score
from scripts.demo_benchmark.rivals import make_rivals, write_images
from scripts.demo_benchmark.settings import SIDES, SMOKE
from scripts.demo_benchmark.transfers import transfers
from scripts.exported import run_exported
from scripts.stages import EVALUATION, EXPORT
from scripts.workspace import Workspace

pytestmark = pytest.mark.browser

FULL = Workspace("full")
NAME = record.offered(FULL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network of the other sides."""
    folder = tmp_path_factory.mktemp("made")
    make_rivals(FULL.experiments()[NAME], FULL, folder)
    return folder


@pytest.fixture(scope="module")
def few(mnist: Mnist) -> Labelled:
    return Labelled(mnist.test_images, mnist.test_labels)[: SMOKE.scored]


@pytest.fixture(scope="module")
def measured(chromium: Browser, made: Path, few: Labelled) -> DemoBenchmark:
    return measure_sides(FULL, chromium, NAME, few, SMOKE, made, datetime.now(UTC))


def test_all_sides_read_the_same_digits(measured: DemoBenchmark) -> None:
    assert [side.name for side in measured.sides] == [*SIDES]
    for side in measured.sides:
        assert side.reading.count == SMOKE.rounds * SMOKE.readings
        assert side.same_digit == side.reading.count, side.name
        # Rounding the weights to a byte moves a probability by less than that.
        assert side.largest_difference < 0.02, side.name
        assert side.from_start.count == side.from_click.count == SMOKE.rounds


def test_the_unrounded_networks_are_one(measured: DemoBenchmark) -> None:
    differences = {side.name: side.largest_difference for side in measured.sides}
    assert differences.pop("shipped") == 0
    assert max(differences.values()) - min(differences.values()) < 1e-4


def test_every_side_has_code_library_and_network(measured: DemoBenchmark) -> None:
    for side in measured.sides:
        assert {file.role for file in side.files} == {"code", "runtime", "network"}
    shipped, full, cpu, onnx = ({file.path for file in each.files} for each in measured.sides)
    card = EXPORT.path(FULL).relative_to(FULL.docs).as_posix()
    assert f"/site/{card}" in shipped
    assert full == cpu
    assert "/npm/@tensorflow/tfjs/dist/tf.min.js" in full
    assert {Path(path).suffix for path in onnx if path.startswith("/npm/")} == {".mjs", ".wasm"}
    assert not any(path.startswith(("/npm/", "/made/")) for path in shipped)


@pytest.mark.parametrize("side", SIDES)
def test_the_bytes_counted_are_those_the_browser_received(
    chromium: Browser, made: Path, side: str
) -> None:
    with serve(folders(FULL, made)) as host, opened(chromium, host, side, NAME, "start") as page:
        page.evaluate("() => benchmark.first()")
        counted = {each.path: each.gzip for each in transfers(host.take(), quality=0)}
        received = page.evaluate(
            """() => performance.getEntriesByType('resource').map(
              ({ name, encodedBodySize }) => [name, encodedBodySize])"""
        )
    sizes = {urlsplit(name).path: size for name, size in received}
    assert counted == {path: size for path, size in sizes.items() if "/page/" not in path}


def test_the_browser_reads_what_node_reads(measured: DemoBenchmark, few: Labelled) -> None:
    _, probabilities = run_exported(EXPORT.path(FULL), NAME, few.images)
    correct = int((probabilities[:, :DIGITS].argmax(axis=1) == few.labels).sum())
    assert (measured.score.count, measured.score.correct) == (SMOKE.scored, correct)


@pytest.mark.long
def test_the_shipped_weights_score_in_the_browser_as_the_evaluation_says(
    chromium: Browser, mnist: Mnist, tmp_path: Path
) -> None:
    write_images(mnist.test_images.tobytes(), tmp_path)
    with serve(folders(FULL, tmp_path)) as host:
        found = score(chromium, host, NAME, mnist.test_labels)
    expected = EVALUATION.load(FULL)[NAME].exported
    assert (found.count, found.correct) == (expected.count, expected.correct)

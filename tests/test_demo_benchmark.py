"""The benchmark of the demo, as far as it needs no browser."""

from __future__ import annotations

import gzip
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError

import pytest

from mnist import artefacts
from mnist.artefacts import ArtefactError
from mnist.records import DemoBenchmark
from scripts import seals
from scripts.benchmarks import BenchmarkError, sha256
from scripts.demo_benchmark import artefact
from scripts.demo_benchmark.host import Host, Sent, serve
from scripts.demo_benchmark.record import offered, sides, timing
from scripts.demo_benchmark.transfers import brotli_sizes, transfers, with_code_of
from scripts.demo_benchmark.trials import Trials, compare
from scripts.runs import own_key
from scripts.workspace import Workspace
from tests.example_benchmark import example_benchmark

PROJECT = "/site/projects/handwritten-digits"
TEXT = b"What is repeated is compressed. " * 400


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "text.js").write_bytes(TEXT)
    (tmp_path / "secret").write_text("kept")
    with serve({"/site/": tmp_path / "open"}) as served:
        yield served


def test_what_is_sent_is_compressed_and_counted_as_it_was_sent(host: Host) -> None:
    with urllib.request.urlopen(f"{host.url}/site/text.js?query=1") as response:
        body, headers = response.read(), response.headers
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/javascript"
    assert gzip.decompress(body) == TEXT
    (sent,) = host.take()
    assert (sent.path, sent.body) == ("/site/text.js", len(body))
    assert host.take() == []


@pytest.mark.parametrize("path", ["/site/none.js", "/site/../secret", "/elsewhere", "/site/"])
def test_what_is_not_served_is_not_found_and_not_counted(host: Host, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(host.url + path)
    assert host.take() == []


def sent(folder: Path, *paths: str) -> list[Sent]:
    """Responses of files that hold what compresses well."""
    found = []
    for place, path in enumerate(paths):
        file = folder / f"{place}"
        file.write_bytes(TEXT * (place + 1))
        found.append(Sent(path, file, 100 + place))
    return found


def test_every_file_is_counted_by_its_role(tmp_path: Path) -> None:
    found = transfers(
        sent(
            tmp_path,
            f"{PROJECT}/bundle/digit-demo.js",
            "/site/assets/tfjs/tfjs.js",
            f"{PROJECT}/artefacts/model/model-card.json",
            "/page/harness.js",
            "/made/images.bin",
            "/npm/onnxruntime-web/ort.js",
            "/made/network.onnx",
        ),
        quality=5,
    )
    assert {each.path.rpartition("/")[2]: (each.role, each.gzip) for each in found} == {
        "digit-demo.js": ("code", 100),
        "tfjs.js": ("runtime", 101),
        "model-card.json": ("network", 102),
        "ort.js": ("runtime", 105),
        "network.onnx": ("network", 106),
    }
    assert all(0 < each.brotli < 200 < each.bytes for each in found)


def test_a_file_that_nobody_thought_of_is_not_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"/site/assets/css/theme\.css was requested"):
        transfers(sent(tmp_path, "/site/assets/css/theme.css"), quality=1)


def test_a_file_that_was_requested_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"found twice: /npm/tf\.js"):
        transfers(sent(tmp_path, "/npm/tf.js", "/npm/tf.js"), quality=1)


def test_better_brotli_is_smaller(tmp_path: Path) -> None:
    file = tmp_path / "numbers"
    file.write_text(" ".join(str(number**3) for number in range(4000)))
    (worst,), (best,) = brotli_sizes([file], 0), brotli_sizes([file], 11)
    assert best < worst < file.stat().st_size


def trials(files: list[Sent], probabilities: list[list[float]]) -> Trials:
    about = {"runtime": "a runtime", "backend": "wasm"}
    return Trials(about, files, [100.0], [90.0], [1.0, 2.0], [], probabilities)


def test_the_demos_code_counts_for_every_side(tmp_path: Path) -> None:
    own = transfers(sent(tmp_path, f"{PROJECT}/bundle/demo.js", "/site/assets/tfjs/a"), quality=1)
    other = transfers(sent(tmp_path, "/npm/tf.js"), quality=1)
    assert [each.path for each in with_code_of(own, other)] == [own[1].path, "/npm/tf.js"]
    assert with_code_of(own, own) == [own[1], own[0]]


def test_sides_are_compared_with_the_first(tmp_path: Path) -> None:
    digits = [[0.0] * 10 for _ in range(3)]
    for row, digit in zip(digits, (3, 1, 4), strict=True):
        row[digit] = 1.0
    other = [row[:] for row in digits]
    other[1][1], other[1][7] = 0.25, 0.75
    mine, theirs = (trials(sent(tmp_path, "/npm/a"), rows) for rows in (digits, other))
    assert compare([mine, theirs]) == [(3, 0.0), (2, 0.75)]
    found = sides({"shipped": mine, "onnx": theirs}, quality=1)
    assert [(each.name, each.same_digit) for each in found] == [("shipped", 3), ("onnx", 2)]


def test_a_timing_tells_median_and_spread() -> None:
    found = timing([*map(float, range(101))][::-1])
    assert (found.count, found.lowest, found.highest) == (101, 0, 100)
    assert (found.lower, found.median, found.upper, found.p95) == (25, 50, 75, 95)


def test_the_record_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "demo_benchmark.json"
    artefacts.write(file, DemoBenchmark, example_benchmark())
    assert artefacts.read(file, DemoBenchmark) == example_benchmark()


def test_an_unknown_role_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "demo_benchmark.json"
    plain = json.loads(artefacts.dump(DemoBenchmark, example_benchmark()))
    plain["sides"][0]["files"][0]["role"] = "luggage"
    file.write_text(json.dumps(plain))
    with pytest.raises(ArtefactError, match="role"):
        artefacts.read(file, DemoBenchmark)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace("full", tmp_path)
    (made.project / "bundle").mkdir(parents=True)
    (made.project / "bundle" / "demo.js").write_text("read();")
    (made.project / "index.md").write_text(
        '<digit-demo card="card.json" experiments="demo baseline"></digit-demo>'
    )
    return made


def write_card(workspace: Workspace, *names: str) -> None:
    artefacts.write_bytes(
        workspace.models / "model-card.json", json.dumps({name: {} for name in names}).encode()
    )


def test_the_network_that_a_visitor_gets_is_measured(workspace: Workspace) -> None:
    write_card(workspace, "baseline", "demo")
    assert offered(workspace) == "demo"
    write_card(workspace, "augmented", "baseline")
    assert offered(workspace) == "baseline"


def test_a_page_that_offers_no_network_is_refused(workspace: Workspace) -> None:
    write_card(workspace, "augmented")
    with pytest.raises(BenchmarkError, match=r"offers \(demo, baseline\).*found augmented"):
        offered(workspace)


def test_a_benchmark_that_was_not_run_is_no_fault(workspace: Workspace) -> None:
    assert artefact.load(workspace) is None
    assert artefact.fault(workspace) is None


def test_a_benchmark_of_other_files_is_out_of_date(workspace: Workspace) -> None:
    script = workspace.project / "bundle" / "demo.js"
    name = f"{PROJECT}/bundle/demo.js"
    found = example_benchmark()
    inputs = {name: sha256(script), "/npm/tf.js": "another machine's"}
    measured = with_own_key(replace(found, run=replace(found.run, inputs=inputs)))
    artefacts.write(artefact.path(workspace), DemoBenchmark, measured)
    assert artefact.fault(workspace) is None
    script.write_text("read(); draw();")
    assert f"out of date: {name} changed" in str(artefact.fault(workspace))
    script.unlink()
    assert f"out of date: {name} changed" in str(artefact.fault(workspace))


def with_own_key(found: DemoBenchmark) -> DemoBenchmark:
    return replace(found, run=replace(found.run, key=own_key(found.run)))


def test_a_benchmark_that_was_edited_by_hand_is_named(workspace: Workspace) -> None:
    found = seals.sealed(DemoBenchmark, with_own_key(example_benchmark()))
    first, *others = found.sides
    faster = replace(first, reading=replace(first.reading, median=0.1))
    for edited in (
        replace(found, sides=[faster, *others]),
        replace(found, run=replace(found.run, config=found.run.config | {"rounds": 1000})),
    ):
        artefacts.write(artefact.path(workspace), DemoBenchmark, edited)
        assert "edited by hand" in str(artefact.fault(workspace))

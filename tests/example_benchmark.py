"""A benchmark of the demo, made up, for tests of what is shown of one."""

from __future__ import annotations

from dataclasses import asdict

from mnist.records import BenchmarkSide, BrowserScore, DemoBenchmark, Run, Timing, Transfer
from mnist.records.demo_benchmark import Role
from scripts.demo_benchmark.settings import AIMS, FULL

READINGS = 600


def example_benchmark() -> DemoBenchmark:
    """The shipped demo is the lightest and starts first; ONNX Runtime reads an image faster."""
    code = [file("/site/bundle/digit-demo.js", "code", 20_000)]
    return DemoBenchmark(
        run=run(),
        browser="Chromium 123.4",
        experiment="baseline",
        sides=[
            side("shipped", 124_000, 55_000, code, start=120.0, reading=0.5, drawing=0.9),
            side("full", 366_000, 310_000, code, start=1500.0, reading=16.0),
            side("full-cpu", 366_000, 310_000, code, start=240.0, reading=8.0, loads="full"),
            side("onnx", 3_650_000, 310_000, code, start=480.0, reading=0.3),
        ],
        score=BrowserScore(10_000, 9_910, 0.991),
    )


def run() -> Run:
    return Run(
        stage="demo_benchmark",
        key="ab" * 32,
        config=asdict(FULL) | {"aims": asdict(AIMS)},
        dataset={},
        inputs={},
        source="source",
        versions={"python": "3.11", "chromium": "123.4"},
        machine={"processor": "A processor", "cores": 2},
        started="2026-01-02T03:04:05+00:00",
        seconds=300.0,
    )


def side(
    name: str,
    runtime: int,
    network: int,
    code: list[Transfer],
    *,
    start: float,
    reading: float,
    drawing: float | None = None,
    loads: str | None = None,
) -> BenchmarkSide:
    files = [
        *code,
        file(f"/npm/{loads or name}.wasm", "runtime", runtime),
        file(f"/made/{loads or name}.bin", "network", network),
    ]
    return BenchmarkSide(
        name=name,
        runtime=f"{name} 1.2",
        backend="wasm",
        files=files,
        from_start=timing(start, 20),
        from_click=timing(0.8 * start, 20),
        reading=timing(reading, READINGS),
        same_digit=READINGS,
        largest_difference=0.001,
        drawing=timing(drawing, READINGS) if drawing else None,
    )


def file(path: str, role: Role, gzip: int) -> Transfer:
    return Transfer(path, role, bytes=3 * gzip, gzip=gzip, brotli=gzip - gzip // 10)


def timing(median: float, count: int) -> Timing:
    shares = (0.7, 0.9, 1.0, 1.1, 1.5, 2.0)
    return Timing(count, *(round(share * median, 3) for share in shares))

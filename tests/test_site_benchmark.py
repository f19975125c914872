"""The benchmark of the site: what is measured, kept and shown."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mnist import artefacts
from scripts import bench_site
from scripts.jobs_benchmark.show import FRAGMENTS as JOBS
from scripts.site_benchmark import artefact, pages, show
from scripts.site_benchmark.artefact import inputs
from scripts.site_benchmark.measure import WAITS
from scripts.site_benchmark.model import Model, fit
from scripts.site_benchmark.records import SiteBenchmark
from scripts.site_benchmark.settings import SMOKE
from scripts.site_benchmark.show import FRAGMENTS, MISSING, TEXTS
from scripts.site_benchmark.timing import BenchmarkError, Cost, effort, free_port, run, serve
from scripts.site_benchmark.trial import Trial
from scripts.site_benchmark.words import milliseconds, seconds, size
from scripts.site_projects import parse
from scripts.workspace import ROOT, Workspace
from tests.copies import write_folder
from tests.example_site_benchmark import effort as example_effort
from tests.example_site_benchmark import example_site_benchmark

RESULT = example_site_benchmark()
MEBI = 2**20


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


# --- what a command takes -----------------------------------------------------------------


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    inner = f"content = bytearray({200 * MEBI}); sum(range(3_000_000))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    small, large = run(python("pass"), tmp_path, {}), run(python(outer), tmp_path, {})
    assert large.memory > 200 * MEBI
    assert large.processor > small.processor > 0
    assert small.seconds > 0


def test_a_command_runs_in_its_folder_and_environment(tmp_path: Path) -> None:
    program = "import os, pathlib; pathlib.Path('made').write_text(os.environ['MARK'])"
    run(python(program), tmp_path, {"MARK": "here"})
    assert (tmp_path / "made").read_text() == "here"


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no such page"):
        run(python("raise SystemExit('no such page')"), tmp_path, {})


def test_a_server_is_measured_up_to_its_first_page_and_ended(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a page")
    program = (
        "import http.server, pathlib, os; pathlib.Path('pid').write_text(str(os.getpid()));"
        "server = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler);"
        "server.serve_forever()"
    )
    with pytest.raises(BenchmarkError, match="found nothing there"):
        serve(python("pass"), tmp_path, {}, "http://127.0.0.1:9/")
    port = free_port()
    command = python(program.replace("'127.0.0.1', 0", f"'127.0.0.1', {port}"))
    cost = serve(command, tmp_path, {}, f"http://127.0.0.1:{port}/")
    assert cost.seconds > 0
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text()}").exists()


def test_several_runs_become_median_and_spread() -> None:
    found = effort([Cost(seconds, 2 * seconds, 100) for seconds in (5.0, 1.0, 2.0, 3.0, 4.0)])
    assert (found.count, found.lowest, found.lower, found.median) == (5, 1.0, 2.0, 3.0)
    assert (found.upper, found.highest, found.processor, found.memory) == (4.0, 5.0, 6.0, 100)


# --- made-up projects ---------------------------------------------------------------------


def test_made_up_projects_are_projects_and_the_same_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_folder(tmp_path / name, {"notes/relu.md": b"# ReLU"})
        pages.write(tmp_path / name, 3)
    found = sorted((tmp_path / "one" / "projects").glob("*/index.md"))
    abouts = [parse(path.name, path.read_text()) for path in found]
    assert len({about.title for about in abouts}) == len({about.date for about in abouts}) == 3
    assert all("[[relu]]" in path.read_text() for path in found)
    for path in (tmp_path / "one").rglob("*.*"):
        assert (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes() == (
            path.read_bytes()
        )


# --- the model ----------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Model(6, 0.02, 1e-5), Model(6, 0.02, 0), Model(6, 0, 0)])
def test_the_parts_of_a_quantity_are_found_again(model: Model) -> None:
    counts = (0, 10, 100, 1000)
    found = fit(counts, [model.at(count) for count in counts])
    assert vars(found) == pytest.approx(vars(model), abs=1e-9)


def test_what_was_measured_of_few_sites_is_no_curve() -> None:
    assert fit([0, 10], [1.0, 2.0]).pairs == 0
    assert vars(fit([0], [3.0])) == pytest.approx({"fixed": 3.0, "each": 0, "pairs": 0})


def test_no_part_is_negative() -> None:
    found = fit([0, 10, 100, 1000], [5.0, 6.0, 14.0, 60.0])
    assert min(vars(found).values()) >= 0


@pytest.mark.parametrize("model", [Model(6, 0.02, 1e-5), Model(6, 0.02, 0)])
def test_a_limit_is_reached_where_the_quantity_is_as_large(model: Model) -> None:
    assert model.at(model.reaches(100)) == pytest.approx(100)
    assert model.reaches(5) == 0


def test_what_does_not_grow_reaches_no_limit() -> None:
    assert Model(6, 0, 0).reaches(100) == float("inf")


# --- the artefact -------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with the code of hooks, which was measured."""
    drawing = ("scripts/social.py", "scripts/contours.py", "scripts/faces.py")
    names = ("mkdocs.yml", "requirements/site.txt", *drawing, "scripts/site_a.py")
    write_folder(tmp_path, dict.fromkeys(names, b"text"))
    place = Workspace("full", tmp_path)
    measured = replace(RESULT, run=replace(RESULT.run, inputs=inputs(tmp_path)))
    artefacts.write(artefact.path(place), SiteBenchmark, measured)
    return place


def test_what_changed_since_it_was_measured_is_named(workspace: Workspace) -> None:
    assert artefact.note(workspace) is None
    write_folder(workspace.root, {"scripts/site_a.py": b"other", "scripts/site_b.py": b"new"})
    said = artefact.note(workspace)
    assert said is not None
    assert "scripts/site_a.py, scripts/site_b.py changed" in said
    assert "make bench-site" in said


def test_a_benchmark_that_was_not_run_is_no_fault(tmp_path: Path) -> None:
    assert artefact.load(Workspace("full", tmp_path)) is None
    assert artefact.note(Workspace("full", tmp_path)) is None


# --- what is shown ------------------------------------------------------------------------


def test_the_page_includes_all_fragments_whether_it_was_measured_or_not() -> None:
    page = (ROOT / "docs" / "growth.md").read_text(encoding="utf-8")
    included = {f"generated/{name}.md" for name in FRAGMENTS}
    assert all(f'--8<-- "docs/{name}"' in page for name in included)
    # The page shows what jobs of training cost, too.
    assert page.count("--8<--") == len({*FRAGMENTS, *JOBS})
    assert show.missing().keys() == included
    fragments = {name for name in show.shown(RESULT) if name.startswith("generated/")}
    assert fragments == included


def test_what_was_not_measured_is_said_to_be_missing(tmp_path: Path) -> None:
    rendered = show.render(Workspace("full", tmp_path))
    said = [name for name, text in rendered.items() if text == MISSING.encode()]
    assert said == [f"generated/{name}.md" for name in TEXTS]


def test_findings_tell_what_was_measured() -> None:
    rendered = {name: text.decode() for name, text in show.shown(RESULT).items()}
    waits = rendered["generated/site-waits-findings.md"]
    assert "after 0.40\u202fs" in waits
    assert "7.00\u202fs, 1.12 times as long as plain MkDocs" in waits
    growth = rendered["generated/site-growth-findings.md"]
    for part in ("12.0\u202fs whatever", "20\u202fms for a project", "10\u202fµs for each project"):
        assert part in growth
    assert "1.25 times as long" in growth
    limits = rendered["generated/site-growth-limits.md"]
    # 8 MB + 30 KB a project + 600 bytes for each on each page.
    assert "is the size of the site" in limits
    assert "at about 1,300 projects" in limits


def test_an_aim_that_was_missed_is_said_to_be() -> None:
    name = "generated/site-aims-table.md"
    assert show.shown(RESULT)[name].decode().count("| met |") == 4
    slow = replace(RESULT, waits=RESULT.waits | {"unchanged": example_effort(2.5)})
    lines = show.shown(slow)[name].decode().splitlines()
    (missed,) = (line for line in lines if "missed" in line)
    assert missed.startswith("| Nothing changed | 2.00\u202fs | 2.50\u202fs |")


def test_numbers_have_as_many_digits_as_matter() -> None:
    assert [seconds(each) for each in (0.123, 12.34, 1234.5)] == [
        "0.12\u202fs",
        "12.3\u202fs",
        "1,234\u202fs",
    ]
    assert milliseconds(0.0421) == "42\u202fms"
    assert [size(each) for each in (71_400, 8_240_000, 1e9)] == [
        "71\u202fKB",
        "8.2\u202fMB",
        "1\u202fGB",
    ]


# --- a real, small run --------------------------------------------------------------------


@pytest.mark.pipeline
def test_a_trial_measures_everything_that_is_waited_for() -> None:
    found = bench_site.bench_site(SMOKE)
    assert tuple(found.waits) == WAITS
    assert [each.projects for each in found.growth] == list(SMOKE.projects)
    assert [each.pages - found.growth[0].pages for each in found.growth] == [0, 2]
    assert artefacts.dump(SiteBenchmark, found)


@pytest.mark.pipeline
def test_plain_pages_are_the_same_pages_without_the_hooks(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    sites = []
    for hooks in (True, False):
        trial.build(hooks=hooks)
        sites.append({path.relative_to(trial.site) for path in trial.site.rglob("*.html")})
        text = (trial.site / "notes" / "relu" / "index.html").read_text("utf-8")
        assert ("Content-Security-Policy" in text) is hooks
        home = (trial.site / "index.html").read_text("utf-8")
        assert "md-tabs" in home
    assert sites[0] == sites[1]
    plain = json.loads((tmp_path / "plain.yml").read_text())
    assert plain["hooks"] == []

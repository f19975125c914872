import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mnist import artefacts
from mnist.records import Draft
from scripts import render
from scripts.figures import figures as every_figure
from scripts.prose import texts
from scripts.stages import ABLATION, AUGMENTATION, CROSS_VALIDATION, EVALUATION
from scripts.tables import tables
from scripts.workspace import ROOT, Workspace
from tests.example_results import EXPERIMENT, example, save

RESULTS = example()

Run = Callable[..., int]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A folder with results, nothing rendered yet."""
    place = Workspace("full", tmp_path)
    save(RESULTS, place)
    return place


@pytest.fixture
def run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in that folder."""
    monkeypatch.setattr(render, "Workspace", lambda profile: Workspace(profile, workspace.root))
    return lambda *arguments: render.main(["--profile", "full", *arguments])


def contents(workspace: Workspace) -> dict[str, bytes]:
    files = (path for path in workspace.project.rglob("*") if path.is_file())
    return {path.relative_to(workspace.project).as_posix(): path.read_bytes() for path in files}


def test_every_fragment_and_both_drawings_of_a_figure_are_written(
    run: Run, workspace: Workspace
) -> None:
    assert run() == 0
    written = contents(workspace)
    for name in ("kernels", "confusion-matrix"):
        assert written[f"figures/{name}.light.svg"] != written[f"figures/{name}.dark.svg"]
        assert f"generated/{name}.md" in written
    assert "generated/cross-validation-table.md" in written
    assert "generated/overfitting.md" in written


def test_rendering_again_changes_nothing(
    run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = {path: path.stat().st_mtime_ns for path in workspace.project.rglob("*.*")}
    capsys.readouterr()
    assert run() == 0
    assert {path: path.stat().st_mtime_ns for path in workspace.project.rglob("*.*")} == before
    assert capsys.readouterr().out.endswith("rendered files are up to date\n")
    assert run("--check") == 0


def test_another_process_renders_the_same_bytes(run: Run, workspace: Workspace) -> None:
    run()
    program = (
        "import sys; from pathlib import Path; from scripts.render import load, render;"
        "from scripts.workspace import Workspace;"
        "files = render(load(Workspace('full', Path(sys.argv[1]))));"
        "[print(name, content.hex()) for name, content in files.items()]"
    )
    command = [sys.executable, "-c", program, str(workspace.root)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    again = dict(line.split() for line in done.stdout.splitlines())
    written = contents(workspace)
    assert {name: written[name].hex() for name in again} == again


def test_the_check_names_what_is_wrong_and_mends_nothing(
    run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    fragment = workspace.project / "generated" / "class-scores-table.md"
    fragment.write_text(fragment.read_text().replace("Recall", "Memory"))
    (workspace.project / "figures" / "kernels.dark.svg").unlink()
    (workspace.project / "generated" / "forgotten.md").write_text("old")
    before = contents(workspace)
    capsys.readouterr()
    assert run("--check") == 1
    said = capsys.readouterr().out.splitlines()
    place = "docs/projects/handwritten-digits"
    assert said[:3] == [
        f"missing: {place}/figures/kernels.dark.svg",
        f"stale: {place}/generated/class-scores-table.md",
        f"left over: {place}/generated/forgotten.md",
    ]
    assert contents(workspace) == before


def test_rendering_mends_what_the_check_found(
    run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = contents(workspace)
    (workspace.project / "generated" / "kernels.md").write_text("edited by hand")
    (workspace.project / "figures" / "forgotten.light.svg").write_text("old")
    (workspace.project / "figures" / "kernels.light.svg").write_bytes(b"\x00 no drawing")
    capsys.readouterr()
    assert run() == 0
    said = capsys.readouterr().out
    assert "removed: docs/projects/handwritten-digits/figures/forgotten.light.svg" in said
    assert "changed: docs/projects/handwritten-digits/generated/kernels.md" in said
    assert contents(workspace) == before
    assert run("--check") == 0


def test_a_new_measurement_makes_stale_what_shows_it(run: Run, workspace: Workspace) -> None:
    run()
    EVALUATION.save(workspace, EXPERIMENT, example(images=1500, seed=1).evaluation)
    rendered = render.render(render.load(workspace))
    stale = {each.name for each in render.differences(workspace.project, rendered)}
    assert "generated/confusion-matrix.md" in stale
    assert "figures/misread-gallery.dark.svg" in stale
    assert "figures/kernels.light.svg" not in stale
    assert run("--check") == 1


def test_a_coordinate_off_by_rounding_is_left_alone(run: Run, workspace: Workspace) -> None:
    run()
    path = workspace.project / "figures" / "class-scores.light.svg"
    moved = path.read_text().replace('height="390"', 'height="390.01"', 1)
    assert moved != path.read_text()
    path.write_text(moved)
    assert run("--check") == 0
    assert run() == 0
    assert path.read_text() == moved


def test_a_missing_artefact_is_named_with_what_to_do(
    run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    EVALUATION.path(workspace).unlink()
    assert run() == 2
    error = capsys.readouterr().err
    assert "evaluation.json: expected what the stage evaluation measures of baseline" in error
    assert "make build-site" in error
    assert not (workspace.project / "figures").exists()


def test_an_experiment_that_was_not_measured_is_named(
    run: Run, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    AUGMENTATION.path(workspace).unlink()
    assert run() == 2
    error = capsys.readouterr().err
    assert "expected what the stage augmentation measures of augmented, found nothing" in error


def test_a_study_that_was_not_measured_is_left_out(run: Run, workspace: Workspace) -> None:
    ABLATION.path(workspace).unlink()
    assert run() == 0
    names = {path.name for path in workspace.project.rglob("*.*")}
    assert "confusion-matrix.md" in names
    assert not {"ablation.md", "flipping-table.md", "ablation-noise.md"} & names


def test_experiments_are_compared_once_both_are_measured(run: Run, workspace: Workspace) -> None:
    run()
    compared = {"generated/protocol-table.md", "generated/augmented.md"}
    assert compared <= contents(workspace).keys()
    CROSS_VALIDATION.path(workspace).unlink()
    CROSS_VALIDATION.save(workspace, EXPERIMENT, RESULTS.cross_validation)
    assert run() == 0
    assert not compared & contents(workspace).keys()


def test_a_trial_run_has_the_draft_of_the_report_too(workspace: Workspace) -> None:
    trial = Workspace("smoke", workspace.root)
    save(RESULTS, trial)
    (trial.artefacts / "draft.json").unlink()
    committed = replace(RESULTS.draft, source="a draft")
    artefacts.write(workspace.artefacts / "draft.json", Draft, committed)
    assert render.load(trial).draft == committed


def test_rendering_needs_neither_tensorflow_nor_scikit_learn(workspace: Workspace) -> None:
    program = (
        "import sys; sys.modules.update(tensorflow=None, keras=None, sklearn=None);"
        "from pathlib import Path; from scripts.render import load, render;"
        "from scripts.workspace import Workspace;"
        "print(len(render(load(Workspace('full', Path(sys.argv[1]))))))"
    )
    command = [sys.executable, "-c", program, str(workspace.root)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(render.render(RESULTS))


class Page(HTMLParser):
    """Images and captions of a built page."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.found: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs) | {"within": self.stack[-1] if self.stack else None})
        elif tag == "figure":
            self.stack.append(dict(attrs).get("id") or "")
        elif tag in {"figcaption", "table"}:
            self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self.stack.pop()


def test_mkdocs_shows_every_fragment(run: Run, workspace: Workspace) -> None:
    run()
    fragments = sorted((workspace.project / "generated").glob("*.md"))
    docs = workspace.root / "pages"
    (docs / "figures").mkdir(parents=True)
    for svg in (workspace.project / "figures").iterdir():
        (docs / "figures" / svg.name).write_bytes(svg.read_bytes())
    text = "\n\n".join(path.read_text() for path in fragments)
    (docs / "index.md").write_text(f"# Report\n\n{text}")
    (workspace.root / "mkdocs.yml").write_text(
        "site_name: Figures\nstrict: true\ndocs_dir: pages\nplugins: []\n"
        "theme: {name: material, font: false}\n"
        "markdown_extensions: [attr_list, md_in_html, tables]\n"
        "validation: {links: {anchors: warn}}\n"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(command, cwd=workspace.root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    html = (workspace.root / "site" / "index.html").read_text()
    page = Page()
    page.feed(html)
    figures = every_figure(RESULTS)
    drawings = [image for image in page.images if "#only-" in (image["src"] or "")]
    assert len(drawings) == 2 * len(figures)
    for image in drawings:
        name = (image["within"] or "").removeprefix("figure-")
        assert image["alt"] == figures[name].alt
        assert image["width"] == "480"
        assert image["height"] == str(figures[name].height)
        assert image["loading"] == "lazy"
    assert page.found.count("figcaption") == len(figures)
    assert page.found.count("table") == len(tables(RESULTS))
    assert len(fragments) == len(figures) + len(tables(RESULTS)) + len(texts(RESULTS))
    assert html.count('class="table-caption"') == page.found.count("table")
    assert "{ ." not in html

"""The site is made where something changed, and then as if there had been nothing before."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import make_site
from scripts.digests import everything
from scripts.lock import LOCK
from scripts.make_site import ENVIRONMENT, Step, make, steps
from scripts.workspace import PROJECT, ROOT, Workspace
from tests.copies import write_folder

# Where nothing is made of the steps.
NO_LOCK = -1
# A project of the copy that a test removes.
REMOVED = "removed"

# Tells which files of a folder a program opens, while it runs as it always does.
WATCHED = """
import json, os, runpy, sys
from pathlib import Path
root, report, module, *arguments = sys.argv[1:]
opened = set()
def watch(event, given):
    if event == "open" and isinstance(given[0], str) and given[2] & os.O_ACCMODE == os.O_RDONLY:
        path = os.path.realpath(given[0])
        if path.startswith(root + os.sep) and os.path.isfile(path):
            opened.add(os.path.relpath(path, root))
sys.addaudithook(watch)
sys.argv = [module, *arguments]
try:
    runpy.run_module(module, run_name="__main__")
finally:
    Path(report).write_text(json.dumps(sorted(opened)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path, {"sources/a": b"1", "sources/b": b"2"})


@pytest.fixture
def step(folder: Path) -> Step:
    """Joins the sources into one file."""

    def join() -> int:
        parts = [path.read_bytes() for path in sorted((folder / "sources").iterdir())]
        write_folder(folder, {"made/joined": b"".join(parts)})
        return 0

    return Step(
        name="the join",
        stamp=folder / "stamp.json",
        made_from=lambda: everything(folder / "sources"),
        made=lambda: everything(folder / "made"),
        make=join,
    )


def test_what_is_up_to_date_is_not_made_again(
    folder: Path, step: Step, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(iter([step])) == 0
    assert capsys.readouterr().out == "the join: not made before\n"
    before = times(folder)
    assert make(iter([step])) == 0
    assert "up to date" in capsys.readouterr().out
    assert times(folder) == before
    assert make(iter([step]), force=True) == 0
    assert times(folder) != before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sources/a", b"3"),
        ("sources/c", b"3"),
        ("sources/b", None),
        ("made/joined", b"by hand"),
        ("made/joined", None),
        ("made/more", b"by hand"),
        ("stamp.json", b'{"made'),
        ("stamp.json", None),
    ],
)
def test_whatever_changed_it_is_made_again(
    folder: Path, step: Step, name: str, content: bytes | None
) -> None:
    make(iter([step]))
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    made = []

    def watched() -> int:
        made.append(step.name)
        return step.make()

    again = Step(step.name, step.stamp, step.made_from, step.made, watched)
    assert make(iter([again])) == 0
    assert made == ["the join"]
    parts = [path.read_bytes() for path in sorted((folder / "sources").iterdir())]
    assert (folder / "made" / "joined").read_bytes() == b"".join(parts)


@pytest.mark.parametrize("ending", [2, KeyboardInterrupt])
def test_what_was_broken_off_counts_for_nothing(
    folder: Path, step: Step, ending: int | type[BaseException]
) -> None:
    make(iter([step]))
    (folder / "sources" / "a").write_bytes(b"3")

    def break_off() -> int:
        step.make()
        if isinstance(ending, int):
            return ending
        raise ending

    broken = Step(step.name, step.stamp, step.made_from, step.made, break_off)
    if isinstance(ending, int):
        assert make(iter([broken])) == ending
    else:
        with pytest.raises(ending):
            make(iter([broken]))
    assert step.fault(step.made_from()) == "not made before"


def test_what_changed_while_it_was_made_is_made_again(folder: Path, step: Step) -> None:
    def meanwhile() -> int:
        code = step.make()
        (folder / "sources" / "a").write_bytes(b"3")
        return code

    make(iter([Step(step.name, step.stamp, step.made_from, step.made, meanwhile)]))
    assert step.fault(step.made_from()) == "changed: a"


def test_a_step_that_fails_stops_what_follows(step: Step) -> None:
    failing = Step("a failure", step.stamp, step.made_from, step.made, lambda: 2)
    never = Step("never", step.stamp, step.made_from, step.made, lambda: pytest.fail("was made"))
    assert make(iter([failing, never])) == 2


def test_a_project_is_drawn_again_for_its_own_sake_alone(tmp_path: Path) -> None:
    own = {"docs/projects/a-name/artefacts/measured.json", "scripts/projects/a_name/show.py"}
    others = {
        "docs/projects/other/artefacts/measured.json",
        "docs/projects/a-name/index.md",
        "docs/projects/a-name/figures/drawn.light.svg",
        "scripts/projects/other/show.py",
        "tests/test_a.py",
    }
    shared = {"scripts/render.py", "scripts/projects/__init__.py", "mnist/records/run.py"}
    packages = {f"scripts/projects/{name}/__init__.py" for name in ("a_name", "other")}
    write_folder(tmp_path, dict.fromkeys(own | others | shared | packages, b"text"))
    found = {step.name: step for step in steps(Workspace("full", tmp_path), NO_LOCK)}
    assert [*found] == [
        "figures and tables of site",
        "figures and tables of handwritten-digits",
        "figures and tables of a-name",
        "figures and tables of other",
        "the site",
    ]
    drawn = found["figures and tables of a-name"]
    files = {name for name in drawn.made_from() if "/" in name}
    assert files == own | shared | {"scripts/projects/a_name/__init__.py"}
    assert drawn.made().keys() == {"figures/drawn.light.svg"}
    assert others | own | shared <= found["the site"].made_from().keys()


def test_the_settings_read_nothing_else_of_the_environment() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    read = set(re.findall(r"!ENV \[?(\w+)", settings))
    # The build says where the sources and the site are.
    assert read - {"DOCS_DIR", "SITE_DIR"} <= set(ENVIRONMENT)


# --- the real site ------------------------------------------------------------------------


Make = Callable[..., str]
Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with nothing built."""
    root = tmp_path_factory.mktemp("project").resolve()
    for name in ("docs", "mnist", "scripts"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copyfile(ROOT / name, root / name)
    write_project(root, REMOVED)
    return root


@pytest.fixture(scope="module")
def run(copied: Path) -> Make:
    """``make site`` in the copy; gives what it said."""

    def command(*arguments: str, module: str = "scripts.make_site", **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=copied,
            env=os.environ | {"PROFILE": "full"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return command


@pytest.fixture(scope="module")
def built(copied: Path, run: Make) -> Path:
    """The copy, once its site was made."""
    run()
    return copied


def times(folder: Path) -> dict[Path, int]:
    """Of all files but compiled code, and the lock, in which its holder writes its number."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path: path.stat().st_mtime_ns for path in files if path.name != LOCK}


def from_nothing(copied: Path, run: Make) -> dict[str, str]:
    """The site of the same sources, built where there is nothing, no drawing either."""
    site = copied / "build" / "anew"
    for made in (site, copied / "build" / "kept"):
        shutil.rmtree(made, ignore_errors=True)
    program = (
        "from pathlib import Path; from scripts.build_pages import build;"
        f"build(Path('docs').resolve(), Path({str(site)!r}))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=copied, check=True)
    return everything(site)


def test_nothing_is_written_where_nothing_changed(built: Path, run: Make) -> None:
    before = times(built)
    said = run()
    assert said.count("\n") == 1
    assert "up to date" in said
    assert times(built) == before


def test_a_changed_page_gives_the_site_that_is_built_from_nothing(built: Path, run: Make) -> None:
    page = built / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    drawn = times(built / "docs" / PROJECT / "figures")
    said = run()
    assert "the site: changed: docs/about.md\n" in said
    assert "figures" not in said
    assert times(built / "docs" / PROJECT / "figures") == drawn
    assert "One line more." in (built / "site" / "about" / "index.html").read_text("utf-8")
    assert everything(built / "site") == from_nothing(built, run)


def replaced(name: str, old: str, new: str) -> Change:
    """Puts one text in the place of another in a file."""

    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def measured_otherwise(root: Path) -> None:
    path = root / "docs" / PROJECT / "artefacts" / "handwriting.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["demo"]["grouped_accuracy"] = 0.125
    path.write_text(json.dumps(content), encoding="utf-8")


def write_project(root: Path, name: str = "added") -> None:
    """A project beside the other, which comes before or after it."""
    fields = {"title": name.capitalize(), "summary": "S.", "date": "2026-01-02", "status": "Done"}
    lines = [f"{name}: {value}" for name, value in fields.items()]
    page = "\n".join(["---", *lines, "tags: [a]", "---", "", f"# {name.capitalize()}", ""])
    write_folder(root, {f"docs/projects/{name}/index.md": page.encode()})


REPORT = f"docs/{PROJECT}/index.md"


@pytest.mark.parametrize(
    ("change", "page", "shown"),
    [
        # A page that links to the note names it below, and shows its card.
        (replaced("docs/notes/relu.md", "# ReLU", "# Rectifier"), "notes/dense-layer", "Rectifier"),
        (replaced(REPORT, "tags: [", "tags: [a new tag, "), "tags", "a new tag"),
        (replaced(REPORT, "status: In progress", "status: At rest"), "projects", "At rest"),
        (measured_otherwise, ".", "12.50"),
        (write_project, f"{PROJECT}", "Added"),
        (lambda root: shutil.rmtree(root / "docs/projects" / REMOVED), "projects", ""),
        (
            replaced("docs/overrides/main.html", "{% extends", "<!-- changed -->{% extends"),
            "about",
            "",
        ),
        (replaced("scripts/site_reading.py", " min read", " minutes"), f"{PROJECT}", " minutes"),
    ],
    ids=["title", "tags", "status", "artefact", "added", "removed", "override", "hook"],
)
def test_whatever_changed_the_site_is_that_which_is_built_from_nothing(
    built: Path, run: Make, change: Change, page: str, shown: str
) -> None:
    change(built)
    assert "the site: changed: " in run()
    assert shown in (built / "site" / page / "index.html").read_text(encoding="utf-8")
    assert everything(built / "site") == from_nothing(built, run)


@pytest.mark.parametrize("spoil", ["edited", "removed", "added", "half-written"])
def test_a_site_that_was_spoilt_is_mended(built: Path, run: Make, spoil: str) -> None:
    run()
    before = everything(built / "site")
    page = built / "site" / "about" / "index.html"
    if spoil == "edited":
        page.write_text("by hand")
    elif spoil == "removed":
        page.unlink()
    elif spoil == "added":
        (built / "site" / "more.html").write_text("by hand")
    else:
        shutil.rmtree(built / "site" / "notes")
        (built / "build" / "stamps" / "built.json").unlink()
    assert "the site: " in run()
    assert everything(built / "site") == before


def test_another_address_makes_another_site(built: Path, run: Make) -> None:
    run()
    assert "the site: changed: SITE_URL\n" in run(SITE_URL="https://example.org/portfolio/")
    assert "https://example.org/portfolio/" in (built / "site/index.html").read_text("utf-8")
    assert "the site: changed: SITE_URL\n" in run()


def test_changed_code_draws_and_builds_anew(built: Path, run: Make) -> None:
    run()
    code = built / "scripts" / "formats.py"
    code.write_text(code.read_text(encoding="utf-8") + "\n# Changes nothing.\n", encoding="utf-8")
    said = run()
    assert "figures and tables of handwritten-digits: changed: scripts/formats.py\n" in said
    assert "the site: changed: scripts/formats.py\n" in said


def test_everything_that_is_read_counts_as_a_source(built: Path, tmp_path: Path) -> None:
    for module, made in (
        ("scripts.render", ("/figures/", "/generated/")),
        ("mkdocs", ("site/", "build/")),
    ):
        report = tmp_path / "opened.json"
        arguments = ["build", "--quiet"] if module == "mkdocs" else ["--profile", "full"]
        watched = [sys.executable, "-c", WATCHED, str(built), str(report), module, *arguments]
        subprocess.run(watched, cwd=built, check=True, capture_output=True)
        opened = {name for name in json.loads(report.read_text()) if not name.endswith(".pyc")}
        assert opened
        # What renders does so for all projects and for the site, each a step of its own.
        known = {
            name
            for step in steps(Workspace("full", built), NO_LOCK)
            if (step.name == "the site") == (module == "mkdocs")
            for name in step.made_from()
        }
        unknown = opened - known
        assert {name for name in unknown if not any(each in name for each in made)} == set()


def test_a_trial_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(make_site, "_render", lambda slug, workspace: made.append(slug) or 0)
    monkeypatch.setattr(make_site, "_build", lambda workspace, lock: made.append("site") or 0)
    assert make_site.main(["--profile", "smoke"]) == 0
    assert make_site.main(["--profile", "smoke"]) == 0
    assert made == [PROJECT.name, "site"] * 2

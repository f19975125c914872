from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import build_pages
from scripts.build_pages import BuildError, build, build_site, copy_sources
from scripts.lock import alone
from scripts.workspace import PROJECT, Workspace


def test_a_fault_in_a_page_stops_the_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n\n{{ nobody.measured.this }}\n")
    with pytest.raises(BuildError, match=str(docs)):
        build(docs, tmp_path / "site")


def test_nothing_measured_or_rendered_is_copied(tmp_path: Path) -> None:
    committed, trial = Workspace("full", tmp_path), Workspace("smoke", tmp_path)
    sources = {"index.md", "demo/a.js", "artefacts/draft.json"}
    for name in {"artefacts/a.json", "figures/a.svg", "generated/a.md", *sources}:
        path = committed.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (committed.docs / "figures").mkdir()
    (committed.docs / "figures" / "kept.svg").touch()
    copy_sources(committed, trial)
    copied = {str(p.relative_to(trial.docs)) for p in trial.docs.rglob("*") if p.is_file()}
    assert copied == {f"{PROJECT}/{name}" for name in sources} | {"figures/kept.svg"}


# Fails where it does not hold the descriptor.
HOLDER = "import os; os.fstat({}); os.mkdir(os.environ['SITE_DIR'])"


def test_what_outlives_a_killed_build_holds_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    with alone(Workspace("smoke", tmp_path)) as lock:
        generator = (sys.executable, "-c", HOLDER.format(lock))
        assert build(tmp_path, site, generator=generator, holding=(lock,)) == site
    held = []
    monkeypatch.setattr(build_pages, "build", lambda *_, holding: held.append(holding))
    build_site(Workspace("full"), 7)
    assert held == [(7,)]

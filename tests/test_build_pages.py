from __future__ import annotations

from pathlib import Path

import pytest

from scripts.build_pages import BuildError, build, copy_sources
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

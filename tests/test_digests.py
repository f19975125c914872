from __future__ import annotations

import hashlib
from pathlib import Path

from scripts.digests import everything, sources
from tests.copies import write_folder


def test_sources_are_all_files_but_what_is_made_or_installed(tmp_path: Path) -> None:
    taken = {"mkdocs.yml", "docs/a.md", "docs/data/b.csv", "docs/.well-known/c", "scripts/d.py"}
    taken |= {".github/workflows/e.yml"}
    left_out = {"site/f.html", "build/g", "data/h", ".git/i", ".venv/j", "node_modules/k"}
    left_out |= {"scripts/__pycache__/l.pyc", "scripts/x/node_modules/m"}
    write_folder(tmp_path, dict.fromkeys(taken | left_out, b"text"))
    found = sources(tmp_path)
    assert found == dict.fromkeys(taken, hashlib.sha256(b"text").hexdigest())


def test_every_change_in_a_folder_shows(tmp_path: Path) -> None:
    assert everything(tmp_path / "none") == {}
    write_folder(tmp_path, {"a": b"1", "b/c": b"2"})
    before = everything(tmp_path)
    assert before.keys() == {"a", "b/c"}
    (tmp_path / "b" / "c").write_bytes(b"3")
    assert everything(tmp_path) == before | {"b/c": hashlib.sha256(b"3").hexdigest()}
    (tmp_path / "b" / "c").unlink()
    assert everything(tmp_path).keys() == {"a"}


def test_a_link_to_nowhere_is_no_file(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a": b"1"})
    (tmp_path / ".#a").symlink_to(tmp_path / "nobody@nowhere")
    assert everything(tmp_path).keys() == {"a"}

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from scripts import advisories, audit
from scripts.advisories import Advisory, UnreachableError
from scripts.audit import UNKNOWN, WRONG, Findings, main, moved

HASH = f"--hash=sha256:{'0' * 64}"


def unreachable() -> Sequence[str]:
    raise UnreachableError("nobody answered")


def test_committed_locks_pass_offline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--offline"]) == 0
    assert capsys.readouterr().out == "the locks are sound\n"


@pytest.mark.parametrize("locks", [audit.python_locks, audit.npm_locks])
def test_fault_of_a_lock_is_said(
    locks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locks, "faults", lambda _: ["expected a hash, found none"])
    assert main(["--offline"]) == WRONG
    assert "expected a hash, found none" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("checks", "code"),
    [
        ([lambda: []], 0),
        ([lambda: [], unreachable], UNKNOWN),
        ([lambda: ["a is vulnerable"], lambda: []], WRONG),
        ([unreachable, lambda: ["a is vulnerable"]], WRONG),
    ],
)
def test_only_an_audit_that_asked_everybody_succeeds(checks: list[audit.Check], code: int) -> None:
    findings = Findings()
    for check in checks:
        findings.add(check)
    assert findings.code == code


def test_what_could_not_be_asked_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: Path) -> list[Advisory]:
        raise UnreachableError("nobody answered")

    monkeypatch.setattr(advisories, "of_python", refuse)
    monkeypatch.setattr(advisories, "of_npm", lambda _: [])
    monkeypatch.setattr(audit, "_resolution", list)
    assert main([]) == UNKNOWN
    said = capsys.readouterr().out
    assert "not known: nobody answered" in said
    assert "this audit is incomplete" in said
    assert "sound" not in said


def test_known_vulnerability_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(advisories, "of_python", lambda _: [Advisory("a 1.0", "X-1, mended by 2")])
    monkeypatch.setattr(advisories, "of_npm", lambda _: [])
    monkeypatch.setattr(audit, "_resolution", list)
    assert main([]) == WRONG
    assert capsys.readouterr().out == "a 1.0 is vulnerable: X-1, mended by 2\n"


def test_lock_that_resolves_to_something_else_is_told_apart(tmp_path: Path) -> None:
    for folder, packages in {"was": ("a==1.0", "b==1.0"), "now": ("a==1.1", "b==1.0")}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "site.in").write_text("a\n")
        lines = "".join(f"{each} {HASH}\n" for each in packages)
        (tmp_path / folder / "site.txt").write_text(lines)
    assert list(moved(tmp_path / "was", tmp_path / "now")) == [
        "site.txt: + a==1.1; run make lock",
        "site.txt: - a==1.0; run make lock",
    ]
    assert list(moved(tmp_path / "was", tmp_path / "was")) == []


def test_resolution_that_no_registry_answers_is_not_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A real one, against an address at which nobody listens and with nothing kept."""
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(UnreachableError, match="could not be resolved again"):
        audit._resolution()

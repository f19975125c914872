from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.advisories import (
    Advisory,
    UnreachableError,
    read_npm_audit,
    read_pip_audit,
    released,
)

# As pip-audit 2.10 and npm 11 print it.
SOUND = {"name": "Zipp", "version": "3.1", "vulns": []}
VULNERABLE = {
    "name": "jinja2",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"], "aliases": [], "description": "X"}],
}
SKIPPED = {"name": "zipp", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def pip_audit(*entries: dict[str, Any]) -> str:
    return json.dumps({"dependencies": entries, "fixes": []})


def test_sound_packages_have_no_advisory() -> None:
    assert list(read_pip_audit([pip_audit(SOUND)], {"zipp 3.1"})) == []


def test_known_vulnerability_is_told_with_its_remedy() -> None:
    said = [pip_audit(SOUND), pip_audit(VULNERABLE)]
    assert list(read_pip_audit(said, {"zipp 3.1", "jinja2 2.0"})) == [
        Advisory("jinja2 2.0", "PYSEC-1, mended by 2.1 or 3.0")
    ]


@pytest.mark.parametrize(
    "said", ["", "Traceback", "[]", "{}", pip_audit(), pip_audit(SKIPPED), pip_audit(VULNERABLE)]
)
def test_silence_of_a_package_is_not_taken_for_good_news(said: str) -> None:
    with pytest.raises(UnreachableError, match=r"1 of 1 packages, such as zipp 3\.1"):
        list(read_pip_audit([said], {"zipp 3.1"}))


def test_advisories_of_a_build_are_those_of_its_release() -> None:
    line = "torch==2.13.0+cpu ; sys_platform == 'linux' --hash=sha256:0a1"
    assert released(line) == "torch==2.13.0 ; sys_platform == 'linux' --hash=sha256:0a1"
    assert released("zipp==3.1") == "zipp==3.1"


def test_known_vulnerability_of_npm_is_told_once() -> None:
    via = {"title": "Runs code", "url": "https://a.example/1", "range": "<2.0.0"}
    packages = {"a": {"via": [via]}, "b": {"via": ["a"]}}
    said = json.dumps({"auditReportVersion": 2, "vulnerabilities": packages})
    assert list(read_npm_audit(said)) == [Advisory("a <2.0.0", "Runs code, https://a.example/1")]
    assert list(read_npm_audit(json.dumps({"vulnerabilities": {}}))) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "nothing that can be read"),
        (json.dumps({"message": "405 Method Not Allowed", "statusCode": 405}), "405 Method"),
        (json.dumps({"error": {"code": "ENOTFOUND"}, "message": "no such host"}), "no such host"),
    ],
)
def test_refusal_of_npm_is_not_taken_for_good_news(said: str, reason: str) -> None:
    with pytest.raises(UnreachableError, match=reason):
        list(read_npm_audit(said))

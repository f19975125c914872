"""What the workflows may do; actionlint, which `make lint` runs, looks at their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.workspace import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))

# A local workflow is of the same commit; any other by its full hash, with its version beside it.
PINNED = re.compile(r"(?:\./\.github/workflows/[\w-]+\.yml|[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)")
# The most that a job may have.
PERMISSIONS = {"contents": "read", "pages": "write", "id-token": "write"}
LEVELS = ("none", "read", "write")
# Jobs that anybody's pull request starts read the sources and nothing else.
OF_ANYBODY = {"contents": "read"}

SOUND = """\
on:
  pull_request:
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v1.2.3
        with:
          persist-credentials: false
      - run: make test
"""


def faults(text: str) -> Iterator[str]:
    """What a workflow does that none may do."""
    for line in re.findall(r"\buses:\s*(.*)", text):
        if not PINNED.fullmatch(line):
            yield f"expected a full hash with its version as a comment, found {line}"
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    events = set(workflow[True] if not isinstance(workflow[True], str) else [workflow[True]])
    if dangerous := events & {"pull_request_target", "workflow_run"}:
        yield f"expected events that give strangers no rights, found {dangerous}"
    if workflow.get("permissions") != {}:
        yield "expected 'permissions: {}' at the top, for each job to ask for its own"
    if "secrets" in text:
        yield "expected no secrets"
    for name, job in workflow["jobs"].items():
        yield from (f"{name}: {fault}" for fault in _job_faults(job, "pull_request" in events))


def _job_faults(job: dict[str, Any], of_anybody: bool) -> Iterator[str]:
    most = OF_ANYBODY if of_anybody else PERMISSIONS
    asked = job.get("permissions")
    if not isinstance(asked, dict):
        yield f"expected permissions one by one, found {asked}"
    else:
        for scope, level in asked.items():
            if LEVELS.index(level) > LEVELS.index(most.get(scope, "none")):
                yield f"expected at most {most.get(scope, 'none')} for {scope}, found {level}"
    if "uses" not in job and not isinstance(job.get("timeout-minutes"), int):
        yield "expected timeout-minutes"
    for step in job.get("steps", ()):
        words = step.get("run", "make").split()
        if words[0] != "make" or not set(words[1:]) <= TARGETS:
            yield f"expected make and its targets, found {step['run']}"
        checks_out = step.get("uses", "").startswith("actions/checkout@")
        if checks_out and step.get("with", {}).get("persist-credentials") is not False:
            yield "expected persist-credentials: false where the sources are checked out"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_keeps_to_what_it_may_do(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


def test_sound_workflow_has_no_fault() -> None:
    assert list(faults(SOUND)) == []


@pytest.mark.parametrize(
    ("text", "replacement", "complaint"),
    [
        ("@0123456789abcdef0123456789abcdef01234567 # v1.2.3", "@v1", "expected a full hash"),
        (" # v1.2.3", "", "expected a full hash"),
        (" # v1.2.3", " # main", "expected a full hash"),
        ("pull_request:", "pull_request_target:", "expected events that give strangers no rights"),
        ("permissions: {}", "permissions: read-all", "expected 'permissions: {}' at the top"),
        ("permissions: {}\n", "", "expected 'permissions: {}' at the top"),
        ("contents: read", "contents: write", "test: expected at most read for contents"),
        ("contents: read", "pages: write", "test: expected at most none for pages, found write"),
        ("permissions:\n      contents: read", "name: X", "test: expected permissions one by one"),
        ("make test", "make test && curl x", "test: expected make and its targets"),
        ("make test", "make nothing", "test: expected make and its targets, found make nothing"),
        ("make test", "make test\n        env: {X: '${{ secrets.X }}'}", "expected no secrets"),
        ("timeout-minutes: 5", "name: X", "test: expected timeout-minutes"),
        ("persist-credentials: false", "fetch-depth: 0", "test: expected persist-credentials"),
    ],
)
def test_fault_is_found(text: str, replacement: str, complaint: str) -> None:
    assert SOUND.count(text) == 1
    found = list(faults(SOUND.replace(text, replacement)))
    assert [each for each in found if each.startswith(complaint)], found


def jobs(name: str) -> dict[str, Any]:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    found: dict[str, Any] = workflow["jobs"]
    return found


def test_nothing_is_deployed_untested_or_unchecked() -> None:
    deploy = jobs("deploy.yml")
    assert deploy["test"]["uses"] == "./.github/workflows/test.yml"
    assert deploy["build"]["needs"] == "test"
    assert deploy["deploy"]["needs"] == "build"
    done = [
        step.get("run", step.get("uses", "").split("@")[0]) for step in deploy["build"]["steps"]
    ]
    assert done[-3:] == ["make site", "make links", "actions/upload-pages-artifact"]


def test_site_is_built_for_the_address_that_pages_gives_without_cached_files() -> None:
    steps = jobs("deploy.yml")["build"]["steps"]
    [pages] = [
        step for step in steps if step.get("uses", "").startswith("actions/configure-pages@")
    ]
    [build] = [step for step in steps if step.get("run") == "make site"]
    assert build["env"] == {"SITE_URL": f"${{{{ steps.{pages['id']}.outputs.base_url }}}}"}
    assert not [step for step in steps if "cache" in str(step)]


def test_only_the_last_job_may_write() -> None:
    writing = [
        (path.name, name)
        for path in WORKFLOWS
        for name, job in jobs(path.name).items()
        if "write" in job["permissions"].values()
    ]
    assert writing == [("deploy.yml", "deploy")]

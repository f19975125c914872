"""Keys of the real stages: what changes one, and what does not."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass, replace
from functools import cache
from modulefinder import ModuleFinder
from pathlib import Path
from typing import Any

import pytest

from mnist.config import Experiment
from mnist.keys import NOT_SOURCE, PACKAGE, source_digest
from scripts import stages
from scripts.stages import STAGES, Stage, recipe
from scripts.workspace import Workspace

FULL = Workspace("full")
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))


def by_name(stage: Stage) -> str:
    return stage.name


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the experiment's sources."""
    return Path(shutil.copytree(PACKAGE, tmp_path / PACKAGE.name))


def imported(module: str) -> set[str]:
    """The modules of the experiment that one imports, directly or not, as Python finds them."""
    excluded = [f"{PACKAGE.name}.{each}" for each in NOT_SOURCE]
    finder = ModuleFinder(path=[str(PACKAGE.parent)], excludes=excluded)
    finder.import_hook(f"{PACKAGE.name}.{module}")
    names = (name.split(".") for name in finder.modules)
    return {parts[1] for parts in names if parts[0] == PACKAGE.name and len(parts) == 2}


def numbers(tree: ast.Module) -> list[ast.Constant]:
    """The numbers that a module is written with."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}
    ]


def with_another_number(source: str, number: ast.Constant | None = None) -> str:
    """A module in which a number is another: its first, if none is given; else it gets one."""
    if number is None:
        found = numbers(ast.parse(source))
        return with_another_number(source, found[0]) if found else f"{source}\nNUMBER = 1\n"
    lines = source.encode().split(b"\n")
    line = lines[number.lineno - 1]
    changed = f"({number.value!r} + 1)".encode()
    lines[number.lineno - 1] = line[: number.col_offset] + changed + line[number.end_col_offset :]
    return b"\n".join(lines).decode()


class OtherDocstrings(ast.NodeTransformer):
    """Says something else in every docstring."""

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        if isinstance(node, documented) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Expr(ast.Constant("Told otherwise."))
        return node


def test_comments_formatting_and_docstrings_of_no_module_change_a_key(package: Path) -> None:
    for path in package.glob("*.py"):
        source = path.read_text()
        # Unparsed, a module has no comments and another form.
        other = ast.unparse(OtherDocstrings().visit(ast.parse(source)))
        path.write_text(f"# A remark.\n\n\n{other}  # Another.\n")
        assert path.read_text() != source
    for stage in STAGES:
        assert source_digest(stage.module, package) == source_digest(stage.module), stage.name


@pytest.mark.parametrize("stage", STAGES, ids=by_name)
def test_a_changed_number_in_any_module_that_a_stage_imports_changes_its_key(
    package: Path, stage: Stage
) -> None:
    within = imported(stage.module)
    assert stage.module in within
    before = source_digest(stage.module, package)
    sources = {name: (package / f"{name}.py").read_text() for name in set(MODULES) - NOT_SOURCE}
    for name in sources.keys() - within:
        (package / f"{name}.py").write_text(with_another_number(sources[name]))
    assert source_digest(stage.module, package) == before
    for name in within:
        path = package / f"{name}.py"
        path.write_text(with_another_number(sources[name]))
        assert source_digest(stage.module, package) != before, name
        path.write_text(sources[name])


@pytest.mark.parametrize("stage", STAGES, ids=by_name)
def test_every_number_in_the_module_of_a_stage_changes_its_key(package: Path, stage: Stage) -> None:
    path = package / f"{stage.module}.py"
    source = path.read_text()
    # The others stay the same, so that they may as well be empty.
    for other in package.glob("*.py"):
        other.write_text("")
    path.write_text(source)
    before = source_digest(stage.module, package)
    for number in numbers(ast.parse(source)):
        path.write_text(with_another_number(source, number))
        assert source_digest(stage.module, package) != before, ast.unparse(number)


def test_modules_are_imported_by_their_full_names() -> None:
    """Keys follow no others: a relative import would hide a module from them."""
    relative = [
        f"{name}:{node.lineno}"
        for name in MODULES
        for node in ast.walk(ast.parse((PACKAGE / f"{name}.py").read_text()))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert relative == []


def changes(value: Any) -> Iterator[Any]:
    """A setting, or a group of them, with one of its numbers, words or switches another."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for changed in changes(getattr(value, field.name)):
                yield replace(value, **{field.name: changed})
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            for changed in changes(each):
                yield (*value[:index], changed, *value[index + 1 :])
        yield (*value, *value[-1:])
    else:
        yield another(value)


def another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    # A feature that is off is put on; for a key any value will do.
    return 1 if value is None else value + 1


@pytest.fixture
def same_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are read once, where only settings change."""
    monkeypatch.setattr(stages, "source_digest", cache(source_digest))


def keys(stage: Stage, experiment: Experiment | None) -> str:
    return recipe(stage, experiment, FULL).key


BY_EXPERIMENT = [
    (stage, experiment)
    for stage in STAGES
    if stage.by_experiment
    for experiment in stage.experiments(FULL)
]


@pytest.mark.usefixtures("same_source")
@pytest.mark.parametrize(("stage", "experiment"), BY_EXPERIMENT, ids=lambda value: str(value.name))
def test_a_key_changes_with_every_setting_that_its_stage_uses_and_with_no_other(
    stage: Stage, experiment: Experiment
) -> None:
    before = keys(stage, experiment)
    for field in fields(experiment):
        value = getattr(experiment, field.name)
        # Files are found by the experiment's name; a whole group that is off stays off.
        if field.name == "name" or value is None:
            continue
        for changed in changes(value):
            told = keys(stage, replace(experiment, **{field.name: changed})) != before
            assert told == (field.name in stage.uses), f"{field.name}: {changed}"


def test_every_setting_is_used_by_some_stage() -> None:
    used = {name for stage in STAGES for name in stage.uses}
    settings = {field.name for field in fields(Experiment)} | FULL.studies().keys()
    assert settings - {"name"} == used


@pytest.mark.usefixtures("same_source")
def test_the_study_s_key_changes_with_every_setting_of_it() -> None:
    (stage,) = [each for each in STAGES if each.uses == ("ablation",)]
    before = keys(stage, None)
    study = FULL.ablation()
    for changed in changes(study):
        other = Other(changed)
        assert recipe(stage, None, other).key != before, asdict(changed)


class Other(Workspace):
    """A workspace with another study."""

    def __init__(self, study: Any) -> None:
        super().__init__("full")
        object.__setattr__(self, "_study", study)

    def studies(self) -> dict[str, Any]:
        return {"ablation": asdict(self._study)}  # type: ignore[attr-defined]

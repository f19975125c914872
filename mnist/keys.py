"""Run keys: one SHA-256 that says what a result was made from.

A key covers the stage, the data set's checksums, the configuration, the files a stage
takes in and the source of the modules it uses. Source is compared as a syntax tree
without docstrings, so comments and formatting change nothing, on any supported Python.
Versions and machine are recorded beside a key, not in it: the key comes out the same on
every machine.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

# Not part of a stage's source: the values in `config` are in the key as values, and the
# others say how results are named and stored, not what they are.
NOT_SOURCE = frozenset({"config", "keys", "artefacts", "records"})


def run_key(
    stage: str,
    *,
    dataset: Mapping[str, str],
    config: Mapping[str, Any],
    inputs: Mapping[str, str],
    source: str,
) -> str:
    """SHA-256, in hexadecimal, of everything that decides a stage's result.

    Args:
        stage: name of the stage.
        dataset: file name -> SHA-256 of the data set.
        config: the knobs that the stage uses; entries that are ``None`` count as absent.
        inputs: file name -> SHA-256 of what earlier stages left for this one.
        source: digest of the stage's source, from `source_digest`.
    """
    parts = {
        "stage": stage,
        "dataset": dict(dataset),
        "config": without_none(config),
        "inputs": dict(inputs),
        "source": source,
    }
    return _sha256(json.dumps(parts, sort_keys=True, separators=(",", ":")))


def source_digest(module: str, package: Path = PACKAGE) -> str:
    """SHA-256 of the syntax trees of a module and of all it imports from its package.

    Args:
        module: module name inside the package, such as ``"train"``.
        package: folder of the package.

    Raises:
        FileNotFoundError: the package has no such module.
    """
    trees = {name: _normalised(_parse(package, name)) for name in _closure(module, package)}
    return _sha256(json.dumps(trees, sort_keys=True))


def source_modules(module: str, package: Path = PACKAGE) -> list[str]:
    """The modules whose source is in `source_digest`, by name.

    Raises:
        FileNotFoundError: the package has no such module.
    """
    return sorted(_closure(module, package))


def without_none(value: Any) -> Any:
    """The same JSON-like value with mapping entries that are ``None`` left out."""
    if isinstance(value, Mapping):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [without_none(item) for item in value]
    return value


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _parse(package: Path, module: str) -> ast.Module:
    return ast.parse(_text(package, module))


def _text(package: Path, module: str) -> str:
    return (package / f"{module}.py").read_text(encoding="utf-8")


def _closure(module: str, package: Path) -> set[str]:
    """The module and everything of the package it imports, directly or not."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting.extend(set(imports(_text(package, name), package.name)) - NOT_SOURCE)
    return found


# Most modules are imported by those of several stages.
@functools.lru_cache(maxsize=256)
def imports(source: str, package: str) -> tuple[str, ...]:
    """What a source itself imports of the package of that name: modules, and names in them."""
    prefix = f"{package}."
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == package:
            found.extend(prefix + alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return tuple(name.removeprefix(prefix) for name in found if name.startswith(prefix))


def _normalised(node: Any) -> Any:
    """A syntax tree as nested lists: no positions, docstrings, or empty fields.

    `ast.dump` will not do: what it prints of empty and new fields differs from one
    Python version to the next.
    """
    if isinstance(node, list):
        return [_normalised(item) for item in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = {
        name: _normalised(_canonical(node, name, value))
        for name, value in ast.iter_fields(node)
        if name not in {"type_comment", "kind"}
        and (isinstance(node, ast.Constant) or value not in (None, []))
    }
    return [type(node).__name__, fields]


def _canonical(node: ast.AST, name: str, value: Any) -> Any:
    """A field's value without what means nothing: docstrings, and empty ends of f-strings."""
    if isinstance(node, ast.JoinedStr):
        return [part for part in value if not _is_empty_string(part)]
    if name == "body" and isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
        return value[1:]
    return value


def _is_empty_string(node: ast.AST) -> bool:
    """Python 3.12 closes a format specification with one, 3.11 does not."""
    return isinstance(node, ast.Constant) and node.value == ""

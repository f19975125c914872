"""Links of the chain from the data to the pages that are not a stage's own.

What stages are made from is looked at in `scripts.check`, and the built site in
`scripts.check_numbers`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from mnist import dataset, pendigits
from scripts import artefact_fields
from scripts.artefact_fields import NO_RUN, short
from scripts.stages import EXPLORATION
from scripts.workspace import Workspace

_TOLD = re.compile(r'data-artefact="([^"]*)" data-run="([^"]*)"')


def data_faults(workspace: Workspace) -> Iterator[str]:
    """Files of the data sets that are at hand and are not the verified ones, in words."""
    for folder, checksums in (
        (workspace.data, dataset.CHECKSUMS),
        (workspace.pendigits, pendigits.CHECKSUMS),
    ):
        yield from _wrong_files(folder, checksums)
    entry = EXPLORATION.load(workspace).get("")
    if entry is not None:
        for name, expected in dataset.CHECKSUMS.items():
            found = entry.files.get(name, "none")
            if found != expected:
                yield (
                    f"{EXPLORATION.artefact}: expected {name} with the SHA-256 {expected[:12]}, "
                    f"found {found[:12]}"
                )


def _wrong_files(folder: Path, checksums: Mapping[str, str]) -> Iterator[str]:
    for name, expected in checksums.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else expected
        if found != expected:
            yield (
                f"{path}: expected the SHA-256 {expected[:12]}, found {found[:12]}; "
                "delete it and run make data"
            )


def fragment_faults(workspace: Workspace) -> Iterator[str]:
    """Rendered parts that say they were made by runs whose results are no longer there."""
    places = ("projects/*/generated/*.md", "generated/*.md")
    for path in sorted(path for place in places for path in workspace.docs.glob(place)):
        told = _TOLD.search(path.read_text(encoding="utf-8"))
        shown = path.relative_to(workspace.docs)
        for file, run in zip(*map(str.split, told.groups()), strict=True) if told else ():
            found = _keys(path.parent.parent / "artefacts" / unescape(file))
            if run not in found:
                yield (
                    f"{shown}: says that run {run} of {file} made it, where there is "
                    f"{', '.join(sorted(found)) or 'none'}; run python -m scripts.render"
                )


def _keys(path: Path) -> set[str]:
    """The keys of the runs of an artefact, shortened; what nobody measured has a dash."""
    if not path.exists():
        return set()
    content = json.loads(path.read_text(encoding="utf-8"))
    return {short(each.key) for each in artefact_fields.entries(content)} or {NO_RUN}

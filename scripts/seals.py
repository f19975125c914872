"""Seals: a digest of what a run measured, kept beside its key.

A key says what a result was made from and nothing of the result. The seal is the SHA-256 of the
result, so that a digit changed in an artefact is found, whether or not a page shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mnist import artefacts
from scripts.artefact_fields import RUN


def seal(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of an entry of an artefact as JSON has it, without its run."""
    measured = {name: value for name, value in content.items() if name != RUN}
    text = json.dumps(measured, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(kind: type[Any], entry: Any) -> str:
    """The seal of an entry of that type."""
    return seal(json.loads(artefacts.dump(kind, entry)))


def sealed(kind: type[Any], entry: Any) -> Any:
    """The entry with its seal."""
    return replace(entry, run=replace(entry.run, result=seal_of(kind, entry)))


def fault(kind: type[Any], entry: Any) -> str | None:
    """Why the entry is not what its run measured; ``None`` where it is, or has no seal yet."""
    if entry.run.result is None:
        return None
    return differs(entry.run.result, seal_of(kind, entry))


def differs(expected: str, found: str) -> str | None:
    """What is wrong where the seals are not the same."""
    if expected == found:
        return None
    return (
        f"expected the result with the seal {expected[:12]} that its run measured, found one with "
        f"{found[:12]}: it was edited by hand"
    )

"""What a step was made from and what it made, by digest: whether it has to be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.digests import Digests

# So many names in a line.
MOST = 3


@dataclass(frozen=True)
class Stamp:
    """What a step saw and left when it last ended well.

    Attributes:
        made_from: everything that decides what comes out, by name: files with their digests,
            versions, settings.
        made: every file that came out.
    """

    made_from: Digests
    made: Digests


def read(path: Path) -> Stamp | None:
    """A stamp, or ``None`` where there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write(path: Path, stamp: Stamp) -> None:
    """Put a stamp in place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(asdict(stamp), indent=1, sort_keys=True), encoding="utf-8")
    beside.replace(path)


def fault(stamp: Stamp | None, now: Stamp) -> str | None:
    """Why a step has to be made again, in words; ``None`` where it need not."""
    if stamp is None:
        return "not made before"
    if stamp.made_from != now.made_from:
        return f"changed: {_listed(stamp.made_from, now.made_from)}"
    if stamp.made != now.made:
        return f"not as it was made: {_listed(stamp.made, now.made)}"
    return None


def _listed(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """The first few names that are in one alone, or differ."""
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more

"""Give results that were measured before there were seals theirs.

A seal that is there is never changed, and a result gets one only if its key is that of its own
configuration.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from mnist.artefacts import write_bytes
from scripts import artefact_fields, provenance, seals
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Always 0."""
    workspace = Workspace(parser(__doc__).parse_args(argv).profile)
    for path in provenance.artefact_files(workspace.docs):
        count = seal_file(path)
        if count:
            say(f"{path.relative_to(workspace.docs)}: sealed {count}")
    return 0


def seal_file(path: Path) -> int:
    """Seal the entries of an artefact that have no seal; how many there were."""
    content = json.loads(path.read_text(encoding="utf-8"))
    unsealed = [
        each
        for each in artefact_fields.entries(content)
        if "result" not in each.run and provenance.own_key(each.run) == each.key
    ]
    for each in unsealed:
        each.content["run"]["result"] = seals.seal(each.content)
    if unsealed:
        text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
        write_bytes(path, f"{text}\n".encode())
    return len(unsealed)


if __name__ == "__main__":
    raise SystemExit(main())

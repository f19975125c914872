"""Begin or end measuring everything anew.

Between the two, only what was measured after the beginning counts; a fresh run that was
interrupted goes on where it stopped when it is begun again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from mnist.artefacts import write_bytes
from scripts.progress import guarded, say
from scripts.workspace import Workspace, parser


@guarded
def main(argv: Sequence[str] | None = None) -> int:
    """Set or remove the mark; always 0."""
    options = parser(__doc__)
    options.add_argument("what", choices=("begin", "end"))
    chosen = options.parse_args(argv)
    mark = Workspace(chosen.profile).fresh
    if chosen.what == "end":
        mark.unlink(missing_ok=True)
    elif mark.exists():
        say(f"going on with the fresh run begun {mark.read_text(encoding='utf-8').strip()}")
    else:
        write_bytes(mark, f"{datetime.now(UTC).isoformat()}\n".encode())
        say("measuring everything anew")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""What several processes hold together, looked at again and again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

PROC = Path("/proc")
# Between two looks, in seconds.
PAUSE = 0.1
KIBIBYTE = 1024


class Peak:
    """The most that the processes of a group held at a time, while this context lasts.

    Args:
        group: the id that they share.

    Attributes:
        bytes: the most so far.
    """

    def __init__(self, group: int) -> None:
        self.bytes = 0
        self._group = group
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            self.bytes = max(self.bytes, held(self._group))


def held(group: int) -> int:
    """Bytes of memory that the processes of a group hold.

    What they hold of files is mostly the same libraries, and counts once: as much as the one has
    that has most of it. Where the system does not tell it apart, it counts for each.
    """
    if not PROC.exists():
        return _held_by_ps(group)
    page = os.sysconf("SC_PAGE_SIZE")
    found = list(_pages(group))
    own = sum(resident - shared for resident, shared in found)
    return page * (own + max((shared for _, shared in found), default=0))


def _pages(group: int) -> Iterator[tuple[int, int]]:
    """Pages that each process holds, and how many of them are of files."""
    for folder in PROC.glob("[0-9]*"):
        # It may have ended since.
        with suppress(OSError):
            # After the name, which may hold anything: state, parent, group.
            state = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(state[2]) == group:
                _, resident, shared, *_ = (folder / "statm").read_text().split()
                yield int(resident), int(shared)


def _held_by_ps(group: int) -> int:
    said = subprocess.run(
        ["ps", "-A", "-o", "pgid=,rss="], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split() for line in said.splitlines())
    return sum(KIBIBYTE * int(size) for found, size in rows if int(found) == group)

"""One writer at a time: a lock on a workspace that ends with whoever holds it.

The kernel keeps it, so a process that is killed leaves nothing to clear away.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.progress import say
from scripts.workspace import Workspace

LOCK = "lock"
_LONGEST_ID = 32  # characters


@contextmanager
def alone(workspace: Workspace) -> Iterator[int]:
    """Be the only one that writes in the workspace; waits, and says for whom, for another.

    Yields:
        The lock's descriptor. A process that it is passed on to holds the lock as well, for as
        long as it lives.

    Raises:
        OSError: the lock's file cannot be written.
    """
    descriptor = _locked(workspace)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _locked(workspace: Workspace) -> int:
    path = workspace.build / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _wait(descriptor, workspace)
            # A file that was removed while it was waited for keeps nobody else out.
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _wait(descriptor: int, workspace: Workspace) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, _LONGEST_ID, 0).decode(errors="replace").strip()
        place = workspace.build
        say(
            f"waiting for process {holder or 'unknown'}, or one that it started, which writes in "
            f"{place}: this goes on as soon as it has ended"
        )
        fcntl.flock(descriptor, fcntl.LOCK_EX)

"""One writer a folder: the lock file, which also marks a folder as not yet finished."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sincerity.errors import UsageError

LOCK_NAME = "run.lock"


class FolderLock:
    """
    Hold a run folder for writing; a second writer is refused at once and told who holds it.

    The kernel drops the lock when the process ends, however it ends, so a lock left by a dead
    writer never blocks. The file says who wrote it (process, host, time); it is removed when the
    run is finished, so a folder that has it and no ``record.json`` is an unfinished run.

    Advisory locks of this kind are not reliable on some network file systems.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_NAME
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """
        Take the lock.

        Raises
        ------
        UsageError
            Another live process is writing this folder.
        """
        descriptor = self._open_and_lock()
        while not self._is_still_the_file(descriptor):
            # the holder finished and removed the file between our open and our lock
            os.close(descriptor)
            descriptor = self._open_and_lock()
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _identity())
        os.fsync(descriptor)
        self._descriptor = descriptor

    def release(self) -> None:
        """Remove the lock file and let go; harmless when the lock is not held."""
        if self._descriptor is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def _open_and_lock(self) -> int:
        """Return a locked descriptor of the lock file, made if absent."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise UsageError(
                f"{self.path.parent} is being written by {holder_of(self.path)}; "
                "wait for it or choose another folder with -o"
            ) from None
        return descriptor

    def _is_still_the_file(self, descriptor: int) -> bool:
        """Say whether the locked file is the one that the name still points to."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self.path))
        except FileNotFoundError:
            return False

    def __enter__(self) -> FolderLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder_of(path: Path) -> str:
    """Return who wrote the lock file, in words; "an unnamed process" when it cannot be read."""
    try:
        who: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['process']} on {who['host']} since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "an unnamed process"


def _identity() -> bytes:
    """Return the lock file's content for this process."""
    who = {
        "process": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "meaning": "a run is being written here, or its writer stopped before it was finished",
    }
    return (json.dumps(who, indent=2) + "\n").encode("utf-8")

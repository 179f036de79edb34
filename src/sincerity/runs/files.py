"""Writing a file so that a crash leaves either the whole new file or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

TEMPORARY_SUFFIX = ".partial"


def write_durably(path: Path, fill: Callable[[Path], None]) -> None:
    """
    Let `fill` write a temporary file beside `path`, then put it in place in one step.

    Order: unique temporary name in the same folder, write, fsync the file, rename over `path`,
    fsync the folder. A crash at any point leaves the old file or the new one, never a part; at
    worst a ``*.partial`` file remains, which nothing reads.

    Raises
    ------
    OSError
        The disk refused. The temporary file is removed first.
    """
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.", suffix=TEMPORARY_SUFFIX
    )
    os.close(handle)
    temporary = Path(name)
    try:
        fill(temporary)
        _sync_file(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_bytes_durably(path: Path, data: bytes) -> None:
    """Put `data` at `path` as `write_durably` does."""
    write_durably(path, lambda temporary: _write(temporary, data))


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep the folder's list of names (a rename is not durable before this)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, data: bytes) -> None:
    """Write all bytes to `path`."""
    path.write_bytes(data)


def _sync_file(path: Path) -> None:
    """Ask the disk to keep the file's bytes."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Where a run may be written: naming a new folder, and refusing one that holds something else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sincerity.errors import UsageError
from sincerity.runs.files import TEMPORARY_SUFFIX
from sincerity.runs.lock import LOCK_NAME
from sincerity.runs.record import RECORD_NAME

RESOLVED = "resolved"
REPLAY = "replay"
FOLDERS = (RESOLVED, REPLAY)
"""Folders inside a run folder."""

FILE_NAMES = (
    "metrics.parquet",
    "tallies.parquet",
    "bulletins.parquet",
    "columns.json",
    "log.jsonl",
    "report.html",
)
"""Every file of a run folder besides the record, the resolved inputs and what a replay needs."""

PLACES, COUNTIES, POST = (f"{REPLAY}/{name}.parquet" for name in ("places", "counties", "post"))
INPUTS = f"{REPLAY}/inputs.json"
LIBRARY = f"{REPLAY}/library.json"
REPLAY_NAMES = (PLACES, COUNTIES, POST, INPUTS, LIBRARY)
"""What a run keeps so that its townships can be lived through again."""

RESOLVED_NAMES = (
    "resolved/scheme.yaml",
    "resolved/society.yaml",
    "resolved/conduct.yaml",
    "resolved/parameters.yaml",
    "resolved/institutions.yaml",
    "resolved/study.json",
)


def folder_name(hash_of_inputs: str, moment: datetime | None = None) -> str:
    """Return ``<UTC time>-<8 hex>``: when it ran and what it was asked."""
    when = (moment or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    return f"{when}-{hash_of_inputs[:8]}"


def is_unfinished(folder: Path) -> bool:
    """Say whether the folder holds a run that was begun and not finished."""
    return (folder / LOCK_NAME).is_file() and not (folder / RECORD_NAME).exists()


def refuse_unless_free(folder: Path) -> None:
    """
    Refuse a folder that a run must not be written to.

    Free is: absent, empty, or an unfinished run in which nothing lies that a run did not put
    there.

    Raises
    ------
    UsageError
        The folder is a file, holds a finished run, or holds something else. Nothing is touched.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder; name a new one with -o")
    if (folder / RECORD_NAME).exists():
        raise UsageError(
            f"{folder} already holds a finished run and is left as it is; name a new folder with -o"
        )
    foreign = foreign_names(folder)
    if foreign or (any(folder.iterdir()) and not is_unfinished(folder)):
        shown = ", ".join(foreign[:3]) or "files of no run"
        raise UsageError(
            f"{folder} is not empty and is left as it is (found: {shown}); "
            "name a new or empty folder with -o"
        )


def foreign_names(folder: Path) -> list[str]:
    """Return the names in the folder that no run writes, sorted."""
    return [path.relative_to(folder).as_posix() for path in _walk(folder) if _foreign(folder, path)]


def clear(folder: Path) -> None:
    """Remove what an unfinished run left, and nothing else; the lock file stays."""
    for path in _walk(folder):
        if path.name != LOCK_NAME and not _foreign(folder, path) and not path.is_dir():
            path.unlink()
    for name in FOLDERS:
        inside = folder / name
        if inside.is_dir() and not any(inside.iterdir()):
            inside.rmdir()


def _walk(folder: Path) -> list[Path]:
    """Return everything below the folder, sorted; links are not followed."""
    return sorted(folder.rglob("*"))


def _foreign(folder: Path, path: Path) -> bool:
    """Say whether no run writes this path."""
    name = path.relative_to(folder).as_posix()
    if path.is_symlink():
        return True
    if path.is_dir():
        return name not in FOLDERS
    known = {*FILE_NAMES, *RESOLVED_NAMES, *REPLAY_NAMES, LOCK_NAME, RECORD_NAME}
    return name not in known and not _temporary_of_ours(name, known)


def _temporary_of_ours(name: str, known: set[str]) -> bool:
    """Say whether the name is that of a temporary file of a run."""
    parent, _, last = name.rpartition("/")
    if not (last.startswith(".") and last.endswith(TEMPORARY_SUFFIX)):
        return False
    stem = last[1 : -len(TEMPORARY_SUFFIX)].rpartition(".")[0]
    return (f"{parent}/{stem}" if parent else stem) in known

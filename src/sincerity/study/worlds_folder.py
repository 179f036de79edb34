"""The folder of many worlds, whatever they are run for: found, begun, gone on with, sealed.

Comparisons, studies and calibrations keep what decides their numbers below ``resolved/``, a file a
world below ``cells/``, and a record like that of a run, written last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sincerity.errors import UsageError
from sincerity.runs.canonical import canonical_json, sha256_of_bytes
from sincerity.runs.environment import code, environment
from sincerity.runs.files import TEMPORARY_SUFFIX, write_bytes_durably
from sincerity.runs.lock import LOCK_NAME, FolderLock
from sincerity.runs.model import FORMAT
from sincerity.runs.place import RESOLVED, folder_name
from sincerity.runs.record import RECORD_NAME, SAYS, seal
from sincerity.study.cells import Outcome
from sincerity.study.memory import peak_rss_mb

__all__ = [
    "begun",
    "folder_for",
    "record_of_worlds",
    "refuse_finished",
    "sealed",
    "unfinished",
]


def unfinished(root: Path, hash_of_inputs: str) -> Path | None:
    """Return the newest folder of exactly these inputs and this code that was not finished."""
    for found in sorted(root.glob(f"*-{hash_of_inputs[:8]}"), reverse=True):
        if (found / RESOLVED).is_dir() and not (found / RECORD_NAME).exists():
            return found
    return None


def folder_for(folder: Path | None, root: Path, hash_of_inputs: str) -> Path:
    """Return the folder that is named, else the unfinished one below `root`, else a new one."""
    return folder or unfinished(root, hash_of_inputs) or root / folder_name(hash_of_inputs)


@contextmanager
def begun(
    place: Path, resolved: Mapping[str, bytes], what: str, more: Mapping[str, bytes] | None = None
) -> Iterator[None]:
    """Hold a folder locked, with what decides its numbers written and nothing half-written in it.

    Parameters
    ----------
    resolved
        Content of every file that decides the numbers, by name.
    what
        What is written there, for messages: comparison, study, calibration.
    more
        Files besides, which may differ from one call to the next.

    Raises
    ------
    UsageError
        The folder holds something else, or is being written; nothing in it is touched.
    """
    _refuse_unless_ours(place, resolved, what)
    place.mkdir(parents=True, exist_ok=True)
    with FolderLock(place):
        for left in place.rglob(f"*{TEMPORARY_SUFFIX}"):  # by a process that was killed in writing
            left.unlink()
        for name, data in {**resolved, **(more or {})}.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            write_bytes_durably(place / name, data)
        yield


def record_of_worlds(
    kind: str,
    name: str,
    about: Mapping[str, Any],
    worlds: Sequence[tuple[str, Outcome]],
    hash_of_inputs: str,
) -> dict[str, Any]:
    """Return the record of many worlds without its list of files and without its fingerprint.

    Parameters
    ----------
    kind
        What the record is of, see `sincerity.runs.record.KINDS`.
    name, about
        Key and content of what is said of worlds of this kind.
    worlds
        Name and outcome of each world, in an order that does not hang on which was done first.
    """
    digests = "".join(f"{cell} {outcome.digest}\n" for cell, outcome in worlds)
    return {
        "kind": kind,
        "format": FORMAT,
        "says": SAYS,
        "people": "all people are synthetic",
        "certified": True,
        "not_certified_because": [],
        "input_hash": hash_of_inputs,
        "digest": sha256_of_bytes(digests.encode())[:32],
        name: {**about, "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
        "code": code(),
        "environment": environment(),
        "performance": {
            "seconds": round(math.fsum(outcome.seconds for _, outcome in worlds), 6),
            "peak_rss_mb": round(peak_rss_mb(), 1),
        },
    }


def sealed(place: Path, record: Mapping[str, Any]) -> dict[str, Any]:
    """Write the record over every file of the folder, and return it."""
    left_out = {RECORD_NAME, LOCK_NAME}
    names = sorted(
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if path.is_file() and path.name not in left_out
    )
    whole = seal(dict(record), place, names)
    write_bytes_durably(place / RECORD_NAME, canonical_json(whole))
    return whole


def refuse_finished(place: Path) -> None:
    """Refuse a folder that holds something finished.

    Raises
    ------
    UsageError
        It does; it is left as it is.
    """
    if (place / RECORD_NAME).exists():
        raise UsageError(
            f"{place} already holds a finished run and is left as it is; name a new folder with -o"
        )


def _refuse_unless_ours(place: Path, resolved: Mapping[str, bytes], what: str) -> None:
    """Refuse a folder that these worlds must not be written to."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{place} is not a folder; name a new one with -o")
    if not place.is_dir() or not any(place.iterdir()):
        return
    refuse_finished(place)
    for name, data in resolved.items():
        path = place / name
        if not path.is_file() or path.read_bytes() != data:
            raise UsageError(
                f"{place} holds something else than this {what} and is left as it is "
                f"({name} is not there, or differs); name a new or empty folder with -o"
            )

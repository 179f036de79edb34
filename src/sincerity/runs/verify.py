"""Comparing every byte of a run folder with its record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from sincerity.runs.canonical import canonical_json, sha256_of_bytes, sha256_of_file
from sincerity.runs.place import RESOLVED, is_unfinished
from sincerity.runs.record import KINDS, RECORD_NAME, fingerprint
from sincerity.runs.run import newer_format

ProblemKind = Literal[
    "no_run",
    "unfinished",
    "newer_format",
    "record",
    "changed",
    "missing",
    "added",
    "renamed",
    "replay",
]

LONGEST_RECORD_BYTES = 4_000_000
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Problem:
    """One difference between a run folder and its record.

    Attributes
    ----------
    file
        Name of the file inside the folder; a dot for the folder itself.
    """

    kind: ProblemKind
    file: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}"

    def beside(self, folder: Path) -> str:
        """Return the problem with the whole path of what it is about."""
        return f"{folder / self.file}: {self.sentence}"

    def to_json(self) -> dict[str, str]:
        """Return the problem as plain values."""
        return {"kind": self.kind, "file": self.file, "sentence": self.sentence}


def verify_run(folder: Path | str) -> list[Problem]:
    """
    Return every difference between a run folder and its record.

    Found are: any changed byte in any file, the record included; missing, added and renamed
    files; links and folders that do not belong there. An empty list means that the folder is byte
    for byte what its record describes. It does not prove who made it: someone who rewrites all
    files can also rewrite the record.

    Parameters
    ----------
    folder
        A run folder.
    """
    place = Path(folder)
    path = place / RECORD_NAME
    if path.is_symlink() or not path.is_file():
        return [_no_record(place)]
    record = _parsed(path)
    if isinstance(record, Problem):
        return [record]
    problems = _check_record(path, record)
    files = record.get("files")
    if not isinstance(files, dict):
        return [*problems, Problem("record", RECORD_NAME, "it has no list of files")]
    return [*problems, *_check_files(place, files), *_check_inputs(record, files)]


def _no_record(folder: Path) -> Problem:
    """Return what is to be said about a folder without a record."""
    if not folder.is_dir():
        return Problem("no_run", ".", "there is no such folder")
    if is_unfinished(folder):
        return Problem(
            "unfinished",
            RECORD_NAME,
            "this is an unfinished run: its writer stopped before the record was written",
        )
    return Problem("no_run", RECORD_NAME, "it is missing, so this folder is not a finished run")


def _parsed(path: Path) -> dict[str, Any] | Problem:
    """Return the record's content, or why it cannot be read."""
    if path.stat().st_size > LONGEST_RECORD_BYTES:
        return Problem("record", RECORD_NAME, "it is longer than any record")
    try:
        record = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return Problem("record", RECORD_NAME, "it is damaged: it is not valid JSON")
    if not isinstance(record, dict) or record.get("kind") not in KINDS:
        return Problem("record", RECORD_NAME, "it is not the record of a run")
    if sentence := newer_format(record):
        return Problem("newer_format", RECORD_NAME, sentence)
    return record


def _check_record(path: Path, record: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the record itself."""
    problems = []
    try:
        canonical = canonical_json(record)
        own = fingerprint(record)
    except (ValueError, TypeError, RecursionError):
        return [Problem("record", RECORD_NAME, "it holds values that no record holds")]
    if record.get("fingerprint") != own:
        problems.append(
            Problem("record", RECORD_NAME, "its content does not match its fingerprint")
        )
    elif path.read_bytes() != canonical:
        problems.append(Problem("record", RECORD_NAME, "its bytes are not those written"))
    return problems


def _check_files(folder: Path, files: Mapping[str, Any]) -> list[Problem]:
    """Return differences between the files listed and the files there."""
    problems: list[Problem] = []
    missing: dict[str, str] = {}
    for name, entry in sorted(files.items()):
        if not _is_safe(name) or not _is_entry(entry):
            problems.append(Problem("record", RECORD_NAME, f"its entry for {name!r} is not valid"))
            continue
        path = folder / name
        if path.is_symlink() or not path.is_file():
            missing[name] = entry["sha256"]
        elif path.stat().st_size != entry["bytes"]:
            sentence = f"it has {path.stat().st_size} bytes, the record says {entry['bytes']}"
            problems.append(Problem("changed", name, sentence))
        elif sha256_of_file(path) != entry["sha256"]:
            problems.append(Problem("changed", name, "its content has changed"))
    added = _names_beside(folder, files)
    return [*problems, *_missing_added_renamed(folder, missing, added)]


def _missing_added_renamed(
    folder: Path, missing: Mapping[str, str], added: list[str]
) -> list[Problem]:
    """Return problems for files that are gone or new, pairing those of equal content."""
    by_content = {digest: name for name, digest in missing.items()}
    problems: list[Problem] = []
    explained = set()
    for name in added:
        path = folder / name
        plain = path.is_file() and not path.is_symlink()
        old = by_content.get(sha256_of_file(path)) if plain and missing else None
        if old is not None and old not in explained:
            explained.add(old)
            problems.append(Problem("renamed", name, f"this is {old} under another name"))
        else:
            problems.append(Problem("added", name, "the record does not list it"))
    gone = [name for name in missing if name not in explained]
    return [*problems, *(Problem("missing", name, "it is missing") for name in gone)]


def _names_beside(folder: Path, files: Mapping[str, Any]) -> list[str]:
    """Return what lies in the folder and is not listed, sorted; links are not followed."""
    folders = {parent.as_posix() for name in files for parent in PurePosixPath(name).parents}
    listed = {*files, RECORD_NAME, RESOLVED, *folders}
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in found if name not in listed)


def _check_inputs(record: Mapping[str, Any], files: Mapping[str, Any]) -> list[Problem]:
    """Check that the hash of the inputs is that of the resolved files and code listed."""
    inputs = {
        name: entry["sha256"]
        for name, entry in files.items()
        if name.startswith(f"{RESOLVED}/") and _is_entry(entry)
    }
    whole = sha256_of_bytes(canonical_json({"inputs": inputs, "code": record.get("code")}))
    if record.get("input_hash") == whole:
        return []
    return [Problem("record", RECORD_NAME, "its hash of inputs is not that of its inputs")]


def _is_safe(name: object) -> bool:
    """Say whether the name stays inside the folder."""
    if not isinstance(name, str) or not name or "\\" in name or "\0" in name:
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name


def _is_entry(entry: object) -> bool:
    """Say whether this is a size and a SHA-256."""
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("bytes"), int)
        and isinstance(entry.get("sha256"), str)
        and _HEX.fullmatch(entry["sha256"]) is not None
    )

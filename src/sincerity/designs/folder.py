"""The folder of a study: begun, gone on with, finished and recorded like that of a run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sincerity.designs.bench import Bench, Cell
from sincerity.designs.found import Found, look_at
from sincerity.designs.model import StudyFile
from sincerity.designs.run import StudyProgress, run_bench
from sincerity.designs.tables import write_tables
from sincerity.errors import InternalError, UsageError
from sincerity.runs.canonical import canonical_json, sha256_of_bytes
from sincerity.runs.environment import code, environment
from sincerity.runs.files import TEMPORARY_SUFFIX, write_bytes_durably
from sincerity.runs.lock import LOCK_NAME, FolderLock
from sincerity.runs.model import FORMAT
from sincerity.runs.place import RESOLVED, folder_name
from sincerity.runs.record import RECORD_NAME, SAYS, STUDY_KIND, asked, input_hash, seal
from sincerity.runs.resolved import resolved_files
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.resolved import plain_values, resolved_yaml
from sincerity.study.cells import CellFiles, Outcome
from sincerity.study.memory import peak_rss_mb

__all__ = ["StudyRun", "done_before", "hash_of_bench", "run_study"]

CELLS = "cells"
STUDY_NAME = "study.yaml"
PAGE_NAME = "report.html"
MARKDOWN_NAME = "report.md"


@dataclass(frozen=True)
class StudyRun:
    """A finished study: its folder, what it found and its record."""

    folder: Path
    found: Found
    record: Mapping[str, Any]


def run_study(
    bench: Bench,
    folder: Path | None = None,
    *,
    results: Path = Path("results"),
    jobs: int = 1,
    report: bool = True,
    progress: Callable[[StudyProgress], None] | None = None,
    place_known: Callable[[Path], None] | None = None,
) -> StudyRun:
    """Run every world of a study, and write its folder.

    Each world is a file of its own as soon as it is done. What was stopped, in whatever way, goes
    on where it stood when the same is asked with the same code: into the same folder if it is
    named, otherwise into the unfinished one that is found under `results`.

    Parameters
    ----------
    folder
        Absent, empty, or left by the same study when it was stopped.
    results
        Root of the folders that are named for you.
    jobs
        Worlds that run side by side, each in a process of its own. Changes no number.
    report
        Also write ``report.html`` and ``report.md``.
    progress
        Called after each world.
    place_known
        Called with the folder before the first world.

    Raises
    ------
    UsageError
        The folder holds something else, or is being written; nothing in it is touched.
    InternalError
        No world could be run.
    """
    resolved = _resolved(bench)
    hash_of_inputs = input_hash(resolved)
    root = results / bench.file.id
    place = folder or _unfinished(root, hash_of_inputs) or root / folder_name(hash_of_inputs)
    _refuse_unless_ours(place, resolved)
    place.mkdir(parents=True, exist_ok=True)
    with FolderLock(place):
        for left in place.rglob(f"*{TEMPORARY_SUFFIX}"):  # by a process that was killed in writing
            left.unlink()
        asked_for = {STUDY_NAME: resolved_yaml(_kept_study(bench)).encode("utf-8")}
        for name, data in {**resolved, **asked_for}.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            write_bytes_durably(place / name, data)
        if place_known is not None:
            place_known(place)
        files = CellFiles(place / CELLS, hash_of_inputs)
        outcomes, failures = run_bench(
            bench, files, hash_of_inputs=hash_of_inputs, jobs=jobs, progress=progress
        )
        if not outcomes:
            raise InternalError(f"no world could be run: {failures[0].why}")
        found = look_at(bench, outcomes, failures)
        write_tables(place, found)
        record = _record(found, hash_of_inputs)
        if report:
            _write_pages(place, found, record["digest"])
        names = [path.relative_to(place).as_posix() for path in _files_in(place)]
        record = seal(record, place, names)
        write_bytes_durably(place / RECORD_NAME, canonical_json(record))
    return StudyRun(place, found, record)


def hash_of_bench(bench: Bench) -> str:
    """Return the hash of everything that decides the numbers of a study: inputs, design, code."""
    return input_hash(_resolved(bench))


def done_before(bench: Bench, folder: Path | None, results: Path) -> list[Outcome]:
    """Return the worlds of a study that were run already, where it would go on."""
    hash_of_inputs = hash_of_bench(bench)
    place = folder or _unfinished(results / bench.file.id, hash_of_inputs)
    if place is None or not (place / CELLS).is_dir():
        return []
    files = CellFiles(place / CELLS, hash_of_inputs)
    return [found for cell in bench.cells() if (found := files.read(cell)) is not None]


def _resolved(bench: Bench) -> dict[str, bytes]:
    """Return what decides the numbers, as files by name: the inputs of each arm and the design."""
    found: dict[str, bytes] = {}
    for arm in bench.arms:
        for name, data in resolved_files(arm.inputs).items():
            found[f"{RESOLVED}/{arm.number:02d}/{name.removeprefix(f'{RESOLVED}/')}"] = data
    found[f"{RESOLVED}/design.json"] = canonical_json(_design(bench))
    return found


def _kept_study(bench: Bench) -> StudyFile:
    """Return the study with the files that it names replaced by those that its folder keeps."""
    worlds = bench.file.worlds
    stages = max(1, len(worlds.integration))

    def kept(name: str, arm: int, file: str) -> str:
        return f"{RESOLVED}/{arm:02d}/{file}.yaml" if is_file_name(name) else name

    changes: dict[str, Any] = {
        "schemes": tuple(
            kept(name, number * stages + 1, "scheme") for number, name in enumerate(worlds.schemes)
        )
    }
    for key in ("society", "conduct", "parameters", "institutions"):
        name = getattr(worlds, key)
        changes[key] = None if name is None else kept(name, 1, key)
    return bench.file.model_copy(update={"worlds": worlds.model_copy(update=changes)})


def _design(bench: Bench) -> dict[str, Any]:
    """Return how values are combined into worlds, as plain values."""
    values = plain_values(bench.file)
    keys = ("vary", "design", "replicates", "seed", "design_seed")
    return {key: _texts(values[key]) for key in keys if key in values}


def _texts(value: Any) -> Any:
    """Return plain values with numbers as text, each written out exactly as it is."""
    if isinstance(value, dict):
        return {str(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(item) for item in value]
    return value if isinstance(value, bool | str) else str(value)


def _unfinished(root: Path, hash_of_inputs: str) -> Path | None:
    """Return the newest folder of exactly these inputs and this code that was not finished."""
    for found in sorted(root.glob(f"*-{hash_of_inputs[:8]}"), reverse=True):
        if (found / RESOLVED).is_dir() and not (found / RECORD_NAME).exists():
            return found
    return None


def _refuse_unless_ours(place: Path, resolved: Mapping[str, bytes]) -> None:
    """Refuse a folder that this study must not be written to."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{place} is not a folder; name a new one with -o")
    if not place.is_dir() or not any(place.iterdir()):
        return
    if (place / RECORD_NAME).exists():
        raise UsageError(
            f"{place} already holds a finished run and is left as it is; name a new folder with -o"
        )
    for name, data in resolved.items():
        path = place / name
        if not path.is_file() or path.read_bytes() != data:
            raise UsageError(
                f"{place} holds something else than this study and is left as it is "
                f"({name} is not there, or differs); name a new or empty folder with -o"
            )


def _files_in(place: Path) -> list[Path]:
    """Return every file of a finished folder but the lock and the record."""
    left_out = {RECORD_NAME, LOCK_NAME}
    return sorted(path for path in place.rglob("*") if path.is_file() and path.name not in left_out)


def _record(found: Found, hash_of_inputs: str) -> dict[str, Any]:
    """Return the record without its list of files and without its fingerprint."""
    bench, outcomes = found.bench, found.outcomes
    digests = "".join(f"{cell.name} {outcomes[cell].digest}\n" for cell in _in_order(outcomes))
    return {
        "kind": STUDY_KIND,
        "format": FORMAT,
        "says": SAYS,
        "people": "all people are synthetic",
        "certified": True,
        "not_certified_because": [],
        "input_hash": hash_of_inputs,
        "digest": sha256_of_bytes(digests.encode())[:32],
        "study": {
            **_design(bench),
            "id": bench.file.id,
            "question": bench.file.question,
            "measures": list(bench.file.measures),
            "arms": [asked(arm.inputs) for arm in bench.arms],
            "columns": [len(arm.knobs) for arm in bench.arms],
            "factors": [len(arm.factors) for arm in bench.arms],
            "worlds": bench.worlds,
            "moved_back": {
                file: {"worlds": number, "least": str(least)}
                for file, (number, least) in found.moved.items()
            },
            "failed": [{"cell": failure.cell, "why": failure.why} for failure in found.failures],
            "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        "code": code(),
        "environment": environment(),
        "performance": {
            "seconds": round(math.fsum(outcome.seconds for outcome in outcomes.values()), 6),
            "peak_rss_mb": round(peak_rss_mb(), 1),
        },
    }


def _in_order(outcomes: Mapping[Cell, Outcome]) -> list[Cell]:
    """Return the worlds in the order of their names, whatever was done first."""
    return sorted(outcomes, key=lambda cell: cell.name)


def _write_pages(place: Path, found: Found, digest: str) -> None:
    """Write the page as HTML and as Markdown."""
    from sincerity.designs.page import study_page
    from sincerity.report.build import render_html
    from sincerity.report.markdown import render_markdown

    page = study_page(found, digest)
    write_bytes_durably(place / PAGE_NAME, render_html(page).encode("utf-8"))
    write_bytes_durably(place / MARKDOWN_NAME, render_markdown(page).encode("utf-8"))

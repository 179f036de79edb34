"""The folder of a study: begun, gone on with, finished and recorded like that of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sincerity.designs.bench import Bench
from sincerity.designs.found import Found, look_at
from sincerity.designs.model import StudyFile
from sincerity.designs.run import StudyProgress, run_bench
from sincerity.designs.tables import write_tables
from sincerity.errors import InternalError
from sincerity.runs.canonical import canonical_json
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.place import RESOLVED
from sincerity.runs.record import STUDY_KIND, asked, input_hash
from sincerity.runs.resolved import resolved_files
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.resolved import plain_values, resolved_yaml
from sincerity.study.cells import CellFiles, Outcome
from sincerity.study.worlds_folder import begun, folder_for, record_of_worlds, sealed, unfinished

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
    place = folder_for(folder, results / bench.file.id, hash_of_inputs)
    asked_for = {STUDY_NAME: resolved_yaml(_kept_study(bench)).encode("utf-8")}
    with begun(place, resolved, "study", asked_for):
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
        record = sealed(place, record)
    return StudyRun(place, found, record)


def hash_of_bench(bench: Bench) -> str:
    """Return the hash of everything that decides the numbers of a study: inputs, design, code."""
    return input_hash(_resolved(bench))


def done_before(bench: Bench, folder: Path | None, results: Path) -> list[Outcome]:
    """Return the worlds of a study that were run already, where it would go on."""
    hash_of_inputs = hash_of_bench(bench)
    place = folder or unfinished(results / bench.file.id, hash_of_inputs)
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


def _record(found: Found, hash_of_inputs: str) -> dict[str, Any]:
    """Return the record without its list of files and without its fingerprint."""
    bench, outcomes = found.bench, found.outcomes
    about = {
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
    }
    worlds = sorted((cell.name, outcome) for cell, outcome in outcomes.items())
    return record_of_worlds(STUDY_KIND, "study", about, worlds, hash_of_inputs)


def _write_pages(place: Path, found: Found, digest: str) -> None:
    """Write the page as HTML and as Markdown."""
    from sincerity.designs.page import study_page
    from sincerity.report.build import render_html
    from sincerity.report.markdown import render_markdown

    page = study_page(found, digest)
    write_bytes_durably(place / PAGE_NAME, render_html(page).encode("utf-8"))
    write_bytes_durably(place / MARKDOWN_NAME, render_markdown(page).encode("utf-8"))

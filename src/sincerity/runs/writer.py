"""Writing a run folder: claimed before the run, filled after it, the record last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sincerity.errors import InternalError, UsageError
from sincerity.measures.build import column_dictionary, metrics_table
from sincerity.runs.canonical import canonical_json
from sincerity.runs.codebook import codebook
from sincerity.runs.files import sync_folder, write_bytes_durably
from sincerity.runs.lock import FolderLock
from sincerity.runs.model import RunInputs, RunResult
from sincerity.runs.parquet import write_table
from sincerity.runs.place import INPUTS, LIBRARY, RESOLVED, clear, folder_name, refuse_unless_free
from sincerity.runs.plain_inputs import inputs_json
from sincerity.runs.record import RECORD_NAME, build_record, input_hash, seal
from sincerity.runs.resolved import resolved_files
from sincerity.runs.run import Run
from sincerity.runs.tallies_file import tallies_to_table

if TYPE_CHECKING:
    import pyarrow as pa

RESULTS = Path("results")

Writer = Callable[[RunResult], Run]


def write_run(
    inputs: RunInputs,
    result: RunResult,
    folder: Path | None = None,
    *,
    results: Path = RESULTS,
    report: bool = True,
) -> Run:
    """
    Write a finished run to a folder of its own and return it.

    Parameters
    ----------
    inputs, result
        What the run was asked and what it answered.
    folder
        Where to write: absent, empty or an unfinished run. Left out, the folder is
        ``<results>/<study>/<UTC time>-<8 hex of the input hash>``.
    results
        Root of named folders.
    report
        Also write ``report.html``.

    Raises
    ------
    UsageError
        The folder holds something else or is being written by another process; nothing is lost.
    InternalError
        The report could not be made; the numbers are written and complete.
    """
    with claim(inputs, folder, results=results, report=report) as write:
        return write(result)


@contextmanager
def claim(
    inputs: RunInputs,
    folder: Path | None = None,
    *,
    results: Path = RESULTS,
    report: bool = True,
) -> Iterator[Writer]:
    """
    Claim the folder before a long run and hand out the function that fills it.

    A folder that cannot be used is refused before any computing. If the block ends without a
    written run (an error, Ctrl-C), what was begun is removed and the folder is as it was before.

    Parameters are those of `write_run`; the errors too.
    """
    resolved = resolved_files(inputs)
    hash_of_inputs = input_hash(resolved)
    place = folder or results / inputs.study / folder_name(hash_of_inputs)
    refuse_unless_free(place)
    made: list[Path] = []
    lock = FolderLock(place)
    finished: list[Run] = []

    def write(result: RunResult) -> Run:
        record = build_record(inputs, result, hash_of_inputs)
        with _plain_disk_errors(place):
            run, failure = _fill(place, inputs, result, record, resolved, report=report)
        finished.append(run)
        if failure is not None:
            raise InternalError(
                f"the report could not be made ({failure}); "
                f"the numbers are complete in {place} and can be used"
            ) from failure
        return run

    try:
        with _plain_disk_errors(place):
            _make_folder(place, made)
            lock.acquire()
        refuse_unless_free(place)  # again, now that nobody else can be writing
        clear(place)
        yield write
    finally:
        if lock.is_held and not finished:
            clear(place)
        lock.release()
        if not finished:
            _remove_if_empty(made)


def finished_run(inputs: RunInputs, results: Path = RESULTS) -> Run | None:
    """Return the newest finished run of exactly these inputs and this code, if there is one."""
    wanted = input_hash(resolved_files(inputs))
    for folder in sorted((results / inputs.study).glob(f"*-{wanted[:8]}"), reverse=True):
        if (folder / RECORD_NAME).is_file():
            run = Run(folder)
            if run.record["input_hash"] == wanted and not run.verify():
                return run
    return None


def _fill(
    folder: Path,
    inputs: RunInputs,
    result: RunResult,
    record: dict[str, Any],
    resolved: Mapping[str, bytes],
    *,
    report: bool,
) -> tuple[Run, Exception | None]:
    """Write every file, the record last; return the run and why the report failed, if it did."""
    (folder / RESOLVED).mkdir(exist_ok=True)
    for name, data in resolved.items():
        write_bytes_durably(folder / name, data)
    book = codebook(inputs.scheme, inputs.conduct)
    tallies = result.tallies
    write_table(folder / "tallies.parquet", tallies_to_table(tallies))
    write_table(
        folder / "metrics.parquet",
        metrics_table(tallies, book, scenario=inputs.scenario, replicate=inputs.replicate),
    )
    write_table(folder / "bulletins.parquet", bulletins_table(result))
    write_bytes_durably(folder / "columns.json", canonical_json(column_dictionary(tallies)))
    names = [*resolved, "tallies.parquet", "metrics.parquet", "bulletins.parquet", "columns.json"]
    if result.recording is not None:
        from sincerity.runs.library_file import library_json
        from sincerity.runs.recording_files import write_recording
        from sincerity.society.blueprint import library_of

        names += write_recording(folder, result.recording)
        write_bytes_durably(folder / INPUTS, inputs_json(inputs))
        write_bytes_durably(folder / LIBRARY, library_json(library_of(inputs.society)))
        names += [INPUTS, LIBRARY]
    failure = None
    if report:
        from sincerity.report.build import write_report

        try:
            write_report(Run.unsealed(folder, record), folder / "report.html")
            names.append("report.html")
        except Exception as error:  # the numbers must survive a fault of the report
            failure = error
    write_bytes_durably(folder / "log.jsonl", _log(result, failure))
    sealed = seal(record, folder, [*names, "log.jsonl"])
    write_bytes_durably(folder / RECORD_NAME, canonical_json(sealed))
    return Run(folder), failure


def bulletins_table(result: RunResult) -> pa.Table:
    """Return the bulletins as a table: month, township, and one column a measure."""
    import pyarrow as pa

    months, townships, _ = result.bulletins.shape
    columns = {
        "month": pa.array(np.repeat(np.arange(1, months + 1, dtype=np.int16), townships)),
        "township": pa.array(np.tile(np.arange(townships, dtype=np.int32), months)),
    }
    for place, name in enumerate(result.bulletin_measures):
        columns[name] = pa.array(np.ascontiguousarray(result.bulletins[:, :, place]).ravel())
    return pa.table(columns)


def _log(result: RunResult, failure: Exception | None) -> bytes:
    """Return the log: one JSON object a line, oldest first."""
    entries: list[Mapping[str, Any]] = [
        *result.notes,
        {
            "event": "written",
            "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "seconds": round(result.seconds, 6),
            "digest": result.digest,
        },
    ]
    if failure is not None:
        entries.append({"event": "report_failed", "why": f"{type(failure).__name__}: {failure}"})
    lines = [json.dumps(entry, sort_keys=True, ensure_ascii=False) + "\n" for entry in entries]
    return "".join(lines).encode("utf-8")


@contextmanager
def _plain_disk_errors(place: Path) -> Iterator[None]:
    """Turn a refusal of the disk into one sentence that names the folder."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write the run to {place}: {reason}; nothing was kept") from error


def _make_folder(place: Path, made: list[Path]) -> None:
    """Make the folder and its parents, noting in `made` what did not exist, outermost first."""
    missing: list[Path] = []
    step = place
    while not step.exists():
        missing.insert(0, step)
        step = step.parent
    for path in missing:
        made.append(path)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def _remove_if_empty(made: list[Path]) -> None:
    """Remove the folders that were made for a run that did not happen, innermost first."""
    for path in reversed(made):
        if not path.exists():
            continue
        if any(path.iterdir()):
            return
        path.rmdir()

"""The folder of a calibration: begun, gone on with, finished and recorded like that of a run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sincerity.calibrate.model import CUT
from sincerity.calibrate.run import Calibration, Found, Progress
from sincerity.calibrate.tables import write_tables
from sincerity.calibrate.worlds import Bench
from sincerity.errors import UsageError
from sincerity.runs.canonical import canonical_json, sha256_of_bytes
from sincerity.runs.environment import code, environment
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.lock import LOCK_NAME, FolderLock
from sincerity.runs.model import FORMAT
from sincerity.runs.place import RESOLVED, folder_name
from sincerity.runs.record import CALIBRATION_KIND, RECORD_NAME, SAYS, input_hash, seal
from sincerity.runs.resolved import resolved_files
from sincerity.scheme.resolved import resolved_yaml
from sincerity.study.cells import CellFiles
from sincerity.study.memory import peak_rss_mb

__all__ = ["CalibrationRun", "run_calibration"]

CELLS = "cells"
PAGE_NAME = "report.html"
MARKDOWN_NAME = "report.md"


@dataclass(frozen=True)
class CalibrationRun:
    """A finished calibration: its folder, what it found and its record."""

    folder: Path
    found: Found
    bench: Bench
    record: Mapping[str, Any]


def run_calibration(
    calibration: Calibration,
    folder: Path | None = None,
    *,
    results: Path = Path("results"),
    report: bool = True,
    progress: Callable[[Progress], None] | None = None,
    place_known: Callable[[Path], None] | None = None,
) -> CalibrationRun:
    """Run every world of a calibration, and write its folder.

    Each world is a file of its own as soon as it is done, so what was stopped goes on where it
    stood when the same is asked with the same code, into the same folder.

    Parameters
    ----------
    folder
        Absent, empty, or left by the same calibration when it was stopped.
    results
        Root of the folders that are named for you.
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
    """
    bench = calibration.bench()
    resolved = _resolved(calibration, bench)
    hash_of_inputs = input_hash(resolved)
    root = results / f"calibrate-{calibration.name}"
    place = folder or _unfinished(root, hash_of_inputs) or root / folder_name(hash_of_inputs)
    _refuse_unless_ours(place, resolved)
    place.mkdir(parents=True, exist_ok=True)
    with FolderLock(place):
        for name, data in resolved.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            write_bytes_durably(place / name, data)
        if place_known is not None:
            place_known(place)
        files = CellFiles(place / CELLS, hash_of_inputs)
        found = calibration.run(files, bench, progress=progress)
        write_tables(place, found)
        record = _record(calibration, bench, found, hash_of_inputs)
        if report:
            _write_pages(place, calibration, bench, found, record["digest"])
        names = [path.relative_to(place).as_posix() for path in _files_in(place)]
        record = seal(record, place, names)
        write_bytes_durably(place / RECORD_NAME, canonical_json(record))
    return CalibrationRun(place, found, bench, record)


def _resolved(calibration: Calibration, bench: Bench) -> dict[str, bytes]:
    """Return what decides the numbers, as files by name: rows, inputs, rules, what was asked."""
    found = {
        f"{RESOLVED}/targets.yaml": resolved_yaml(calibration.targets).encode("utf-8"),
        f"{RESOLVED}/calibration.json": canonical_json(calibration.asked()),
    }
    for name, data in resolved_files(bench.inputs).items():
        if name != f"{RESOLVED}/scheme.yaml":
            found[name] = data
    for rules, (_, scheme) in zip(calibration.targets.run.rules, bench.rules, strict=True):
        found[f"{RESOLVED}/rules/{rules.begins}.yaml"] = resolved_yaml(scheme).encode("utf-8")
    return found


def _unfinished(root: Path, hash_of_inputs: str) -> Path | None:
    """Return the newest folder of exactly these inputs and this code that was not finished."""
    for found in sorted(root.glob(f"*-{hash_of_inputs[:8]}"), reverse=True):
        if (found / RESOLVED).is_dir() and not (found / RECORD_NAME).exists():
            return found
    return None


def _refuse_unless_ours(place: Path, resolved: Mapping[str, bytes]) -> None:
    """Refuse a folder that this calibration must not be written to."""
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
                f"{place} holds something else than this calibration and is left as it is "
                f"({name} is not there, or differs); name a new or empty folder with -o"
            )


def _files_in(place: Path) -> list[Path]:
    """Return every file of a finished folder but the lock, the record and what was left behind."""
    left_out = {RECORD_NAME, LOCK_NAME}
    return sorted(
        path
        for path in place.rglob("*")
        if path.is_file() and path.name not in left_out and not path.name.endswith(".partial")
    )


def _record(
    calibration: Calibration, bench: Bench, found: Found, hash_of_inputs: str
) -> dict[str, Any]:
    """Return the record without its list of files and without its fingerprint."""
    targets = found.targets
    outcomes = found.outcomes
    digests = "".join(f"{cell.name} {outcomes[cell].digest}\n" for cell in sorted(outcomes))
    return {
        "kind": CALIBRATION_KIND,
        "format": FORMAT,
        "says": SAYS,
        "people": "all people are synthetic",
        "certified": True,
        "not_certified_because": [],
        "input_hash": hash_of_inputs,
        "digest": sha256_of_bytes(digests.encode())[:32],
        "calibration": {
            **calibration.asked(),
            "society": bench.recipe.id,
            "residents": bench.compiled.n_residents,
            "months": bench.months,
            "rows_fitted": len(targets.fitted_rows),
            "parameters_fitted": len(targets.fitted_parameters),
            "degrees_of_freedom": targets.degrees_of_freedom,
            "cut": CUT,
            "waves": len(found.boxes),
            "settings": len(found.judged),
            "kept": len(found.kept),
            "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        "code": code(),
        "environment": environment(),
        "performance": {
            "seconds": round(math.fsum(outcome.seconds for outcome in outcomes.values()), 6),
            "peak_rss_mb": round(peak_rss_mb(), 1),
        },
    }


def _write_pages(
    place: Path, calibration: Calibration, bench: Bench, found: Found, digest: str
) -> None:
    """Write the page as HTML and as Markdown."""
    from sincerity.calibrate.page import calibration_page
    from sincerity.report.build import render_html
    from sincerity.report.markdown import render_markdown

    page = calibration_page(calibration, bench, found, digest)
    write_bytes_durably(place / PAGE_NAME, render_html(page).encode("utf-8"))
    write_bytes_durably(place / MARKDOWN_NAME, render_markdown(page).encode("utf-8"))

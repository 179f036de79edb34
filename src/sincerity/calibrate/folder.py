"""The folder of a calibration: begun, gone on with, finished and recorded like that of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sincerity.calibrate.model import CUT
from sincerity.calibrate.run import Calibration, Found, Progress
from sincerity.calibrate.tables import write_tables
from sincerity.calibrate.worlds import Bench
from sincerity.runs.canonical import canonical_json
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.place import RESOLVED
from sincerity.runs.record import CALIBRATION_KIND, input_hash
from sincerity.runs.resolved import resolved_files
from sincerity.scheme.resolved import resolved_yaml
from sincerity.study.cells import CellFiles
from sincerity.study.worlds_folder import begun, folder_for, record_of_worlds, sealed

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
    place = folder_for(folder, results / f"calibrate-{calibration.name}", hash_of_inputs)
    with begun(place, resolved, "calibration"):
        if place_known is not None:
            place_known(place)
        files = CellFiles(place / CELLS, hash_of_inputs)
        found = calibration.run(files, bench, progress=progress)
        write_tables(place, found)
        record = _record(calibration, bench, found, hash_of_inputs)
        if report:
            _write_pages(place, calibration, bench, found, record["digest"])
        record = sealed(place, record)
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


def _record(
    calibration: Calibration, bench: Bench, found: Found, hash_of_inputs: str
) -> dict[str, Any]:
    """Return the record without its list of files and without its fingerprint."""
    targets, outcomes = found.targets, found.outcomes
    about = {
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
    }
    worlds = [(cell.name, outcomes[cell]) for cell in sorted(outcomes)]
    return record_of_worlds(CALIBRATION_KIND, "calibration", about, worlds, hash_of_inputs)


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

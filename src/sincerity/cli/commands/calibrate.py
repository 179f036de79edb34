"""`sincerity calibrate`: a shipped scheme held against the published rows that ship with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.commands.run import Threads
from sincerity.cli.console import Console, pairs, table

if TYPE_CHECKING:
    from sincerity.calibrate.folder import CalibrationRun
    from sincerity.calibrate.predict import Predicted

SAID = "In this model, under these assumptions. All people are synthetic."

Name = Annotated[
    str,
    typer.Argument(
        metavar="SCHEME",
        help="court-list, tax-rating, credit-file or midas. Only published numbers that ship with "
        "the package can be fitted.",
    ),
]
Society = Annotated[
    str | None,
    typer.Option(
        "--society", help="Another society than the one of this calibration: a name or a file."
    ),
]
Draws = Annotated[int, typer.Option("--draws", help="Settings in a wave, 8 to 4,096.")]
Waves = Annotated[
    int,
    typer.Option(
        "--waves",
        help="Waves at most, 1 to 6. A further one looks closer around the nearest settings, "
        "while fewer than 24 are kept.",
    ),
]
Replicates = Annotated[
    int,
    typer.Option("--replicates", help="Worlds of one setting that show what chance alone does."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder; named for you when left out.")
]
Results = Annotated[Path, typer.Option("--results", help="Root of the folders named for you.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of events.")]
DesignSeed = Annotated[int, typer.Option("--design-seed", help="Seed of the settings.")]
Report = Annotated[bool, typer.Option("--report/--no-report", help="Write the page as well.")]


def execute(
    scheme: Name,
    society: Society = None,
    draws: Draws = 64,
    waves: Waves = 3,
    replicates: Replicates = 8,
    output: Output = None,
    results: Results = Path("results"),
    seed: Seed = 1,
    design_seed: DesignSeed = 1,
    report: Report = True,
    threads: Threads = None,
    *,
    console: Console,
) -> int:
    """Hold a shipped scheme against published numbers: what they do not rule out, what follows.

    A setting is a value for everything that is free, and each is run as a world of its own: that \
takes minutes. Settings too far from a published number are ruled out; what the others say of all \
else is a prediction, printed beside what was published of it.

    Stopped, it goes on where it was when called again. Exit code 1: no setting is kept.
    """
    from sincerity.calibrate.folder import run_calibration
    from sincerity.calibrate.run import Calibration
    from sincerity.cli.worlds import shown_worlds

    calibration = Calibration(
        scheme,
        society=society,
        draws=draws,
        waves=waves,
        replicates=replicates,
        seed=seed,
        design_seed=design_seed,
        threads=threads,
    )
    _ = calibration.targets  # a name that does not ship comes before any word of a world
    where: list[Path] = []
    try:
        with shown_worlds(console) as show:
            run = run_calibration(
                calibration,
                output,
                results=results,
                report=report,
                progress=show,
                place_known=where.append,
            )
    except KeyboardInterrupt:
        if where:
            console.note(
                f"the worlds that are done are kept in {where[0]}; "
                "the same command goes on from there"
            )
        raise
    console.result(_json(run), _text(run))
    return 0 if run.found.kept else PROBLEMS


def _json(run: CalibrationRun) -> dict[str, Any]:
    """Return what ``calibrate --json`` prints."""
    from sincerity.calibrate.tables import predicted_row, row_of

    found = run.found
    by_id = {predicted.asked.id: predicted for predicted in found.predicted}
    return {
        "calibration": found.targets.id,
        "rows_fitted": len(found.targets.fitted_rows),
        "parameters_fitted": len(found.targets.fitted_parameters),
        "degrees_of_freedom": found.targets.degrees_of_freedom,
        "settings": len(found.judged),
        "waves": len(found.boxes),
        "kept": len(found.kept),
        "residents": run.bench.compiled.n_residents,
        "rows": [row_of(found, by_id[row.id]) for row in found.targets.fitted_rows],
        "predictions": [predicted_row(found, predicted) for predicted in found.predicted],
        "free": [_free(run, free.id) for free in found.targets.free],
        "lacks": list(found.targets.lacks),
        "digest": run.record["digest"],
        "run": str(run.folder),
    }


def _free(run: CalibrationRun, name: str) -> dict[str, Any]:
    """Return a free parameter with its range and what the rows leave of it."""
    free = next(free for free in run.found.targets.free if free.id == name)
    kept = [float(setting.point.values[name]) for setting in run.found.kept]
    return {
        "parameter": name,
        "unit": free.unit,
        "fitted": free.fitted,
        "low": float(free.range[0]),
        "high": float(free.range[1]),
        "kept_low": min(kept, default=None),
        "kept_high": max(kept, default=None),
    }


def _text(run: CalibrationRun) -> str:
    """Return what was found for a reader."""
    from sincerity.calibrate.page import degrees, in_words
    from sincerity.calibrate.tables import row_of

    found = run.found
    by_id = {predicted.asked.id: predicted for predicted in found.predicted}
    fitted = [row_of(found, by_id[row.id]) for row in found.targets.fitted_rows]
    rows = [
        [
            f"{row['label']} ({row['unit']})",
            _number(row["published"]),
            _number(row["nearest"]),
            _number(row["implausibility"]),
            _interval(row["kept_low"], row["kept_high"]),
        ]
        for row in fitted
    ]
    free = [_free(run, item.id) for item in found.targets.free]
    others = [predicted for predicted in found.predicted if predicted.role != "fitted"]
    scale = _scale(run)
    lines = [
        in_words(found),
        degrees(found),
        *([scale] if scale else []),
        "",
        table(["fitted row", "published", "nearest", "implausibility", "kept settings"], rows),
        "",
        table(
            ["free parameter", "range", "kept settings", "unit"],
            [
                [
                    item["parameter"] if item["fitted"] else f"{item['parameter']} (not fitted)",
                    _interval(item["low"], item["high"]),
                    _interval(item["kept_low"], item["kept_high"]),
                    item["unit"],
                ]
                for item in free
            ],
        ),
        "",
        table(
            ["predicted, not fitted", "published", "middle", "kept settings"],
            [_predicted(predicted) for predicted in others],
        ),
        "",
        "What the model lacks:",
        *(f"- {text}" for text in found.targets.lacks),
        "",
        SAID,
        pairs({"run": str(run.folder), "digest": run.record["digest"]}),
    ]
    page = run.folder / "report.html"
    if page.is_file():
        lines.append(pairs({"report": str(page)}))
    return "\n".join(lines)


def _scale(run: CalibrationRun) -> str:
    """Say for how many people of the country a synthetic one stands; empty where for none."""
    if run.found.targets.country_adults is None:
        return ""
    return (
        f"{run.bench.compiled.n_residents:,} synthetic people stand for a country: one synthetic "
        f"adult for {run.bench.people_each:,.0f}."
    )


def _predicted(predicted: Predicted) -> list[str]:
    """Return one prediction as cells."""
    return [
        f"{predicted.asked.label} ({predicted.asked.unit})",
        _number(predicted.published),
        _number(predicted.middle),
        _interval(predicted.low, predicted.high),
    ]


def _interval(low: float | None, high: float | None) -> str:
    """Return an interval as text."""
    return "" if low is None else f"{_number(low)} to {_number(high)}"


def _number(number: float | None) -> str:
    """Return a number with three significant figures."""
    return "" if number is None else f"{number:,.3g}"

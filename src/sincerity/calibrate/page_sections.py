"""The parts of the page of a calibration, from the fitted rows to the command that repeats it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from sincerity.calibrate.model import CUT, ROLES, Row
from sincerity.calibrate.page_figures import against_published, by_year
from sincerity.calibrate.predict import Predicted
from sincerity.calibrate.run import Calibration, Found
from sincerity.calibrate.tables import row_of
from sincerity.calibrate.worlds import Bench
from sincerity.report.model import Cell, Code, Col, Section, Table

__all__ = ["command", "sections"]


def sections(calibration: Calibration, bench: Bench, found: Found) -> list[Section]:
    """Return the sections in reading order."""
    return [
        _rows(found),
        _free(found),
        _dated(found, bench),
        _predicted(found),
        *([_by_year(found)] if found.targets.forecasts else []),
        _not_modelled(found),
        Section(
            id="lacks",
            title="What the model lacks",
            paragraphs=["What the rows hold and nothing in the model stands for:"],
            points=list(found.targets.lacks),
        ),
        _method(calibration, found),
    ]


def command(calibration: Calibration) -> str:
    """Return the command that repeats a calibration."""
    words = ["sincerity", "calibrate", calibration.name]
    if calibration.society is not None:
        words += ["--society", str(calibration.society)]
    words += ["--draws", str(calibration.draws), "--waves", str(calibration.waves)]
    words += ["--replicates", str(calibration.replicates), "--seed", str(calibration.seed)]
    if calibration.design_seed != 1:
        words += ["--design-seed", str(calibration.design_seed)]
    return shlex.join(words)


def _rows(found: Found) -> Section:
    """Return the fitted rows with the residuals of the nearest setting."""
    by_id = {predicted.asked.id: predicted for predicted in found.predicted}
    rows = [row_of(found, by_id[row.id]) for row in found.targets.fitted_rows]
    keys = ("published", "nearest", "residual", "implausibility", "kept_low", "kept_high")
    spread = ("rounding", "sampling", "chance", "discrepancy")
    return Section(
        id="rows",
        title="Fitted rows and residuals",
        paragraphs=[
            "The nearest setting is the one whose worst row lies least far away. It is no "
            "estimate: every kept setting counts alike.",
        ],
        figures=against_published(found, "fitted"),
        tables=[
            Table(
                "Fitted rows, residuals of the nearest setting, and the span of the kept settings",
                [
                    Col("Row"),
                    Col("Mark"),
                    *(
                        Col(name, "decimal")
                        for name in (
                            "Published",
                            "Nearest setting",
                            "Residual",
                            "Implausibility",
                            "Kept: smallest",
                            "Kept: largest",
                        )
                    ),
                ],
                [
                    [f"{row['label']}, {row['unit']}", row["mark"], *(row[k] for k in keys)]
                    for row in rows
                ],
                is_open=True,
            ),
            Table(
                "What the distance is divided by, as standard deviations",
                [
                    Col("Row"),
                    *(
                        Col(name, "decimal")
                        for name in ("Half of the last digit", "Sampling", "Chance", "Discrepancy")
                    ),
                ],
                [[row["label"], *(row[k] for k in spread)] for row in rows],
            ),
            _sources(found.targets.fitted_rows, found),
        ],
    )


def _sources(rows: Sequence[Row], found: Found) -> Table:
    """Return where the rows come from."""
    titles = found.targets.sources
    return Table(
        "Where the rows come from",
        [Col("Row"), Col("Until"), Col("Mark"), Col("Source"), Col("Note")],
        [
            [
                row.label,
                row.until,
                row.mark or "",
                titles[row.source].title if row.source else "",
                row.note or (row.discrepancy.note or "" if row.discrepancy else ""),
            ]
            for row in rows
        ],
    )


def _free(found: Found) -> Section:
    """Return what is free, how far it may lie and what is left of it."""
    rows: list[list[Cell]] = []
    for free in found.targets.free:
        kept = [float(setting.point.values[free.id]) for setting in found.kept]
        rows.append(
            [
                free.label,
                free.unit,
                *(_figures(end) for end in (float(free.range[0]), float(free.range[1]))),
                *(_figures(end) for end in (min(kept, default=None), max(kept, default=None))),
                "fitted" if free.fitted else "predictions alone",
                free.mark or "",
            ]
        )
    numbers = ("Lowest", "Highest", "Kept: lowest", "Kept: highest")
    return Section(
        id="free",
        title="What is free",
        paragraphs=[
            "Every setting has a value of each. Where the kept settings reach as far as the "
            "range, the rows say nothing about the parameter by itself.",
        ],
        tables=[
            Table(
                "Free parameters, their ranges, and what the rows leave of them",
                [
                    Col("Parameter"),
                    Col("Unit"),
                    *(Col(name) for name in numbers),
                    Col("Held against rows"),
                    Col("Mark of the range"),
                ],
                rows,
                is_open=True,
            ),
            Table(
                "What the free parameters mean, and what they set",
                [Col("Parameter"), Col("Meaning"), Col("Sets"), Col("Note")],
                [
                    [
                        free.label,
                        free.meaning,
                        ", ".join(place.at for place in free.sets),
                        free.note or "",
                    ]
                    for free in found.targets.free
                ],
            ),
        ],
    )


def _figures(number: float | None) -> str | None:
    """Return a number with three figures that count: chances may be far below a hundredth."""
    return None if number is None else f"{number:,.3g}"


def _dated(found: Found, bench: Bench) -> Section:
    """Return the rules and numbers that change on a date."""
    rows: list[list[Cell]] = [
        [rules.begins, scheme.title, rules.mark or "", rules.note or ""]
        for rules, (_, scheme) in zip(found.targets.run.rules, bench.rules, strict=True)
    ]
    for free in found.targets.free:
        for place in free.sets:
            if place.begins is not None or place.until is not None:
                when = place.begins or f"until {place.until}"
                rows.append([when, free.label, free.mark or "", free.meaning])
    for number in found.targets.run.fixed:
        name = f"{number.at} = {number.value}"
        rows.append(
            [found.targets.run.begins, name, number.mark or "", "the same in every setting"]
        )
    return Section(
        id="dated",
        title="Dated inputs",
        paragraphs=[
            "What changes on a date is put in, not found. Entries made under earlier rules keep "
            "the end that they had.",
        ],
        tables=[
            Table(
                "Rules, and numbers that hold for a part of the time or differ from the files",
                [Col("From"), Col("What"), Col("Mark"), Col("Note")],
                rows,
                is_open=True,
            )
        ],
    )


_SPAN = ("Smallest", "Middle", "Largest", "Nearest setting")


def _numbers(predicted: Predicted) -> list[Cell]:
    """Return a predicted number as cells."""
    return [predicted.low, predicted.middle, predicted.high, predicted.nearest]


def _predicted(found: Found) -> Section:
    """Return published rows that were not fitted, beside what the kept settings say."""
    shown = [p for p in found.predicted if p.role in ("predicted", "implied")]
    held = {True: "yes", False: "no", None: "no number"}
    ids = {p.asked.id for p in shown}
    return Section(
        id="predicted",
        title="Published rows that were predicted",
        paragraphs=["None of these was fitted. They are printed whether they fit or not."],
        figures=against_published(found, "predicted"),
        tables=[
            Table(
                "Predicted beside published",
                [
                    Col("Row"),
                    Col("Unit"),
                    Col("Published", "decimal"),
                    *(Col(name, "decimal") for name in _SPAN),
                    Col("Holds the published number"),
                ],
                [
                    [
                        p.asked.label,
                        p.asked.unit,
                        p.published,
                        *_numbers(p),
                        held[p.holds_published] if p.kept else "nothing is predicted",
                    ]
                    for p in shown
                ],
                is_open=True,
            ),
            _sources([row for row in found.targets.rows if row.id in ids], found),
        ],
    )


def _by_year(found: Found) -> Section:
    """Return the predictions year by year."""
    shown = [p for p in found.predicted if p.role is None]
    groups = [
        (forecast.label, [p for p in shown if p.asked.id.startswith(f"{forecast.id}_")])
        for forecast in found.targets.forecasts
    ]
    return Section(
        id="years",
        title="Predictions by year",
        paragraphs=["Under the rules as they changed, and all else as it was."],
        figures=[by_year(label, group, found) for label, group in groups if len(group) > 1]
        if found.kept
        else [],
        tables=[
            Table(
                "Every prediction by year",
                [Col("Number"), Col("Unit"), *(Col(name, "decimal") for name in _SPAN)],
                [[p.asked.label, p.asked.unit, *_numbers(p)] for p in shown],
            )
        ],
    )


def _not_modelled(found: Found) -> Section:
    """Return published rows that nothing in the model stands for."""
    rows = [row for row in found.targets.rows if row.role == "not_modelled"]
    return Section(
        id="not-modelled",
        title="Published rows without a counterpart",
        paragraphs=[f"Published, and not compared: {ROLES['not_modelled']}."],
        tables=[
            Table(
                "Rows that are not modelled",
                [Col("Row"), Col("Until"), Col("Value", "decimal"), Col("Unit"), Col("Why not")],
                [
                    [
                        row.label,
                        row.until,
                        None if row.value is None else float(row.value),
                        row.unit,
                        row.note or "",
                    ]
                    for row in rows
                ],
                is_open=True,
            )
        ]
        if rows
        else [],
    )


def _method(calibration: Calibration, found: Found) -> Section:
    """Return how the settings were held against the rows, and how to do it again."""
    waves = "; ".join(
        f"wave {number}: {sum(j.point.wave == number for j in found.judged)} settings, "
        f"{sum(j.is_kept for j in found.judged if j.point.wave == number)} kept"
        for number in range(1, len(found.boxes) + 1)
    )
    return Section(
        id="method",
        title="How it was done",
        paragraphs=[
            "Settings are a Latin hypercube over the ranges of the free parameters. Each is run as "
            "a world of its own, with accidents of its own; nothing stands in for a world.",
            "Implausibility of a row: |simulated - published| / square root of (variance of chance "
            "+ square of the half last digit / 3 + square of the sampling error + square of the "
            f"discrepancy). A setting is kept when no fitted row lies beyond {CUT}.",
            f"The variance of chance is that over {calibration.replicates} worlds at the middle of "
            "all ranges; it grows with the number itself.",
            f"A further wave looks closer around the nearest settings while few are kept. {waves}.",
        ],
        code=[Code("The same again:", command(calibration))],
    )

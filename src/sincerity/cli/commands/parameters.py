"""`sincerity parameters`: every number behind a run, how well it is known, what hangs on it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.commands.run import (
    Conduct,
    InstitutionFile,
    Integration,
    ParameterFile,
    Set,
    Setting,
    Society,
    assignments,
)
from sincerity.cli.console import Console, table, write

if TYPE_CHECKING:
    from sincerity.study.assumptions import Assumption
    from sincerity.study.parameter_table import Strength

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Mark = Annotated[
    str | None, typer.Option("--mark", help="Only values of this mark, such as M- or GAP.")
]
UsedIn = Annotated[
    str | None, typer.Option("--used-in", metavar="PHASE", help="Only values read in this phase.")
]
Varied = Annotated[
    bool, typer.Option("--varied", help="Only assumptions that this run would read.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")]
Influence = Annotated[
    Path | None,
    typer.Option(
        "--influence",
        metavar="FOLDER",
        help="Show the rank correlations of a finished 'sincerity run --against'.",
    ),
]
Measure = Annotated[
    str, typer.Option("--measure", help="Measure whose difference the influence is on.")
]


def execute(
    scheme: Scheme = "suining-2010",
    society: Society = "teaching-town",
    mark: Mark = None,
    used_in: UsedIn = None,
    varied: Varied = False,
    as_csv: AsCsv = False,
    influence: Influence = None,
    measure: Measure = "burden_false",
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    *,
    console: Console,
) -> None:
    """Print one table of all values: value, unit, range, source, mark, phases, influence.

    Rows keep the order of the files. Influence is the rank correlation with the difference in one
    measure between two settings.
    """
    from sincerity.study import Study
    from sincerity.study.assumptions import every_value
    from sincerity.study.parameter_table import parameter_rows, read_strengths
    from sincerity.study.reading import is_read

    study = Study(
        scheme,
        society,
        settings=assignments(setting, "--setting"),
        set=assignments(set_, "--set"),
        conduct=conduct,
        parameters=parameters,
        institutions=institutions,
        integration=integration,
    )
    inputs = study.inputs
    values = every_value(inputs)
    _require_known("--mark", mark, [found.mark or "" for found in values])
    _require_known("--used-in", used_in, [phase for found in values for phase in found.used_in])
    kept = [
        found
        for found in values
        if (mark is None or found.mark == mark)
        and (used_in is None or used_in in found.used_in)
        and (not varied or (found.is_open and is_read(found, inputs)))
    ]
    strengths = None if influence is None else read_strengths(influence, measure)
    rows = parameter_rows(kept, strengths)
    if as_csv and not console.as_json:
        write(sys.stdout, _csv(rows))
        return
    console.result(
        {"scheme": inputs.scheme.id, "count": len(rows), "values": rows},
        _text(rows, kept, strengths, measure),
    )


def _require_known(option: str, given: str | None, known: Sequence[str]) -> None:
    """Refuse a word that no value has, with what there is."""
    from sincerity.errors import UsageError

    if given is not None and given not in known:
        offered = ", ".join(sorted({word for word in known if word}))
        raise UsageError(f"no value has {option} '{given[:40]}'; there are: {offered}")


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the table as CSV in which no text can act as a formula."""
    from sincerity.runs.cells import csv_text
    from sincerity.study.parameter_table import PARAMETER_COLUMNS

    return csv_text(PARAMETER_COLUMNS, [[row[name] for name in PARAMETER_COLUMNS] for row in rows])


def _text(
    rows: Sequence[Mapping[str, Any]],
    kept: Sequence[Assumption],
    strengths: Mapping[str, Strength] | None,
    measure: str,
) -> str:
    """Return the table for a reader."""
    names = ["id", "value", "unit", "range", "source", "mark", "used_in"]
    headings = ["id", "value", "unit", "range", "source", "mark", "used in"]
    cells = [[row[name] for name in names] for row in rows]
    if strengths is not None:
        headings.append("influence")
        cells = [[*line, _influence(row)] for line, row in zip(cells, rows, strict=True)]
    open_ = sum(found.is_open for found in kept)
    below = f"{len(rows)} values; {open_} of them are assumptions, which draws vary where read."
    if strengths is not None:
        below += (
            f"\nInfluence: rank correlation with the difference in {measure}; * where it is larger "
            "than accident explains among so many."
        )
    return f"{table(headings, cells)}\n\n{below}"


def _influence(row: Mapping[str, Any]) -> str:
    """Return a rank correlation as text."""
    if row["influence"] is None:
        return ""
    word = f" ({row['word']})" if row["word"] else ""
    return f"{row['influence']:+.2f}{'*' if row['stands_out'] else ''}{word}"

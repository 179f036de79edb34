"""`sincerity ablate`: a run with one mechanism taken out at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.commands.run import (
    Conduct,
    InstitutionFile,
    Integration,
    Months,
    ParameterFile,
    Scheme,
    Seed,
    Set,
    Setting,
    Society,
    Threads,
    assignments,
)
from sincerity.cli.console import Console, pairs, table
from sincerity.cli.files import Force, refuse_to_replace

if TYPE_CHECKING:
    from sincerity.study.ablate import Ablated, Matrix
    from sincerity.study.ablations import Ablation

SHOWN = (
    "burden_false_rate",
    "people_wronged",
    "months_to_recover",
    "spillover",
    "blocked_attempts",
    "harms_prevented",
)
"""Measures of the printed table unless others are named; all of them go into JSON and the file."""

SAID = "In this model, under these assumptions. All people are synthetic."

Replicates = Annotated[
    int, typer.Option("--replicates", help="Series of accidents behind every number.")
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="MECHANISM", help="Take out this one; may be repeated."),
]
Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", help="Print this measure; may be repeated."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Also write all measures to a CSV file.")
]
Mechanisms = Annotated[
    bool, typer.Option("--list", help="Say what can be taken out, and run nothing.")
]


def execute(
    scheme: Scheme = "suining-2010",
    society: Society = "teaching-town",
    months: Months = 36,
    replicates: Replicates = 3,
    only: Only = None,
    measure: Measure = None,
    output: Output = None,
    force: Force = False,
    mechanisms: Mechanisms = False,
    seed: Seed = 1,
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    threads: Threads = None,
    *,
    console: Console,
) -> None:
    """Run a scheme with one mechanism off at a time, and print what that does to the measures."""
    from sincerity.errors import UsageError
    from sincerity.measures.headline import NAMES
    from sincerity.study import Study
    from sincerity.study.ablate import ablate
    from sincerity.study.ablations import chosen

    ablations = chosen(only or ())
    if mechanisms:
        _list(ablations, console)
        return
    shown = tuple(measure or SHOWN)
    if unknown := [name for name in shown if name not in NAMES]:
        raise UsageError(f"there is no measure '{unknown[0][:60]}'; there are: {', '.join(NAMES)}")
    if not 1 <= replicates <= 1000:
        raise UsageError(f"replicates must be 1 to 1000, not {replicates}")
    if output is not None:
        refuse_to_replace(output, force=force)
    study = Study(
        scheme,
        society,
        months=months,
        seed=seed,
        settings=assignments(setting, "--setting"),
        set=assignments(set_, "--set"),
        conduct=conduct,
        parameters=parameters,
        institutions=institutions,
        integration=integration,
        threads=threads,
    )
    _ = study.inputs  # a fault of the call or of a file comes before any word of a world
    matrix = ablate(
        study,
        ablations,
        replicates,
        progress=lambda done, asked: console.detail(f"world {done} of {asked}"),
    )
    if output is not None:
        _write(output, matrix)
    console.result(_json(matrix, study.inputs.scheme.id), _text(matrix, shown, ablations))


def _list(ablations: tuple[Ablation, ...], console: Console) -> None:
    """Print what can be taken out."""
    console.result(
        [{"mechanism": a.name, "without_it": a.changes} for a in ablations],
        table(["mechanism", "without it"], [(a.name, a.changes) for a in ablations]),
    )


def _row(found: Ablated) -> dict[str, Any]:
    """Return one mechanism and measure as plain values."""
    from sincerity.measures.headline import headline_named

    return {
        "mechanism_off": found.mechanism,
        "measure": found.measure,
        "unit": headline_named(found.measure).unit,
        "value": found.value,
        "difference": found.difference,
        "chance_low": found.chance.low,
        "chance_high": found.chance.high,
        "replicates": found.chance.n,
    }


def _json(matrix: Matrix, scheme: str) -> dict[str, Any]:
    """Return what ``ablate --json`` prints."""
    return {
        "scheme": scheme,
        "replicates": matrix.replicates,
        "residents": matrix.residents,
        "absent": list(matrix.absent),
        "rows": [_row(found) for found in matrix.rows],
    }


def _write(path: Path, matrix: Matrix) -> None:
    """Write every mechanism and measure as a CSV file."""
    import polars as pl

    from sincerity.study.contrast_tables import write_csv

    rows = [_row(found) for found in matrix.rows]
    write_csv(path, pl.DataFrame(rows, infer_schema_length=None))


def _text(matrix: Matrix, shown: tuple[str, ...], ablations: tuple[Ablation, ...]) -> str:
    """Return the matrix for a reader."""
    from sincerity.measures.headline import headline_named

    by_place = {(row.mechanism, row.measure): row for row in matrix.rows}
    names = dict.fromkeys(row.mechanism for row in matrix.rows)
    rows = [[name, *(_cell(by_place[name, measure]) for measure in shown)] for name in names]
    numbers = [f"[{place}]" for place, _ in enumerate(shown, 1)]
    meanings = [headline_named(measure) for measure in shown]
    replicates = "1 replicate" if matrix.replicates == 1 else f"{matrix.replicates} replicates"
    absent = f"Not in this run: {', '.join(matrix.absent)}." if matrix.absent else ""
    lines = [
        table(["off", *numbers], rows),
        "",
        pairs(
            {
                number: f"{found.label} ({found.unit})"
                for number, found in zip(numbers, meanings, strict=True)
            }
        ),
        "",
        pairs({a.name: a.changes for a in ablations if a.name in names}),
        "",
        f"Mean of {replicates} of {matrix.residents:,} synthetic people; in "
        "brackets the difference from 'nothing', under the same accidents. "
        "One mechanism is off at a time, so the differences do not add up.",
        absent,
        SAID,
    ]
    return "\n".join(line for place, line in enumerate(lines) if line or place < len(lines) - 2)


def _cell(found: Ablated) -> str:
    """Return a value and, in brackets, its difference."""
    value = "" if found.value is None else _number(found.value)
    if found.difference is None:
        return value
    return f"{value} ({_number(found.difference, signed=True)})"


def _number(number: float, *, signed: bool = False) -> str:
    """Return a number with thousands apart or three significant digits."""
    sign = "+" if signed else ""
    if abs(number) >= 1000:
        return f"{number:{sign},.0f}"
    return f"{number:{sign}.3g}"
